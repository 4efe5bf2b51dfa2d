// Where the values of separated text end.
//
// Where the processor can press bytes together (AVX-512 VBMI2) the places of 64 bytes are found without a loop over them, else one by one.

#include "byte_masks.h"
#include "levels.h"
#include "vectors.h"

// The places of the set bits, counted from `first`; of what is written too much the next block makes good.
static uint32_t *write_places(uint64_t bits, uint32_t first, uint32_t *places) {
    uint32_t *behind = places + __builtin_popcountll(bits);
    // Eight at a time, without a question for each.
    for (; places < behind; places += 8)
        for (int slot = 0; slot < 8; slot++) {
            places[slot] = first + (uint32_t)(bits == 0 ? 64 : __builtin_ctzll(bits));
            bits &= bits - 1;
        }
    return behind;
}

// Which of the places found so far and in this block are those of line ends.
static inline uint32_t *write_line_ends(uint64_t lines, uint64_t found, uint32_t before, uint32_t *ends) {
    for (; lines != 0; lines &= lines - 1) *ends++ = before + (uint32_t)__builtin_popcountll(found & (lines ^ (lines - 1))) - 1;
    return ends;
}

static inline uint64_t bits_inside(size_t bytes) { return bytes < 64 ? ((uint64_t)1 << bytes) - 1 : ~(uint64_t)0; }

static size_t find_one_by_one(
    const uint8_t *bytes, size_t start, size_t end, uint8_t separator, uint8_t quote, uint8_t newline, uint32_t *places, uint32_t *ends) {
    uint32_t *place = places, *line_end = ends;
    for (size_t block = start; block < end; block += 64) {
        struct byte_masks masks = separated_bytes(bytes + block, separator, quote, newline);
        uint64_t inside = bits_inside(end - block);
        if (masks.quotes & inside) break;
        line_end = write_line_ends(masks.lines & inside, masks.ends & inside, (uint32_t)(place - places), line_end);
        place = write_places(masks.ends & inside, (uint32_t)block, place);
    }
    return (size_t)(line_end - ends);
}

#ifdef HAS_COMPRESSING
__attribute__((target("avx512bw,avx512vbmi2,popcnt,bmi"))) static size_t find_by_vector(
    const uint8_t *bytes, size_t start, size_t end, uint8_t separator, uint8_t quote, uint8_t newline, uint32_t *places, uint32_t *ends) {
    uint32_t *place = places, *line_end = ends;
    const __m512i separators = _mm512_set1_epi8((char)separator), quotes = _mm512_set1_epi8((char)quote), newlines = _mm512_set1_epi8((char)newline);
    uint8_t counted[64];
    for (int i = 0; i < 64; i++) counted[i] = (uint8_t)i;
    const __m512i numbers = _mm512_loadu_si512(counted);
    for (size_t block = start; block < end; block += 64) {
        __m512i sixty_four = _mm512_loadu_si512(bytes + block);
        uint64_t inside = bits_inside(end - block);
        if (_mm512_cmpeq_epi8_mask(sixty_four, quotes) & inside) break;
        uint64_t lines = _mm512_cmpeq_epi8_mask(sixty_four, newlines) & inside;
        uint64_t found = (_mm512_cmpeq_epi8_mask(sixty_four, separators) & inside) | lines;
        __m512i pressed = _mm512_maskz_compress_epi8(found, numbers), first = _mm512_set1_epi32((int)block);
        _mm512_storeu_si512(place, _mm512_add_epi32(first, _mm512_cvtepu8_epi32(_mm512_castsi512_si128(pressed))));
        int count = __builtin_popcountll(found);
        if (count > 16) {
            _mm512_storeu_si512(place + 16, _mm512_add_epi32(first, _mm512_cvtepu8_epi32(_mm512_extracti32x4_epi32(pressed, 1))));
            _mm512_storeu_si512(place + 32, _mm512_add_epi32(first, _mm512_cvtepu8_epi32(_mm512_extracti32x4_epi32(pressed, 2))));
            _mm512_storeu_si512(place + 48, _mm512_add_epi32(first, _mm512_cvtepu8_epi32(_mm512_extracti32x4_epi32(pressed, 3))));
        }
        line_end = write_line_ends(lines, found, (uint32_t)(place - places), line_end);
        place += count;
    }
    return (size_t)(line_end - ends);
}
#endif

size_t find_separators(
    const uint8_t *bytes, size_t start, size_t end, uint8_t separator, uint8_t quote, uint8_t newline, uint32_t *places, uint32_t *ends) {
#ifdef HAS_COMPRESSING
    if (__builtin_cpu_supports("avx512vbmi2")) return find_by_vector(bytes, start, end, separator, quote, newline, places, ends);
#endif
    return find_one_by_one(bytes, start, end, separator, quote, newline, places, ends);
}

void spans_between(const uint32_t *places, size_t stride, size_t count, uint64_t *spans) {
    for (size_t i = 0; i < count; i++, places += stride) {
        uint32_t start = places[0] + 1;
        spans[i] = (uint64_t)(places[1] - start) << 36 | start;
    }
}
