// What stands in an array at the places that words say, without the words being made wide in memory.

#include "levels.h"
#include "vectors.h"

// Places are computed in 32 bits where no step wraps one back into the array: the offset may be that of words that begin before it, and what wraps lies
// before the offset.
#define DO_NOT_WRAP(offset, step, most_step) ((int64_t)(offset) >= -INT32_MAX && (int64_t)(offset) <= INT32_MAX && (step) <= (most_step))

// An array of so few numbers that they fit eight vectors is looked up sixteen places at a time, by instructions that put the numbers of a vector into
// another order.
#ifdef HAS_COMPRESSING
enum { LANES = 16, FEW_PLACES = 128 };

#define LOOK_UP_FEW(name, word, load)                                                                                            \
    __attribute__((target("avx512f"))) static int32_t name##_few(                                                                \
        const word *restrict words, size_t count, const uint64_t *restrict present, const int32_t *restrict array, uint32_t size, \
        uint32_t offset, uint32_t step, int32_t *restrict numbers) {                                                             \
        __m512i parts[FEW_PLACES / LANES];                                                                                       \
        for (uint32_t part = 0; part < FEW_PLACES / LANES; part++) {                                                             \
            uint32_t start = part * LANES, rest = start < size ? size - start : 0;                                               \
            parts[part] = _mm512_mask_loadu_epi32(_mm512_set1_epi32(-1), rest >= LANES ? 0xFFFF : (__mmask16)((1u << rest) - 1), array + (rest ? start : 0)); \
        }                                                                                                                        \
        __m512i signs = _mm512_setzero_si512();                                                                                  \
        for (size_t row = 0; row < count; row += LANES) {                                                                        \
            __m512i place = _mm512_add_epi32(_mm512_set1_epi32((int)offset), _mm512_mullo_epi32(_mm512_set1_epi32((int)step), load)); \
            __m512i number = _mm512_permutex2var_epi32(parts[0], place, parts[1]);                                               \
            if (size > 32) {                                                                                                     \
                __mmask16 second = _mm512_test_epi32_mask(place, _mm512_set1_epi32(32));                                         \
                number = _mm512_mask_blend_epi32(second, number, _mm512_permutex2var_epi32(parts[2], place, parts[3]));          \
                if (size > 64) {                                                                                                 \
                    __m512i upper = _mm512_mask_blend_epi32(                                                                     \
                        second, _mm512_permutex2var_epi32(parts[4], place, parts[5]), _mm512_permutex2var_epi32(parts[6], place, parts[7])); \
                    number = _mm512_mask_blend_epi32(_mm512_test_epi32_mask(place, _mm512_set1_epi32(64)), number, upper);       \
                }                                                                                                                \
            }                                                                                                                    \
            number = _mm512_mask_blend_epi32(_mm512_cmplt_epu32_mask(place, _mm512_set1_epi32((int)size)), _mm512_set1_epi32(-1), number); \
            _mm512_storeu_si512(numbers + row, number);                                                                          \
            __mmask16 asked = present ? (__mmask16)(present[row / 64] >> (row % 64)) : 0xFFFF;                                   \
            signs = _mm512_mask_or_epi32(signs, asked, signs, number);                                                           \
        }                                                                                                                        \
        return _mm512_reduce_or_epi32(signs);                                                                                    \
    }

LOOK_UP_FEW(look_up_8, uint8_t, _mm512_cvtepu8_epi32(_mm_loadu_si128((const __m128i *)(words + row))))
LOOK_UP_FEW(look_up_16, uint16_t, _mm512_cvtepu16_epi32(_mm256_loadu_si256((const __m256i *)(words + row))))

// Places do not wrap in 32 bits.
#define LOOK_UP_FEW_IF_SO(name)                                                                                        \
    if (size <= FEW_PLACES && offset <= UINT16_MAX && step <= UINT8_MAX && __builtin_cpu_supports("avx512f"))                    \
        signs = name##_few(words, row = count / LANES * LANES, present, array, (uint32_t)size, (uint32_t)offset, (uint32_t)step, numbers);

// In a larger array at sixteen places at once.
#define LOOK_UP_SIXTEEN(name, word, load)                                                                                        \
    __attribute__((target("avx512f"))) static int32_t name##_sixteen(                                                            \
        const word *restrict words, size_t count, const uint64_t *restrict present, const int32_t *restrict array, uint32_t size, \
        int32_t offset, uint32_t step, int32_t *restrict numbers) {                                                              \
        __m512i signs = _mm512_setzero_si512();                                                                                  \
        for (size_t row = 0; row < count; row += LANES) {                                                                        \
            __m512i place = _mm512_add_epi32(_mm512_set1_epi32(offset), _mm512_mullo_epi32(_mm512_set1_epi32((int)step), load)); \
            __mmask16 inside = _mm512_cmplt_epu32_mask(place, _mm512_set1_epi32((int)size))                                      \
                & _mm512_cmpge_epu32_mask(place, _mm512_set1_epi32(offset < 0 ? 0 : offset));                                    \
            __m512i number = _mm512_mask_i32gather_epi32(_mm512_set1_epi32(-1), inside, place, array, sizeof(int32_t));          \
            _mm512_storeu_si512(numbers + row, number);                                                                          \
            signs = _mm512_mask_or_epi32(signs, present ? (__mmask16)(present[row / 64] >> (row % 64)) : 0xFFFF, signs, number); \
        }                                                                                                                        \
        return _mm512_reduce_or_epi32(signs);                                                                                    \
    }

LOOK_UP_SIXTEEN(look_up_8, uint8_t, _mm512_cvtepu8_epi32(_mm_loadu_si128((const __m128i *)(words + row))))
LOOK_UP_SIXTEEN(look_up_16, uint16_t, _mm512_cvtepu16_epi32(_mm256_loadu_si256((const __m256i *)(words + row))))
LOOK_UP_SIXTEEN(look_up_32, uint32_t, _mm512_loadu_si512(words + row))

// Where the array is not near the processor, what comes behind would have to wait (measured: 5 % more).
enum { MOST_PLACES_NEAR = 1 << 15 };
#define LOOK_UP_SIXTEEN_IF_SO(name, most_step)                                                                                   \
    if (size <= MOST_PLACES_NEAR && DO_NOT_WRAP(offset, step, most_step) && __builtin_cpu_supports("avx512f"))                   \
        signs = name##_sixteen(words, row = count / LANES * LANES, present, array, (uint32_t)size, (int32_t)offset, (uint32_t)step, numbers);
#define LOOK_UP_FEW_OR_SIXTEEN_IF_SO(name, most_step) LOOK_UP_FEW_IF_SO(name) else LOOK_UP_SIXTEEN_IF_SO(name, most_step)
#else
#define LOOK_UP_SIXTEEN_IF_SO(name, most_step)
#define LOOK_UP_FEW_OR_SIXTEEN_IF_SO(name, most_step)
#endif

// In an array of any size: the places of some rows by vectors, and then what stands there one by one, which takes half of the instructions that a row at
// a time does. Rows whose place lies outside, if there are any, are looked at again.
enum { RUN = 256 };

#define LOOK_UP_RUNS(name, word)                                                                                                 \
    FOR_EACH_LEVEL static int32_t name##_runs(                                                                                   \
        const word *restrict words, size_t count, const uint64_t *restrict present, const int32_t *restrict array, uint32_t size, \
        int32_t offset, uint32_t step, int32_t *restrict numbers) {                                                              \
        int32_t signs = 0;                                                                                                       \
        uint32_t least = sizeof(word) < sizeof(uint32_t) || offset < 0 ? 0 : (uint32_t)offset;                                   \
        for (size_t start = 0; start < count; start += RUN) {                                                                    \
            size_t rows = count - start < RUN ? count - start : RUN;                                                             \
            const word *run = words + start;                                                                                     \
            int32_t *found = numbers + start;                                                                                    \
            uint32_t places[RUN], outside = 0;                                                                                   \
            for (size_t row = 0; row < rows; row++) {                                                                            \
                uint32_t place = (uint32_t)offset + step * (uint32_t)run[row], inside = place < size ? place : size - 1;         \
                places[row] = inside;                                                                                            \
                outside |= (place - inside) | (place < least);                                                                   \
            }                                                                                                                    \
            _Pragma("clang loop vectorize(disable) unroll_count(8)") for (size_t row = 0; row < rows; row++) found[row] = array[places[row]]; \
            if (outside)                                                                                                         \
                for (size_t row = 0; row < rows; row++) {                                                                        \
                    uint32_t place = (uint32_t)offset + step * (uint32_t)run[row];                                               \
                    found[row] |= -(int32_t)((place >= size) | (place < least));                                                 \
                }                                                                                                                \
            if (!present)                                                                                                        \
                for (size_t row = 0; row < rows; row++) signs |= found[row];                                                     \
            else                                                                                                                 \
                for (size_t row = 0; row < rows; row++) signs |= found[row] & -(int32_t)(present[(start + row) / 64] >> ((start + row) % 64) & 1); \
        }                                                                                                                        \
        return signs;                                                                                                            \
    }

LOOK_UP_RUNS(look_up_8, uint8_t)
LOOK_UP_RUNS(look_up_16, uint16_t)
LOOK_UP_RUNS(look_up_32, uint32_t)

// One by one what a vector does not fill, and where the offset or the step is any other.
#define LOOK_UP_WORDS(name, word, most_step, by_vector)                                                                \
    int32_t name(                                                                                                      \
        const word *restrict words, size_t count, const uint64_t *restrict present, const int32_t *restrict array, uint64_t size, \
        uint64_t offset, uint64_t step, int32_t *restrict numbers) {                                                   \
        size_t row = 0;                                                                                                \
        int32_t signs = 0;                                                                                             \
        by_vector                                                                                                      \
        if (row == 0 && size <= INT32_MAX && DO_NOT_WRAP(offset, step, most_step))                                     \
            return name##_runs(words, count, present, array, (uint32_t)size, (int32_t)offset, (uint32_t)step, numbers); \
        for (; row < count; row++) {                                                                                   \
            uint64_t place = offset + step * words[row];                                                               \
            int32_t number = place < size ? array[place] : -1;                                                         \
            numbers[row] = number;                                                                                     \
            signs |= present ? number & -(int32_t)(present[row / 64] >> (row % 64) & 1) : number;                      \
        }                                                                                                              \
        return signs;                                                                                                  \
    }

LOOK_UP_WORDS(look_up_8, uint8_t, 1 << 20, LOOK_UP_FEW_OR_SIXTEEN_IF_SO(look_up_8, 1 << 20))
LOOK_UP_WORDS(look_up_16, uint16_t, 1 << 13, LOOK_UP_FEW_OR_SIXTEEN_IF_SO(look_up_16, 1 << 13))
LOOK_UP_WORDS(look_up_32, uint32_t, 1, LOOK_UP_SIXTEEN_IF_SO(look_up_32, 1))

// place = size × place + base + step × word: the places of tuples in an array.
#define PLACE_WORDS(name, word)                                                                                       \
    FOR_EACH_LEVEL void name(const word *restrict words, uint32_t *restrict places, size_t count, uint32_t size, uint32_t base, uint32_t step) { \
        for (size_t row = 0; row < count; row++) places[row] = size * places[row] + base + step * (uint32_t)words[row]; \
    }

PLACE_WORDS(add_places_8, uint8_t)
PLACE_WORDS(add_places_16, uint16_t)
PLACE_WORDS(add_places_32, uint32_t)
