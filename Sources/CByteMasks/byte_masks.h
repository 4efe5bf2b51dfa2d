// Which of 64 bytes are of a kind, a bit each: the question that vector units answer with one instruction (move-mask) and that Swift's
// SIMD types have no words for. To put the bits together by multiplication took a third of the time of finding the records of a file.
//
// In a header, so that the loops that ask are compiled as one with the answer.

#pragma once

#include <stdint.h>
#include <string.h>

struct byte_masks {
    // Separators and line ends.
    uint64_t ends;
    uint64_t lines;
    uint64_t quotes;
};

// Of UTF-8: the letters U+0080–02FF have two bytes, U+1E00–1EFF three.
struct letter_masks {
    uint64_t beyond_ascii;
    // First bytes of letters of either kind.
    uint64_t twos;
    uint64_t threes;
    // Bytes that may be the second of three.
    uint64_t seconds;
    // Bytes that are not the first of a letter.
    uint64_t trails;
};

enum { FIRST_OF_TWO = 0xC2, KINDS_OF_TWO = 10, FIRST_OF_THREE = 0xE1, SECOND_OF_THREE = 0xB8, KINDS_OF_SECOND = 4 };

#if defined(__SSE2__)

#include <emmintrin.h>

static inline __m128i sixteen_bytes(const uint8_t *bytes, int part) { return _mm_loadu_si128((const __m128i *)(bytes + 16 * part)); }

static inline uint64_t mask_of_sixteen(__m128i lanes, int part) { return (uint64_t)(uint16_t)_mm_movemask_epi8(lanes) << (16 * part); }

static inline struct byte_masks separated_bytes(const uint8_t *bytes, uint8_t separator, uint8_t quote, uint8_t newline) {
    const __m128i separators = _mm_set1_epi8((char)separator), quotes = _mm_set1_epi8((char)quote), newlines = _mm_set1_epi8((char)newline);
    struct byte_masks masks = {0, 0, 0};
    for (int part = 0; part < 4; part++) {
        __m128i sixteen = sixteen_bytes(bytes, part);
        __m128i lines = _mm_cmpeq_epi8(sixteen, newlines);
        masks.ends |= mask_of_sixteen(_mm_or_si128(_mm_cmpeq_epi8(sixteen, separators), lines), part);
        masks.lines |= mask_of_sixteen(lines, part);
        masks.quotes |= mask_of_sixteen(_mm_cmpeq_epi8(sixteen, quotes), part);
    }
    return masks;
}

static inline uint64_t bytes_from(__m128i sixteen, uint8_t first, uint8_t count, int part) {
    __m128i distance = _mm_sub_epi8(sixteen, _mm_set1_epi8((char)first));
    return mask_of_sixteen(_mm_cmpeq_epi8(_mm_min_epu8(distance, _mm_set1_epi8((char)(count - 1))), distance), part);
}

static inline struct letter_masks letter_masks(const uint8_t *bytes) {
    struct letter_masks masks = {0, 0, 0, 0, 0};
    for (int part = 0; part < 4; part++) masks.beyond_ascii |= mask_of_sixteen(sixteen_bytes(bytes, part), part);
    if (masks.beyond_ascii == 0) return masks;
    for (int part = 0; part < 4; part++) {
        __m128i sixteen = sixteen_bytes(bytes, part);
        masks.twos |= bytes_from(sixteen, FIRST_OF_TWO, KINDS_OF_TWO, part);
        masks.threes |= mask_of_sixteen(_mm_cmpeq_epi8(sixteen, _mm_set1_epi8((char)FIRST_OF_THREE)), part);
        masks.seconds |= bytes_from(sixteen, SECOND_OF_THREE, KINDS_OF_SECOND, part);
        masks.trails |= bytes_from(sixteen, 0x80, 0x40, part);
    }
    return masks;
}

#else

static inline uint64_t eight_bytes(const uint8_t *bytes, int part) {
    uint64_t word;
    memcpy(&word, bytes + 8 * part, 8);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    word = __builtin_bswap64(word);
#endif
    return word;
}

// The highest bits of eight bytes, side by side.
static inline uint64_t mask_of_eight(uint64_t high, int part) { return (((high >> 7) & 0x0101010101010101) * 0x0102040810204080) >> 56 << (8 * part); }

// The highest bit of each byte that is the other.
static inline uint64_t equal_bytes(uint64_t word, uint8_t other) {
    const uint64_t low = 0x7F7F7F7F7F7F7F7F;
    uint64_t difference = word ^ (other * 0x0101010101010101u);
    return ~(((difference & low) + low) | difference | low);
}

static inline struct byte_masks separated_bytes(const uint8_t *bytes, uint8_t separator, uint8_t quote, uint8_t newline) {
    struct byte_masks masks = {0, 0, 0};
    for (int part = 0; part < 8; part++) {
        uint64_t word = eight_bytes(bytes, part), lines = equal_bytes(word, newline);
        masks.ends |= mask_of_eight(equal_bytes(word, separator) | lines, part);
        masks.lines |= mask_of_eight(lines, part);
        masks.quotes |= mask_of_eight(equal_bytes(word, quote), part);
    }
    return masks;
}

static inline struct letter_masks letter_masks(const uint8_t *bytes) {
    struct letter_masks masks = {0, 0, 0, 0, 0};
    for (int place = 0; place < 64; place++) {
        uint8_t byte = bytes[place];
        masks.beyond_ascii |= (uint64_t)(byte >= 0x80) << place;
        masks.twos |= (uint64_t)((uint8_t)(byte - FIRST_OF_TWO) < KINDS_OF_TWO) << place;
        masks.threes |= (uint64_t)(byte == FIRST_OF_THREE) << place;
        masks.seconds |= (uint64_t)((uint8_t)(byte - SECOND_OF_THREE) < KINDS_OF_SECOND) << place;
        masks.trails |= (uint64_t)((byte & 0xC0) == 0x80) << place;
    }
    return masks;
}

#endif
