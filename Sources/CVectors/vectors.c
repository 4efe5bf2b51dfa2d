// Loops that the widest vectors of the processor make several times as fast as those that every processor of its kind has.
//
// Swift compiles for the least of them. Here each loop is compiled three times, for AVX-512, for AVX2 and for SSE2, which all have, and the
// loader chooses by what the machine has. On other processors there is one, and its vectors are wide enough.

#include "vectors.h"

#if defined(__x86_64__) && defined(__linux__)
#define FOR_EACH_LEVEL __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define FOR_EACH_LEVEL
#endif

// Without a sign, since adding and multiplying then wrap.
#define WIDEN(name, word, value, bits)                                                                        \
    FOR_EACH_LEVEL void name(const word *restrict words, value *restrict values, size_t count, value base, value step) { \
        if (step == 1) {                                                                                      \
            for (size_t i = 0; i < count; i++) values[i] = (value)((bits)base + words[i]);                    \
        } else {                                                                                              \
            for (size_t i = 0; i < count; i++) values[i] = (value)((bits)base + (bits)step * words[i]);       \
        }                                                                                                     \
    }

WIDEN(widen_8_to_64, uint8_t, int64_t, uint64_t)
WIDEN(widen_16_to_64, uint16_t, int64_t, uint64_t)
WIDEN(widen_32_to_64, uint32_t, int64_t, uint64_t)
WIDEN(widen_8_to_32, uint8_t, int32_t, uint32_t)
WIDEN(widen_16_to_32, uint16_t, int32_t, uint32_t)
WIDEN(widen_32_to_32, uint32_t, int32_t, uint32_t)
