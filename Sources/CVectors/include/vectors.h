#ifndef MOTCUA_VECTORS_H
#define MOTCUA_VECTORS_H

#include <stddef.h>
#include <stdint.h>

// value = base + step × word, modulo 2 to the bits of the value, for `count` words. `step` is 1 for most columns.

void widen_8_to_64(const uint8_t *_Nonnull words, int64_t *_Nonnull values, size_t count, int64_t base, int64_t step);
void widen_16_to_64(const uint16_t *_Nonnull words, int64_t *_Nonnull values, size_t count, int64_t base, int64_t step);
void widen_32_to_64(const uint32_t *_Nonnull words, int64_t *_Nonnull values, size_t count, int64_t base, int64_t step);
void widen_8_to_32(const uint8_t *_Nonnull words, int32_t *_Nonnull values, size_t count, int32_t base, int32_t step);
void widen_16_to_32(const uint16_t *_Nonnull words, int32_t *_Nonnull values, size_t count, int32_t base, int32_t step);
void widen_32_to_32(const uint32_t *_Nonnull words, int32_t *_Nonnull values, size_t count, int32_t base, int32_t step);

// The sum of words. Rows whose bit is not set count as 0; without bits all are there.

uint64_t sum_8(const uint8_t *_Nonnull words, size_t count, const uint64_t *_Nullable present);
uint64_t sum_16(const uint16_t *_Nonnull words, size_t count, const uint64_t *_Nullable present);
uint64_t sum_32(const uint32_t *_Nonnull words, size_t count, const uint64_t *_Nullable present);
uint64_t sum_64(const uint64_t *_Nonnull words, size_t count, const uint64_t *_Nullable present);

// Adds base + step × word to the total of each row's group, of rows whose bit is set; without bits of all. What does not fit wraps.

void add_8_to_groups(const uint8_t *_Nonnull words, const int32_t *_Nonnull groups, size_t count, const uint64_t *_Nullable present, int64_t base, int64_t step, int64_t *_Nonnull totals, size_t group_count);
void add_16_to_groups(const uint16_t *_Nonnull words, const int32_t *_Nonnull groups, size_t count, const uint64_t *_Nullable present, int64_t base, int64_t step, int64_t *_Nonnull totals, size_t group_count);
void add_32_to_groups(const uint32_t *_Nonnull words, const int32_t *_Nonnull groups, size_t count, const uint64_t *_Nullable present, int64_t base, int64_t step, int64_t *_Nonnull totals, size_t group_count);
void add_64_to_groups(const int64_t *_Nonnull words, const int32_t *_Nonnull groups, size_t count, const uint64_t *_Nullable present, int64_t base, int64_t step, int64_t *_Nonnull totals, size_t group_count);

// Adds one to the count of each row's group.
void count_in_groups(const int32_t *_Nonnull groups, size_t count, int64_t *_Nonnull counts, size_t group_count);

// What stands in an array of `size` numbers, at least one, at the place offset + step × word, modulo 2^64; −1 where that lies outside.
// Returns a number that is negative where one of those is whose bit is set, or without bits any.

int32_t look_up_8(const uint8_t *_Nonnull words, size_t count, const uint64_t *_Nullable present, const int32_t *_Nonnull array, uint64_t size, uint64_t offset, uint64_t step, int32_t *_Nonnull numbers);
int32_t look_up_16(const uint16_t *_Nonnull words, size_t count, const uint64_t *_Nullable present, const int32_t *_Nonnull array, uint64_t size, uint64_t offset, uint64_t step, int32_t *_Nonnull numbers);
int32_t look_up_32(const uint32_t *_Nonnull words, size_t count, const uint64_t *_Nullable present, const int32_t *_Nonnull array, uint64_t size, uint64_t offset, uint64_t step, int32_t *_Nonnull numbers);

// place = size × place + base + step × word, for `count` places, modulo 2^32.

void add_places_8(const uint8_t *_Nonnull words, uint32_t *_Nonnull places, size_t count, uint32_t size, uint32_t base, uint32_t step);
void add_places_16(const uint16_t *_Nonnull words, uint32_t *_Nonnull places, size_t count, uint32_t size, uint32_t base, uint32_t step);
void add_places_32(const uint32_t *_Nonnull words, uint32_t *_Nonnull places, size_t count, uint32_t size, uint32_t base, uint32_t step);

// A bit for each number, least significant first: whether it is `least` or greater by no more than `span`, where what wraps counts as greater. The last
// word is filled up with zeros.

void mark_8_within(const uint8_t *_Nonnull numbers, size_t count, uint8_t least, uint8_t span, uint64_t *_Nonnull bits);
void mark_16_within(const uint16_t *_Nonnull numbers, size_t count, uint16_t least, uint16_t span, uint64_t *_Nonnull bits);
void mark_32_within(const uint32_t *_Nonnull numbers, size_t count, uint32_t least, uint32_t span, uint64_t *_Nonnull bits);
void mark_64_within(const uint64_t *_Nonnull numbers, size_t count, uint64_t least, uint64_t span, uint64_t *_Nonnull bits);

// A bit for each number base + step × word: whether it is set in a table of `size` bits. The table has one bit more, which is not set and stands for
// all that lie beyond, where what wraps lies too.

void mark_8_listed(const uint8_t *_Nonnull words, size_t count, uint64_t base, uint64_t step, const uint64_t *_Nonnull table, uint64_t size, uint64_t *_Nonnull bits);
void mark_16_listed(const uint16_t *_Nonnull words, size_t count, uint64_t base, uint64_t step, const uint64_t *_Nonnull table, uint64_t size, uint64_t *_Nonnull bits);
void mark_32_listed(const uint32_t *_Nonnull words, size_t count, uint64_t base, uint64_t step, const uint64_t *_Nonnull table, uint64_t size, uint64_t *_Nonnull bits);
void mark_64_listed(const uint64_t *_Nonnull words, size_t count, uint64_t base, uint64_t step, const uint64_t *_Nonnull table, uint64_t size, uint64_t *_Nonnull bits);

// Of so many values those of some rows, of row 0 for those below it.
void gather_32(const uint32_t *_Nonnull values, size_t size, const int32_t *_Nonnull rows, size_t count, uint32_t *_Nonnull found);
void gather_64(const uint64_t *_Nonnull values, size_t size, const int32_t *_Nonnull rows, size_t count, uint64_t *_Nonnull found);

// The words whose bit is set, in their order. There must be room for sixteen more than are set.

void press_8(const uint8_t *_Nonnull words, size_t count, const uint64_t *_Nonnull bits, uint32_t *_Nonnull found);
void press_16(const uint16_t *_Nonnull words, size_t count, const uint64_t *_Nonnull bits, uint32_t *_Nonnull found);
void press_32(const uint32_t *_Nonnull words, size_t count, const uint64_t *_Nonnull bits, uint32_t *_Nonnull found);
void press_64(const uint64_t *_Nonnull words, size_t count, const uint64_t *_Nonnull bits, uint64_t *_Nonnull found);

// The places of the keys that are at least `bar`, in their order. Returns how many; there must be room for as many as there are keys.
size_t places_reaching(const int64_t *_Nonnull keys, size_t count, int64_t bar, int32_t *_Nonnull places);
// The place behind the last key that is greater than `bar`, 0 where there is none.
size_t end_of_last_above(const int64_t *_Nonnull keys, size_t count, int64_t bar);

// The days since 1970-01-01 on which moments fall, in microseconds since then, with an offset that is added to each. Exact for 140,000 years
// before and after.
void days_of_moments(const int64_t *_Nonnull moments, int32_t *_Nonnull days, size_t count, int64_t offset);

// The same of moments that are words of one length: day = first + (offset + word) / length, where the length of a day is at least 1 and offset less than that.

void days_of_words_8(const uint8_t *_Nonnull words, int32_t *_Nonnull days, size_t count, int32_t first, uint32_t offset, uint32_t length);
void days_of_words_16(const uint16_t *_Nonnull words, int32_t *_Nonnull days, size_t count, int32_t first, uint32_t offset, uint32_t length);
void days_of_words_32(const uint32_t *_Nonnull words, int32_t *_Nonnull days, size_t count, int32_t first, uint32_t offset, uint32_t length);

// The same where days fit 16 bits.

void day_words_8(const uint8_t *_Nonnull words, uint16_t *_Nonnull days, size_t count, int32_t first, uint32_t offset, uint32_t length);
void day_words_16(const uint16_t *_Nonnull words, uint16_t *_Nonnull days, size_t count, int32_t first, uint32_t offset, uint32_t length);
void day_words_32(const uint32_t *_Nonnull words, uint16_t *_Nonnull days, size_t count, int32_t first, uint32_t offset, uint32_t length);

// from − days, row by row.
void subtract_days(const int32_t *_Nonnull from, const int32_t *_Nonnull days, int64_t *_Nonnull differences, size_t count);

// What does not fit wraps.
void square_numbers(const int64_t *_Nonnull numbers, int64_t *_Nonnull squares, size_t count);
// Of all numbers and the one that is given.
int64_t greatest_of_numbers(const int64_t *_Nonnull numbers, size_t count, int64_t greatest);
int64_t least_of_numbers(const int64_t *_Nonnull numbers, size_t count, int64_t least);

// The number that stands at `place` when numbers are sorted, and the one behind it, infinity for none. Numbers are moved about in their array;
// `scratch` has room for as many. Returns 0 where it would take too long, as it may of numbers that are laid out for it.
int select_numbers(double *_Nonnull numbers, size_t count, size_t place, double *_Nonnull scratch, double *_Nonnull found);

// The places of separators and line ends in bytes[start ..< end], and which of the places are those of line ends, up to the 64 bytes in which a quote
// stands. Another 64 bytes can be read behind `end`. Returns how many line ends there are. There must be room for 64 more places than bytes.
size_t find_separators(
    const uint8_t *_Nonnull bytes, size_t start, size_t end, uint8_t separator, uint8_t quote, uint8_t newline, uint32_t *_Nonnull places, uint32_t *_Nonnull ends);

// How many of the first bytes are ASCII and whole letters of U+0080–02FF and U+1E00–1EFF, which have all of Vietnamese; and fewer than 64 of them.
size_t common_letters(const uint8_t *_Nonnull bytes, size_t count);

// Cells of a text are spans: where they begin in the low half, four marks above it and from bit 36 on their length.

// What stands between a place and the next one, of each so many-th place, without marks.
void spans_between(const uint32_t *_Nonnull places, size_t stride, size_t count, uint64_t *_Nonnull spans);
// The numbers of the first cells up to one that is anything but one to eight digits without marks. Returns how many there are. Eight bytes can be read
// behind each cell.
size_t read_short_numbers(const uint8_t *_Nonnull base, const uint64_t *_Nonnull spans, size_t count, int64_t *_Nonnull numbers);
// How many of the first cells are such numbers and do not begin with a zero before other digits; `most` becomes the length of the longest if that is more.
size_t measure_short_numbers(const uint8_t *_Nonnull base, const uint64_t *_Nonnull spans, size_t count, uint32_t *_Nonnull most);

#endif
