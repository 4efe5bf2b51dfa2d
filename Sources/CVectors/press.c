// The words whose bit is set, one behind the other.
//
// Where the processor can press those that it wants together (AVX-512) sixteen are looked at at a time, else bit by bit.

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

#define PRESS(name, word, found_word)                                                                                     \
    void name(const word *restrict words, size_t count, const uint64_t *restrict bits, found_word *restrict found) {        \
        if (__builtin_cpu_supports("avx512f")) name##_by_vector(words, count, bits, found);                              \
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
