// Numbers base + step × word, added up without being made wide in memory.

#include "levels.h"
#include "vectors.h"

// Whole words of 64 rows of which all are present are added by vectors; of others the missing ones count as 0.
#define SUM_WORDS(name, word)                                                                                         \
    FOR_EACH_LEVEL uint64_t name(const word *restrict words, size_t count, const uint64_t *restrict present) {        \
        uint64_t sum = 0;                                                                                             \
        size_t row = 0;                                                                                               \
        if (!present) {                                                                                               \
            for (; row < count; row++) sum += words[row];                                                             \
            return sum;                                                                                               \
        }                                                                                                             \
        for (; row + 64 <= count; row += 64) {                                                                        \
            uint64_t bits = present[row / 64];                                                                        \
            if (bits == ~(uint64_t)0)                                                                                 \
                for (size_t place = 0; place < 64; place++) sum += words[row + place];                                \
            else                                                                                                      \
                for (size_t place = 0; place < 64; place++) sum += words[row + place] & -(bits >> place & 1);         \
        }                                                                                                             \
        for (; row < count; row++) sum += words[row] & -(present[row / 64] >> (row % 64) & 1);                        \
        return sum;                                                                                                   \
    }

SUM_WORDS(sum_8, uint8_t)
SUM_WORDS(sum_16, uint16_t)
SUM_WORDS(sum_32, uint32_t)
SUM_WORDS(sum_64, uint64_t)

// Rows of one group often follow one another, and to add to the total that was just stored waits for the store: where there are few groups, rows take
// turns with four copies of the totals.
enum { COPIES = 4, FEW_GROUPS = 64 };

#define ADD_ROW(totals, row) (totals)[groups[row]] += base + step * (int64_t)words[row]
#define ADD_PRESENT_ROW(totals, row) (totals)[groups[row]] += (base + step * (int64_t)words[row]) & -(int64_t)(present[(row) / 64] >> ((row) % 64) & 1)

#define ADD_WORDS(name, word)                                                                                         \
    static inline __attribute__((always_inline)) void name##_by(                                                      \
        const word *restrict words, const int32_t *restrict groups, size_t count, const uint64_t *restrict present,   \
        int64_t base, int64_t step, int64_t *restrict totals, size_t group_count) {                                   \
        size_t row = 0;                                                                                               \
        if (group_count <= FEW_GROUPS) {                                                                              \
            int64_t copies[COPIES][FEW_GROUPS] = {{0}};                                                               \
            if (present)                                                                                              \
                for (; row + COPIES <= count; row += COPIES)                                                          \
                    for (size_t copy = 0; copy < COPIES; copy++) ADD_PRESENT_ROW(copies[copy], row + copy);           \
            else                                                                                                      \
                for (; row + COPIES <= count; row += COPIES)                                                          \
                    for (size_t copy = 0; copy < COPIES; copy++) ADD_ROW(copies[copy], row + copy);                   \
            for (size_t group = 0; group < group_count; group++)                                                      \
                for (size_t copy = 0; copy < COPIES; copy++) totals[group] += copies[copy][group];                    \
        }                                                                                                             \
        if (present)                                                                                                  \
            for (; row < count; row++) ADD_PRESENT_ROW(totals, row);                                                  \
        else                                                                                                          \
            for (; row < count; row++) ADD_ROW(totals, row);                                                          \
    }                                                                                                                 \
    void name(                                                                                                        \
        const word *restrict words, const int32_t *restrict groups, size_t count, const uint64_t *restrict present,   \
        int64_t base, int64_t step, int64_t *restrict totals, size_t group_count) {                                   \
        if (step == 1) name##_by(words, groups, count, present, base, 1, totals, group_count);                        \
        else name##_by(words, groups, count, present, base, step, totals, group_count);                               \
    }

ADD_WORDS(add_8_to_groups, uint8_t)
ADD_WORDS(add_16_to_groups, uint16_t)
ADD_WORDS(add_32_to_groups, uint32_t)
ADD_WORDS(add_64_to_groups, int64_t)

void count_in_groups(const int32_t *restrict groups, size_t count, int64_t *restrict counts, size_t group_count) {
    size_t row = 0;
    if (group_count <= FEW_GROUPS) {
        int64_t copies[COPIES][FEW_GROUPS] = {{0}};
        for (; row + COPIES <= count; row += COPIES)
            for (size_t copy = 0; copy < COPIES; copy++) copies[copy][groups[row + copy]]++;
        for (size_t group = 0; group < group_count; group++)
            for (size_t copy = 0; copy < COPIES; copy++) counts[group] += copies[copy][group];
    }
    for (; row < count; row++) counts[groups[row]]++;
}
