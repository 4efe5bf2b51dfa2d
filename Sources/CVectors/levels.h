#ifndef MOTCUA_LEVELS_H
#define MOTCUA_LEVELS_H

// A function is compiled for the widest vectors that it is told to use, for AVX2 and for those that every processor of its kind has; the loader chooses.
#if defined(__x86_64__) && defined(__linux__)
#include <immintrin.h>
#define FOR_LEVELS_UP_TO(widest) __attribute__((target_clones(widest, "avx2", "default")))
// Whether there are instructions that press wanted numbers together; whether this processor has them is asked when the program runs.
#define HAS_COMPRESSING 1
#else
#define FOR_LEVELS_UP_TO(widest)
#endif

#define FOR_EACH_LEVEL FOR_LEVELS_UP_TO("avx512f")

#endif
