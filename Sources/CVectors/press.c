// The words whose bit is set, one behind the other.
//
// Where the processor can press those that it wants together (AVX-512) sixteen are looked at at a time; where it can put eight in any order (AVX2)
// eight, in an order that a table knows; else bit by bit.

#include "levels.h"
#include "vectors.h"

#define PRESS_ONE_BY_ONE(name, word, found_word)                                                                                          \
    static void name##_one_by_one(const word *restrict words, size_t count, const uint64_t *restrict bits, found_word *restrict found) { \
        for (size_t start = 0; start < count; start += 64)                                                                       \
            for (uint64_t left = bits[start / 64]; left != 0; left &= left - 1) *found++ = words[start + (size_t)__builtin_ctzll(left)]; \
    }

PRESS_ONE_BY_ONE(press_8, uint8_t, uint32_t)
PRESS_ONE_BY_ONE(press_16, uint16_t, uint32_t)
PRESS_ONE_BY_ONE(press_32, uint32_t, uint32_t)
PRESS_ONE_BY_ONE(press_64, uint64_t, uint64_t)

#ifdef HAS_COMPRESSING
// What is left at the end is less than a vector, and there are no more words to be read.
#define PRESS_BY_VECTOR(name, word, found_word, lanes, mask_of_lanes, compress, load)                                             \
    __attribute__((target("avx512f"))) static void name##_by_vector(                                                             \
        const word *restrict words, size_t count, const uint64_t *restrict bits, found_word *restrict found) {                   \
        size_t start = 0;                                                                                                        \
        for (; start + lanes <= count; start += lanes) {                                                                         \
            mask_of_lanes mask = (mask_of_lanes)(bits[start / 64] >> (start % 64));                                              \
            _mm512_storeu_si512(found, compress(mask, load));                                                                    \
            found += __builtin_popcount(mask);                                                                                   \
        }                                                                                                                        \
        for (; start < count; start++) {                                                                                         \
            *found = words[start];                                                                                               \
            found += bits[start / 64] >> (start % 64) & 1;                                                                       \
        }                                                                                                                        \
    }
#define PRESS_BY_SIXTEEN(name, word, load) PRESS_BY_VECTOR(name, word, uint32_t, 16, __mmask16, _mm512_maskz_compress_epi32, load)

PRESS_BY_SIXTEEN(press_8, uint8_t, _mm512_cvtepu8_epi32(_mm_loadu_si128((const __m128i *)(words + start))))
PRESS_BY_SIXTEEN(press_16, uint16_t, _mm512_cvtepu16_epi32(_mm256_loadu_si256((const __m256i *)(words + start))))
PRESS_BY_SIXTEEN(press_32, uint32_t, _mm512_loadu_si512(words + start))
PRESS_BY_VECTOR(press_64, uint64_t, uint64_t, 8, __mmask8, _mm512_maskz_compress_epi64, _mm512_loadu_si512(words + start))

// Which of eight lanes are wanted, one a byte, for each of the 256 ways to want some. 2 KiB near the processor; to put them together of two halves takes
// twice the time (measured).
#define WANTED(mask, lane) ((mask) >> (lane) & 1 ? (uint64_t)(lane) << (8 * __builtin_popcount((mask) & ((1 << (lane)) - 1))) : 0)
#define WANTED_LANES(mask) \
    WANTED(mask, 0) | WANTED(mask, 1) | WANTED(mask, 2) | WANTED(mask, 3) | WANTED(mask, 4) | WANTED(mask, 5) | WANTED(mask, 6) | WANTED(mask, 7)
#define FOUR_MASKS(mask) WANTED_LANES(mask), WANTED_LANES((mask) + 1), WANTED_LANES((mask) + 2), WANTED_LANES((mask) + 3)
#define SIXTEEN_MASKS(mask) FOUR_MASKS(mask), FOUR_MASKS((mask) + 4), FOUR_MASKS((mask) + 8), FOUR_MASKS((mask) + 12)
#define SIXTY_FOUR_MASKS(mask) SIXTEEN_MASKS(mask), SIXTEEN_MASKS((mask) + 16), SIXTEEN_MASKS((mask) + 32), SIXTEEN_MASKS((mask) + 48)
static const uint64_t wanted_of_eight[256] = {SIXTY_FOUR_MASKS(0), SIXTY_FOUR_MASKS(64), SIXTY_FOUR_MASKS(128), SIXTY_FOUR_MASKS(192)};
// The same of four lanes that are two words wide, as the numbers of these words.
static const uint64_t wanted_pairs[16] = {
    0, 0x0100, 0x0302, 0x03020100, 0x0504, 0x05040100, 0x05040302, 0x050403020100, 0x0706, 0x07060100, 0x07060302, 0x070603020100,
    0x07060504, 0x070605040100, 0x070605040302, 0x0706050403020100,
};

// Where fewer of 64 are wanted than this they are sooner fetched one by one.
enum { FEW = 20 };

#define PRESS_BY_ORDER(name, word, found_word, lanes, order, load)                                                               \
    __attribute__((target("avx2,popcnt"))) static void name##_by_order(                                                          \
        const word *restrict words, size_t count, const uint64_t *restrict bits, found_word *restrict found) {                   \
        for (size_t block = 0; block < count; block += 64) {                                                                     \
            uint64_t left = bits[block / 64];                                                                                    \
            if (block + 64 > count || __builtin_popcountll(left) < FEW) {                                                        \
                for (; left != 0; left &= left - 1) *found++ = words[block + (size_t)__builtin_ctzll(left)];                     \
                continue;                                                                                                        \
            }                                                                                                                    \
            for (size_t start = block; start < block + 64; start += lanes, left >>= lanes) {                                     \
                uint32_t mask = (uint32_t)left & ((1u << lanes) - 1);                                                            \
                __m256i places = _mm256_cvtepu8_epi32(_mm_cvtsi64_si128((int64_t)order[mask]));                                  \
                _mm256_storeu_si256((__m256i *)found, _mm256_permutevar8x32_epi32(load, places));                                \
                found += __builtin_popcount(mask);                                                                               \
            }                                                                                                                    \
        }                                                                                                                        \
    }
#define PRESS_EIGHT(name, word, load) PRESS_BY_ORDER(name, word, uint32_t, 8, wanted_of_eight, load)

PRESS_EIGHT(press_8, uint8_t, _mm256_cvtepu8_epi32(_mm_loadl_epi64((const __m128i *)(words + start))))
PRESS_EIGHT(press_16, uint16_t, _mm256_cvtepu16_epi32(_mm_loadu_si128((const __m128i *)(words + start))))
PRESS_EIGHT(press_32, uint32_t, _mm256_loadu_si256((const __m256i *)(words + start)))
PRESS_BY_ORDER(press_64, uint64_t, uint64_t, 4, wanted_pairs, _mm256_loadu_si256((const __m256i *)(words + start)))

#define PRESS(name, word, found_word)                                                                                     \
    void name(const word *restrict words, size_t count, const uint64_t *restrict bits, found_word *restrict found) {        \
        if (__builtin_cpu_supports("avx512f")) name##_by_vector(words, count, bits, found);                              \
        else if (__builtin_cpu_supports("avx2")) name##_by_order(words, count, bits, found);                              \
        else name##_one_by_one(words, count, bits, found);                                                                \
    }
#else
#define PRESS(name, word, found_word)                                                                                     \
    void name(const word *restrict words, size_t count, const uint64_t *restrict bits, found_word *restrict found) {        \
        name##_one_by_one(words, count, bits, found);                                                                     \
    }
#endif

PRESS(press_8, uint8_t, uint32_t)
PRESS(press_16, uint16_t, uint32_t)
PRESS(press_32, uint32_t, uint32_t)
PRESS(press_64, uint64_t, uint64_t)
