// Loops that the widest vectors of the processor make several times as fast as those that every processor of its kind has.
//
// Swift compiles for the least of them. Here each loop is compiled three times, for AVX-512, for AVX2 and for SSE2, which all have, and the
// loader chooses by what the machine has. On other processors there is one, and its vectors are wide enough.

#include "levels.h"
#include "vectors.h"

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

// Hardly any key reaches a bar, so keys are compared sixteen at a time, and only where one does one by one.
enum { BLOCK = 16 };

#define HAS(condition)                                    \
    int found = 0;                                        \
    for (int i = 0; i < BLOCK; i++) found |= (condition);

FOR_EACH_LEVEL size_t places_reaching(const int64_t *restrict keys, size_t count, int64_t bar, int32_t *restrict places) {
    size_t used = 0, start = 0;
    for (; start + BLOCK <= count; start += BLOCK) {
        HAS(keys[start + i] >= bar)
        if (!found) continue;
        for (int i = 0; i < BLOCK; i++) {
            places[used] = (int32_t)(start + i);
            used += keys[start + i] >= bar;
        }
    }
    for (; start < count; start++) {
        places[used] = (int32_t)start;
        used += keys[start] >= bar;
    }
    return used;
}

FOR_EACH_LEVEL size_t end_of_last_above(const int64_t *restrict keys, size_t count, int64_t bar) {
    for (; count % BLOCK != 0; count--) if (keys[count - 1] > bar) return count;
    for (; count > 0; count -= BLOCK) {
        const int64_t *block = keys + count - BLOCK;
        HAS(block[i] > bar)
        if (!found) continue;
        while (block[(count - 1) % BLOCK] <= bar) count--;
        return count;
    }
    return 0;
}

// A day has 2^13 × 10,546,875 microseconds, so what is left to divide by that has less than 52 bits: it is written into the fraction of a
// double and multiplied, where a division would take one number at a time. Half of a smallest step is added, for the product may lie by a third
// of one below a whole number.
FOR_EACH_LEVEL void days_of_moments(const int64_t *restrict moments, int32_t *restrict days, size_t count, int64_t offset) {
    const uint64_t earliest = 53375995;
    const uint64_t shift = (uint64_t)offset + earliest * 86400000000u;
    for (size_t i = 0; i < count; i++) {
        union { uint64_t bits; double number; } parts = {.bits = (((uint64_t)moments[i] + shift) >> 13) | 0x4330000000000000u};
        double day = (parts.number - 4503599627370496.0) * (1.0 / 10546875.0) + 0.5 / 10546875.0;
        days[i] = (int32_t)day - (int32_t)earliest;
    }
}

// What is divided is less than 2^33, and half a step is farther from a whole day than the product may be off.
#define DAYS_OF_WORDS(name, word, day)                                                                                \
    FOR_EACH_LEVEL void name(const word *restrict words, day *restrict days, size_t count, int32_t first, uint32_t offset, uint32_t length) { \
        const double shift = offset + 0.5, part = 1.0 / length;                                                       \
        for (size_t i = 0; i < count; i++) days[i] = (day)(first + (int32_t)((words[i] + shift) * part));             \
    }

DAYS_OF_WORDS(days_of_words_8, uint8_t, int32_t)
DAYS_OF_WORDS(days_of_words_16, uint16_t, int32_t)
DAYS_OF_WORDS(days_of_words_32, uint32_t, int32_t)
DAYS_OF_WORDS(day_words_8, uint8_t, uint16_t)
DAYS_OF_WORDS(day_words_16, uint16_t, uint16_t)
DAYS_OF_WORDS(day_words_32, uint32_t, uint16_t)

FOR_EACH_LEVEL void subtract_days(const int32_t *restrict from, const int32_t *restrict days, int64_t *restrict differences, size_t count) {
    for (size_t i = 0; i < count; i++) differences[i] = (int64_t)from[i] - days[i];
}

FOR_EACH_LEVEL void square_numbers(const int64_t *restrict numbers, int64_t *restrict squares, size_t count) {
    for (size_t i = 0; i < count; i++) squares[i] = (int64_t)((uint64_t)numbers[i] * (uint64_t)numbers[i]);
}

FOR_EACH_LEVEL int64_t greatest_of_numbers(const int64_t *restrict numbers, size_t count, int64_t greatest) {
    for (size_t i = 0; i < count; i++) greatest = numbers[i] > greatest ? numbers[i] : greatest;
    return greatest;
}

FOR_EACH_LEVEL int64_t least_of_numbers(const int64_t *restrict numbers, size_t count, int64_t least) {
    for (size_t i = 0; i < count; i++) least = numbers[i] < least ? numbers[i] : least;
    return least;
}
