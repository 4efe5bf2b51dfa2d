// The number that a sort would put at a place, and the one behind it.
//
// Hoare's FIND (1961), splitting eight numbers at a time where the processor can press those that it wants together (AVX-512), else one by one
// without a branch: which side a number goes to is as good as random. The last few are not sorted but counted: each is compared with all.

#include "levels.h"
#include "vectors.h"
#include <string.h>

enum { LANES = 8, FEW = 32 };

static double lesser(double a, double b) { return b < a ? b : a; }
static double greater(double a, double b) { return b > a ? b : a; }

// Those below the pivot, or with `equal` those up to it, to the front of `to`, the others behind them. Returns how many stand in front.
static size_t split_one_by_one(const double *restrict from, size_t count, double pivot, int equal, double *restrict to) {
    size_t front = 0, back = count;
    for (size_t i = 0; i < count; i++) {
        double number = from[i];
        size_t is_front = equal ? number <= pivot : number < pivot;
        // To both sides; what does not belong there is written over by the next one.
        to[front] = number;
        to[back - 1] = number;
        front += is_front;
        back -= 1 - is_front;
    }
    return front;
}

#ifdef HAS_COMPRESSING
__attribute__((target("avx512f"))) static size_t split_by_eights(const double *restrict from, size_t count, double pivot, int equal, double *restrict to) {
    size_t front = 0, back = count;
    __m512d bar = _mm512_set1_pd(pivot);
    for (size_t i = 0; i < count; i += LANES) {
        __mmask8 there = count - i >= LANES ? 0xFF : (__mmask8)((1u << (count - i)) - 1);
        __m512d numbers = _mm512_maskz_loadu_pd(there, from + i);
        __mmask8 below = equal ? _mm512_mask_cmp_pd_mask(there, numbers, bar, _CMP_LE_OQ) : _mm512_mask_cmp_pd_mask(there, numbers, bar, _CMP_LT_OQ);
        __mmask8 above = there & ~below;
        unsigned fronts = (unsigned)__builtin_popcount(below), backs = (unsigned)__builtin_popcount(above);
        back -= backs;
        // Pressed together in a register first: straight into memory takes some processors a hundred cycles.
        _mm512_mask_storeu_pd(to + front, (__mmask8)((1u << fronts) - 1), _mm512_maskz_compress_pd(below, numbers));
        _mm512_mask_storeu_pd(to + back, (__mmask8)((1u << backs) - 1), _mm512_maskz_compress_pd(above, numbers));
        front += fronts;
    }
    return front;
}
#endif

static size_t split(const double *restrict from, size_t count, double pivot, int equal, double *restrict to) {
#ifdef HAS_COMPRESSING
    if (__builtin_cpu_supports("avx512f")) return split_by_eights(from, count, pivot, equal, to);
#endif
    return split_one_by_one(from, count, pivot, equal, to);
}

FOR_EACH_LEVEL static double least(const double *numbers, size_t count) {
    double lanes[LANES];
    for (int lane = 0; lane < LANES; lane++) lanes[lane] = __builtin_inf();
    size_t i = 0;
    for (; i + LANES <= count; i += LANES)
        for (int lane = 0; lane < LANES; lane++) lanes[lane] = numbers[i + lane] < lanes[lane] ? numbers[i + lane] : lanes[lane];
    double result = __builtin_inf();
    for (int lane = 0; lane < LANES; lane++) result = lanes[lane] < result ? lanes[lane] : result;
    for (; i < count; i++) result = numbers[i] < result ? numbers[i] : result;
    return result;
}

// A number stands at a place or before it where no more numbers than its place are less: the greatest of those is the one at the place.
FOR_EACH_LEVEL static void select_of_few(const double *numbers, size_t count, size_t place, double *restrict found) {
    double padded[FEW];
    int64_t less[FEW];
    size_t width = (count + LANES - 1) / LANES * LANES;
    for (size_t i = 0; i < width; i++) padded[i] = i < count ? numbers[i] : __builtin_inf();
    for (size_t start = 0; start < width; start += LANES) {
        int64_t counts[LANES] = {0};
        for (size_t i = 0; i < count; i++) {
            double other = padded[i];
            for (int lane = 0; lane < LANES; lane++) counts[lane] += other < padded[start + lane];
        }
        for (int lane = 0; lane < LANES; lane++) less[start + lane] = counts[lane];
    }
    double at = -__builtin_inf(), behind = -__builtin_inf();
    for (size_t i = 0; i < count; i++) {
        at = less[i] <= (int64_t)place && padded[i] > at ? padded[i] : at;
        behind = less[i] <= (int64_t)place + 1 && padded[i] > behind ? padded[i] : behind;
    }
    found[0] = at;
    found[1] = place + 1 < count ? behind : __builtin_inf();
}

static double between(double a, double b, double c) { return greater(lesser(a, b), lesser(greater(a, b), c)); }

// The median of three, of many numbers that of three such medians (Tukey's ninther).
static double pivot_of(const double *numbers, size_t count) {
    size_t last = count - 1;
    if (last < 128) return between(numbers[0], numbers[last / 2], numbers[last]);
    size_t step = last / 8;
    return between(
        between(numbers[0], numbers[step], numbers[2 * step]), between(numbers[3 * step], numbers[4 * step], numbers[5 * step]),
        between(numbers[6 * step], numbers[7 * step], numbers[last]));
}

int select_numbers(double *restrict numbers, size_t count, size_t place, double *restrict scratch, double *restrict found) {
    double above = __builtin_inf();
    int rounds = 0;
    for (size_t rest = count; rest > 0; rest >>= 1) rounds += 2;
    while (count > FEW) {
        if (rounds-- == 0) return 0;
        double pivot = pivot_of(numbers, count);
        size_t front = split(numbers, count, pivot, 0, scratch);
        if (front == 0) {
            // None is less: those that are equal go first, so that many of one number cost no more than others.
            front = split(numbers, count, pivot, 1, scratch);
            if (place < front) {
                found[0] = pivot;
                found[1] = place + 1 < front ? pivot : lesser(above, least(scratch + front, count - front));
                return 1;
            }
        }
        memcpy(numbers, scratch, count * sizeof(double));
        if (place < front) {
            above = least(numbers + front, count - front);
            count = front;
        } else {
            numbers += front;
            count -= front;
            place -= front;
        }
    }
    select_of_few(numbers, count, place, found);
    found[1] = lesser(found[1], above);
    return 1;
}
