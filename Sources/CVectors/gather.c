// What stands at places: sixteen or eight at a time where the processor can read from so many places at once (AVX-512). That takes half to two thirds
// of the time where all of it is near the processor, and a twentieth more where it is not.

#include "levels.h"
#include "vectors.h"

#ifdef HAS_COMPRESSING
#define GATHER_BY_VECTOR(name, word, lanes, load, gather)                                                                 \
    __attribute__((target("avx512f"))) static size_t name##_by_vector(                                                    \
        const word *restrict values, const int32_t *restrict rows, size_t count, word *restrict found) {                  \
        size_t i = 0;                                                                                                     \
        for (; i + lanes <= count; i += lanes) _mm512_storeu_si512(found + i, gather(load(rows + i), values));            \
        return i;                                                                                                         \
    }
#define SIXTEEN_ROWS(rows) _mm512_max_epi32(_mm512_loadu_si512(rows), _mm512_setzero_si512())
#define EIGHT_ROWS(rows) _mm512_castsi512_si256(_mm512_max_epi32(_mm512_castsi256_si512(_mm256_loadu_si256((const __m256i *)(rows))), _mm512_setzero_si512()))
#define GATHER_SIXTEEN(rows, values) _mm512_i32gather_epi32(rows, values, 4)
#define GATHER_EIGHT(rows, values) _mm512_i32gather_epi64(rows, values, 8)

GATHER_BY_VECTOR(gather_32, uint32_t, 16, SIXTEEN_ROWS, GATHER_SIXTEEN)
GATHER_BY_VECTOR(gather_64, uint64_t, 8, EIGHT_ROWS, GATHER_EIGHT)
enum { MOST_BYTES_NEAR = 1 << 18 };
#define GATHERED_BY_VECTOR(name) \
    (size <= MOST_BYTES_NEAR / sizeof(*values) && __builtin_cpu_supports("avx512f") ? name##_by_vector(values, rows, count, found) : 0)
#else
#define GATHERED_BY_VECTOR(name) 0
#endif

#define GATHER(name, word)                                                                                                \
    void name(const word *restrict values, size_t size, const int32_t *restrict rows, size_t count, word *restrict found) { \
        for (size_t i = GATHERED_BY_VECTOR(name); i < count; i++) found[i] = values[rows[i] < 0 ? 0 : rows[i]];           \
    }

GATHER(gather_32, uint32_t)
GATHER(gather_64, uint64_t)
