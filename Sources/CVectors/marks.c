// Which numbers lie between two bounds: a bit for each of 64 in a word, as a bitmap has them.
//
// Written with vectors as wide as 64 numbers, which the compiler cuts to those of the processor; where that has masks (AVX-512), a comparison gives
// the bits themselves.

#include "levels.h"
#include "vectors.h"
#include <string.h>

// Bytes and pairs of bytes have masks of their own from there on.
#define FOR_MASKS FOR_LEVELS_UP_TO("avx512bw")

enum { LANES = 64 };

typedef _Bool Mask __attribute__((ext_vector_type(LANES)));

// A number lies between the bounds where its distance from the lower one, which wraps below it, is not more than that of the upper one.
#define MARK(name, word)                                                                                              \
    FOR_MASKS void name(const word *restrict numbers, size_t count, word least, word span, uint64_t *restrict bits) {       \
        typedef word Vector __attribute__((vector_size(LANES * sizeof(word))));                                       \
        size_t start = 0;                                                                                             \
        for (; start + LANES <= count; start += LANES) {                                                              \
            Vector values;                                                                                            \
            memcpy(&values, numbers + start, sizeof values);                                                          \
            Mask mask = __builtin_convertvector(values - least <= span, Mask);                                        \
            memcpy(bits + start / LANES, &mask, sizeof *bits);                                                        \
        }                                                                                                             \
        if (start == count) return;                                                                                   \
        uint64_t last = 0;                                                                                            \
        for (size_t i = start; i < count; i++) last |= (uint64_t)((word)(numbers[i] - least) <= span) << (i - start); \
        bits[start / LANES] = last;                                                                                   \
    }

MARK(mark_8_within, uint8_t)
MARK(mark_16_within, uint16_t)
MARK(mark_32_within, uint32_t)
MARK(mark_64_within, uint64_t)

// Which numbers are listed: a table has a bit for each number from 0 on, and one more that is not set, for those beyond.
#define MARK_LISTED(name, word)                                                                                                \
    FOR_MASKS void name(                                                                                                       \
        const word *restrict words, size_t count, uint64_t base, uint64_t step, const uint64_t *restrict table, uint64_t size, \
        uint64_t *restrict bits) {                                                                                             \
        for (size_t start = 0; start < count; start += LANES) {                                                                \
            size_t lanes = count - start < LANES ? count - start : LANES;                                                      \
            uint8_t found[LANES] = {0};                                                                                        \
            for (size_t i = 0; i < lanes; i++) {                                                                               \
                uint64_t place = base + step * words[start + i];                                                               \
                place = place < size ? place : size;                                                                           \
                found[i] = (uint8_t)(table[place >> 6] >> (place & 63)) & 1;                                                   \
            }                                                                                                                  \
            typedef uint8_t Bytes __attribute__((vector_size(LANES)));                                                         \
            Bytes bytes;                                                                                                       \
            memcpy(&bytes, found, sizeof bytes);                                                                               \
            Mask mask = __builtin_convertvector(bytes != 0, Mask);                                                             \
            memcpy(bits + start / LANES, &mask, sizeof *bits);                                                                 \
        }                                                                                                                      \
    }

MARK_LISTED(mark_8_listed, uint8_t)
MARK_LISTED(mark_16_listed, uint16_t)
MARK_LISTED(mark_32_listed, uint32_t)
MARK_LISTED(mark_64_listed, uint64_t)
