// Cells that are nothing but a few digits, as most of a table's cells are: eight cells at a time where the processor can read from eight places at
// once (AVX-512), else one by one.
//
// Digits are checked and added up in pairs, after Daniel Lemire and Johnny Lee (https://lemire.me/blog/2022/01/21/swar-explained-parsing-eight-digits/).

#include "levels.h"
#include "vectors.h"
#include <string.h>

enum { MOST_DIGITS = 8, LENGTH_SHIFT = 36 };
#define ZEROS 0x3030303030303030u

static inline uint64_t length_of(uint64_t span) { return span >> LENGTH_SHIFT; }

// One to eight digits, the last in the highest byte, behind zeros; anything else where it has marks or other letters.
static inline int read_digits(const uint8_t *base, uint64_t span, uint64_t *digits) {
    uint64_t length = length_of(span), word;
    if (length - 1 >= MOST_DIGITS || (span >> 32 & 15) != 0) return 0;
    memcpy(&word, base + (uint32_t)span, 8);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    word = __builtin_bswap64(word);
#endif
    *digits = (word ^ ZEROS) << (64 - 8 * length);
    return ((*digits | (*digits + 0x7676767676767676)) & 0x8080808080808080) == 0;
}

static inline int64_t number_of(uint64_t digits) {
    uint64_t pairs = digits * 10 + (digits >> 8);
    return (int64_t)(((pairs & 0x000000FF000000FF) * 0x000F424000000064 + ((pairs >> 16) & 0x000000FF000000FF) * 0x0000271000000001) >> 32);
}

#ifdef HAS_COMPRESSING
#define WITH_VECTORS __attribute__((target("avx512bw,avx512dq")))

// The digits of eight cells; false where one of them is anything else.
WITH_VECTORS static inline int read_digits_of_eight(const uint8_t *base, const uint64_t *spans, __m512i *digits, __m512i *lengths) {
    __m512i eight = _mm512_loadu_si512(spans);
    *lengths = _mm512_srli_epi64(eight, LENGTH_SHIFT);
    __mmask8 are_short = _mm512_cmplt_epu64_mask(_mm512_sub_epi64(*lengths, _mm512_set1_epi64(1)), _mm512_set1_epi64(MOST_DIGITS));
    if (are_short != 0xFF || _mm512_test_epi64_mask(eight, _mm512_set1_epi64((int64_t)15 << 32)) != 0) return 0;
    __m512i starts = _mm512_and_si512(eight, _mm512_set1_epi64(UINT32_MAX));
    __m512i words = _mm512_xor_si512(_mm512_i64gather_epi64(starts, base, 1), _mm512_set1_epi64((int64_t)ZEROS));
    *digits = _mm512_sllv_epi64(words, _mm512_sub_epi64(_mm512_set1_epi64(64), _mm512_slli_epi64(*lengths, 3)));
    return _mm512_cmpgt_epu8_mask(*digits, _mm512_set1_epi8(9)) == 0;
}

WITH_VECTORS static size_t read_by_eights(const uint8_t *base, const uint64_t *spans, size_t count, int64_t *numbers) {
    const __m512i tens = _mm512_set1_epi16(0x010A), hundreds = _mm512_set1_epi32(0x00010064), low = _mm512_set1_epi64(UINT32_MAX);
    size_t i = 0;
    for (__m512i digits, lengths; i + 8 <= count && read_digits_of_eight(base, spans + i, &digits, &lengths); i += 8) {
        // Pairs of bytes, then of pairs; the four digits in front are in the lower half.
        __m512i fours = _mm512_madd_epi16(_mm512_maddubs_epi16(digits, tens), hundreds);
        __m512i front = _mm512_mul_epu32(_mm512_and_si512(fours, low), _mm512_set1_epi64(10000));
        _mm512_storeu_si512(numbers + i, _mm512_add_epi64(front, _mm512_srli_epi64(fours, 32)));
    }
    return i;
}

WITH_VECTORS static size_t measure_by_eights(const uint8_t *base, const uint64_t *spans, size_t count, uint32_t *most) {
    __m512i longest = _mm512_set1_epi64(0);
    size_t i = 0;
    for (__m512i digits, lengths; i + 8 <= count && read_digits_of_eight(base, spans + i, &digits, &lengths); i += 8) {
        // The first digit stands lowest of those that were not shifted in.
        __m512i first = _mm512_srlv_epi64(digits, _mm512_sub_epi64(_mm512_set1_epi64(64), _mm512_slli_epi64(lengths, 3)));
        __mmask8 begin_with_zero = _mm512_testn_epi64_mask(first, _mm512_set1_epi64(255));
        if (begin_with_zero & _mm512_cmpgt_epu64_mask(lengths, _mm512_set1_epi64(1))) break;
        longest = _mm512_max_epu64(longest, lengths);
    }
    uint32_t found = (uint32_t)_mm512_reduce_max_epu64(longest);
    if (found > *most) *most = found;
    return i;
}
#endif

size_t read_short_numbers(const uint8_t *base, const uint64_t *spans, size_t count, int64_t *numbers) {
    size_t i = 0;
#ifdef HAS_COMPRESSING
    if (__builtin_cpu_supports("avx512bw")) i = read_by_eights(base, spans, count, numbers);
#endif
    for (uint64_t digits; i < count && read_digits(base, spans[i], &digits); i++) numbers[i] = number_of(digits);
    return i;
}

size_t measure_short_numbers(const uint8_t *base, const uint64_t *spans, size_t count, uint32_t *most) {
    size_t i = 0;
#ifdef HAS_COMPRESSING
    if (__builtin_cpu_supports("avx512bw")) i = measure_by_eights(base, spans, count, most);
#endif
    for (uint64_t digits; i < count && read_digits(base, spans[i], &digits); i++) {
        uint32_t length = (uint32_t)length_of(spans[i]);
        if (length > 1 && base[(uint32_t)spans[i]] == '0') break;
        if (length > *most) *most = length;
    }
    return i;
}
