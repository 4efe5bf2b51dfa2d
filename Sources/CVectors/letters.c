// Text whose letters are all of the kind that nearly all text here is made of.

#include "byte_masks.h"
#include "levels.h"
#include "vectors.h"

// What a run of 64 bytes leaves to the next one: letters that go on there.
struct unfinished {
    uint64_t lead, three, before_three;
};

// Bits of bytes that do not stand where they may: those of other letters, ends without a beginning and beginnings without an end.
static inline uint64_t wrong_bytes(struct letter_masks masks, struct unfinished *rest) {
    uint64_t leads = masks.twos | masks.threes;
    uint64_t second = leads << 1 | rest->lead, second_of_three = masks.threes << 1 | rest->three, third = masks.threes << 2 | rest->before_three;
    uint64_t wrong = (masks.trails ^ (second | third)) | (masks.beyond_ascii & ~(masks.trails | leads)) | (second_of_three & ~masks.seconds);
    if (wrong == 0) {
        rest->lead = leads >> 63;
        rest->three = masks.threes >> 63;
        rest->before_three = masks.threes >> 62;
    }
    return wrong;
}

// Where the letter begins that is not finished at `end`, else `end`.
static inline size_t letter_end(size_t end, struct unfinished rest) { return end - (rest.lead ? 1 : rest.before_three & 1 ? 2 : 0); }

static size_t find_one_by_one(const uint8_t *bytes, size_t count) {
    struct unfinished rest = {0, 0, 0};
    size_t start = 0;
    for (; start + 64 <= count; start += 64)
        if (wrong_bytes(letter_masks(bytes + start), &rest)) return letter_end(start, rest);
    if (start == count) return letter_end(start, rest);
    uint8_t last[64] = {0};
    memcpy(last, bytes + start, count - start);
    return wrong_bytes(letter_masks(last), &rest) ? letter_end(start, rest) : letter_end(count, rest);
}

#ifdef HAS_COMPRESSING
__attribute__((target("avx512bw"))) static inline uint64_t bytes_of_kinds(__m512i bytes, uint8_t first, uint8_t count) {
    return _mm512_cmplt_epu8_mask(_mm512_sub_epi8(bytes, _mm512_set1_epi8((char)first)), _mm512_set1_epi8((char)count));
}

__attribute__((target("avx512bw"))) static size_t find_by_vector(const uint8_t *bytes, size_t count) {
    struct unfinished rest = {0, 0, 0};
    for (size_t start = 0; start < count; start += 64) {
        uint64_t inside = count - start < 64 ? ((uint64_t)1 << (count - start)) - 1 : ~(uint64_t)0;
        __m512i some = _mm512_maskz_loadu_epi8(inside, bytes + start);
        struct letter_masks masks = {
            .beyond_ascii = _mm512_movepi8_mask(some),
            .twos = bytes_of_kinds(some, FIRST_OF_TWO, KINDS_OF_TWO),
            .threes = _mm512_cmpeq_epi8_mask(some, _mm512_set1_epi8((char)FIRST_OF_THREE)),
            .seconds = bytes_of_kinds(some, SECOND_OF_THREE, KINDS_OF_SECOND),
            .trails = bytes_of_kinds(some, 0x80, 0x40),
        };
        if (wrong_bytes(masks, &rest)) return letter_end(start, rest);
    }
    return letter_end(count, rest);
}
#endif

size_t common_letters(const uint8_t *bytes, size_t count) {
#ifdef HAS_COMPRESSING
    if (__builtin_cpu_supports("avx512bw")) return find_by_vector(bytes, count);
#endif
    return find_one_by_one(bytes, count);
}
