// Large blocks of memory, on huge pages and kept from query to query.
//
// A query over millions of rows asks for gigabytes in blocks of mebibytes. The C library maps each such block and unmaps it when it
// is freed, so that every query has every page of 4 KiB cleared for it anew and looked up one by one: a third of the time of a sort
// or a join (measured). Here all blocks from 64 KiB on, a column of a batch, come from one stretch of addresses that is on huge pages
// and whose memory stays with the process. Smaller ones remain with the C library. (From 256 KiB on only, sorts and joins took a quarter
// to a half longer; from 32 KiB on, as long.)
//
// These are the names of the C library, and not functions of our own that columns would call, because arrays of the standard library
// are where much of the engine's memory is, and they know malloc alone.
//
// The stretch is cut into granules of 16 KiB, so that a block rounded up wastes a fifth at the most, with one bit each for "taken"
// and "touched". A block is the first gap that is long enough (first fit by address), which keeps the memory in use dense, and
// most are found within a few words of the bitmap. Under a limit of address space (ulimit -v), or where the system gives no such
// stretch, there is no pool.

#define _GNU_SOURCE
#include "slab_pool.h"

// Says which C library this is.
#include <stdlib.h>

#if defined(__linux__) && defined(__GLIBC__)

#include <dlfcn.h>
#include <errno.h>
#include <malloc.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/sysinfo.h>

extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);
extern void *__libc_memalign(size_t, size_t);
extern void __libc_free(void *);

enum { GRANULE_SHIFT = 14, HUGE_SHIFT = 21, HUGE_GRANULES = 1 << (HUGE_SHIFT - GRANULE_SHIFT) };
static const size_t LEAST = 64 * 1024;
static const size_t GRANULE = (size_t)1 << GRANULE_SHIFT;
static const size_t HUGE_PAGE = (size_t)1 << HUGE_SHIFT;

static struct {
    pthread_mutex_t lock;
    // Not for what libraries take at their start, such as the reserve of the C++ library: opening the pool would be most of a short statement.
    // Volatile, or the compiler finds out what the constructor does and does it beforehand.
    volatile bool hasStarted;
    bool isTried;
    // The stretch. Written before the first block is given out, so that whoever frees one sees it.
    uintptr_t base;
    size_t span;
    // Bit i: granule i belongs to a block.
    uint64_t *taken;
    // Bit i: granule i may hold memory of the system and anything in it; else it is zero.
    uint64_t *touched;
    // Granules of the block that begins here.
    uint32_t *lengths;
    size_t words;
    // All words of `taken` before this one are full.
    size_t firstGap;
    // No granule from here on is touched.
    size_t end;
    // Free granules that are touched, and how many there may be.
    size_t kept;
    size_t mostKept;
} pool = {.lock = PTHREAD_MUTEX_INITIALIZER, .mostKept = SIZE_MAX};

// MARK: - The stretch

// A child that is forked while another thread holds the lock would wait for it for ever.
static void lock_pool(void) { pthread_mutex_lock(&pool.lock); }
static void unlock_pool(void) { pthread_mutex_unlock(&pool.lock); }

static void *reserve(size_t bytes) {
    void *memory = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    return memory == MAP_FAILED ? NULL : memory;
}

// Twice the memory of the machine: gaps between blocks never make it run out before the memory does.
static void open_pool(void) {
    pool.isTried = true;
    struct rlimit limit;
    if (getrlimit(RLIMIT_AS, &limit) != 0 || limit.rlim_cur != RLIM_INFINITY) return;
    struct sysinfo machine;
    if (sysinfo(&machine) != 0) return;
    size_t memory = (size_t)machine.totalram * machine.mem_unit;
    size_t words = (memory * 2 / GRANULE + 63) / 64;
    size_t span = words * 64 * GRANULE;
    // Aligned by hand, since the system aligns to small pages.
    char *stretch = reserve(span + HUGE_PAGE);
    uint64_t *bits = reserve(words * 2 * sizeof(uint64_t));
    uint32_t *lengths = reserve(words * 64 * sizeof(uint32_t));
    if (!stretch || !bits || !lengths) {
        if (stretch) munmap(stretch, span + HUGE_PAGE);
        if (bits) munmap(bits, words * 2 * sizeof(uint64_t));
        if (lengths) munmap(lengths, words * 64 * sizeof(uint32_t));
        return;
    }
    uintptr_t base = ((uintptr_t)stretch + HUGE_PAGE - 1) & ~(uintptr_t)(HUGE_PAGE - 1);
    // Where huge pages are forbidden the pool still saves the clearing.
    madvise((void *)base, span, MADV_HUGEPAGE);
    // A core dump of two machines is of no use.
    madvise((void *)base, span, MADV_DONTDUMP);
    pool.taken = bits;
    pool.touched = bits + words;
    pool.lengths = lengths;
    pool.words = words;
    if (pool.mostKept == SIZE_MAX) pool.mostKept = memory / 4 / GRANULE;
    pthread_atfork(lock_pool, unlock_pool, unlock_pool);
    pool.base = base;
    pool.span = span;
}

static inline bool is_ours(const void *block) { return (uintptr_t)block - pool.base < pool.span; }
static inline size_t granule_of(const void *block) { return ((uintptr_t)block - pool.base) >> GRANULE_SHIFT; }
static inline void *address_of(size_t granule) { return (void *)(pool.base + (granule << GRANULE_SHIFT)); }

// MARK: - Bits

// The bits of a word that belong to `first ..< first + count`.
static inline uint64_t mask_in(size_t word, size_t first, size_t count) {
    size_t from = word * 64 < first ? first - word * 64 : 0;
    size_t to = first + count < word * 64 + 64 ? first + count - word * 64 : 64;
    return (to == 64 ? ~(uint64_t)0 : ((uint64_t)1 << to) - 1) & ~(uint64_t)0 << from;
}

static void set_bits(uint64_t *bits, size_t first, size_t count) {
    for (size_t word = first / 64; word * 64 < first + count; word++) bits[word] |= mask_in(word, first, count);
}

static void clear_bits(uint64_t *bits, size_t first, size_t count) {
    for (size_t word = first / 64; word * 64 < first + count; word++) bits[word] &= ~mask_in(word, first, count);
}

static size_t count_bits(const uint64_t *bits, size_t first, size_t count) {
    size_t found = 0;
    for (size_t word = first / 64; word * 64 < first + count; word++) {
        found += (size_t)__builtin_popcountll(bits[word] & mask_in(word, first, count));
    }
    return found;
}

// The first gap of so many granules, or SIZE_MAX.
static size_t find_gap(size_t count) {
    size_t length = 0;
    for (size_t word = pool.firstGap; word < pool.words; word++) {
        uint64_t taken = pool.taken[word];
        if (taken == ~(uint64_t)0) { length = 0; continue; }
        if (taken == 0) {
            length += 64;
            if (length >= count) return word * 64 + 64 - length;
            continue;
        }
        size_t bit = 0;
        while (bit < 64) {
            uint64_t rest = taken >> bit;
            size_t free = rest == 0 ? 64 - bit : (size_t)__builtin_ctzll(rest);
            length += free;
            if (length >= count) return word * 64 + bit + free - length;
            bit += free;
            if (bit == 64) break;
            length = 0;
            // Never zero: the word is not full, and what is shifted in from above counts as a gap.
            bit += (size_t)__builtin_ctzll(~(taken >> bit));
        }
    }
    return SIZE_MAX;
}

// MARK: - Blocks

// A block of the pool, or NULL where there is none. `isZero` says whether it was never written to.
static void *take(size_t bytes, bool *isZero) {
    if (bytes > SIZE_MAX - GRANULE || !pool.hasStarted) return NULL;
    size_t count = (bytes + GRANULE - 1) >> GRANULE_SHIFT;
    void *block = NULL;
    pthread_mutex_lock(&pool.lock);
    if (!pool.isTried) open_pool();
    if (count <= UINT32_MAX && count <= pool.words * 64) {
        size_t first = find_gap(count);
        if (first != SIZE_MAX) {
            size_t used = count_bits(pool.touched, first, count);
            if (isZero) *isZero = used == 0;
            pool.kept -= used;
            set_bits(pool.taken, first, count);
            set_bits(pool.touched, first, count);
            pool.lengths[first] = (uint32_t)count;
            if (first + count > pool.end) pool.end = first + count;
            while (pool.firstGap < pool.words && pool.taken[pool.firstGap] == ~(uint64_t)0) pool.firstGap++;
            block = address_of(first);
        }
    }
    pthread_mutex_unlock(&pool.lock);
    return block;
}

// Hands back a huge page that nobody uses.
static void give_back(size_t page) {
    if (count_bits(pool.taken, page, HUGE_GRANULES) != 0) return;
    size_t used = count_bits(pool.touched, page, HUGE_GRANULES);
    if (used == 0 || madvise(address_of(page), HUGE_PAGE, MADV_DONTNEED) != 0) return;
    clear_bits(pool.touched, page, HUGE_GRANULES);
    pool.kept -= used;
}

// Hands back huge pages that nobody uses until so much is kept, those at the end first: blocks are taken from the beginning, so pages from there would be
// cleared anew for the next block (of a hundred million texts grouped within 4 GiB 2.3 GB went back and forth, and 0.7 do).
static void give_back_down_to(size_t most) {
    size_t page = (pool.end + HUGE_GRANULES - 1) & ~(size_t)(HUGE_GRANULES - 1);
    bool isEnd = true;
    while (pool.kept > most && page > 0) {
        page -= HUGE_GRANULES;
        give_back(page);
        isEnd = isEnd && count_bits(pool.touched, page, HUGE_GRANULES) == 0;
        if (isEnd) pool.end = page;
    }
}

static void put_back(void *block) {
    pthread_mutex_lock(&pool.lock);
    size_t first = granule_of(block), count = pool.lengths[first];
    clear_bits(pool.taken, first, count);
    pool.kept += count;
    if (first / 64 < pool.firstGap) pool.firstGap = first / 64;
    if (pool.kept > pool.mostKept) give_back_down_to(pool.mostKept);
    pthread_mutex_unlock(&pool.lock);
}

static size_t room_of(const void *block) { return (size_t)pool.lengths[granule_of(block)] << GRANULE_SHIFT; }

// The smaller blocks too stay with the process: the C library would give the end of its heaps back after each query as soon as 128 KiB of it are
// free, and the next one would have them cleared once more (a seventh of the time of a median over ten million rows, measured).
static const size_t MOST_SMALL_KEPT = (size_t)128 << 20;
static void keep_small_blocks(size_t bytes) { mallopt(M_TRIM_THRESHOLD, (int)bytes); }

// Libraries have started when the program's own constructors run.
__attribute__((constructor)) static void start_pool(void) {
    pool.hasStarted = true;
    keep_small_blocks(MOST_SMALL_KEPT);
}

void slab_pool_keep(size_t most) {
    pthread_mutex_lock(&pool.lock);
    pool.mostKept = most / GRANULE;
    pthread_mutex_unlock(&pool.lock);
    keep_small_blocks(most / 16 < MOST_SMALL_KEPT ? most / 16 : MOST_SMALL_KEPT);
}

void slab_pool_give_back(void) {
    pthread_mutex_lock(&pool.lock);
    give_back_down_to(0);
    pthread_mutex_unlock(&pool.lock);
    malloc_trim(0);
}

// MARK: - The names of the C library

void *malloc(size_t bytes) {
    if (__builtin_expect(bytes >= LEAST, 0)) {
        void *block = take(bytes, NULL);
        if (block) return block;
    }
    return __libc_malloc(bytes);
}

void *calloc(size_t count, size_t each) {
    size_t bytes;
    if (__builtin_expect(!__builtin_mul_overflow(count, each, &bytes) && bytes >= LEAST, 0)) {
        bool isZero;
        void *block = take(bytes, &isZero);
        if (block) return isZero ? block : memset(block, 0, bytes);
    }
    return __libc_calloc(count, each);
}

void free(void *block) {
    if (__builtin_expect(is_ours(block), 0)) {
        int before = errno;
        put_back(block);
        errno = before;
    } else {
        __libc_free(block);
    }
}

void *realloc(void *block, size_t bytes) {
    if (block == NULL) return malloc(bytes);
    if (!is_ours(block)) {
        if (bytes < LEAST) return __libc_realloc(block, bytes);
        size_t before = malloc_usable_size(block);
        // What is large already because there was no pool for it grows where it is.
        void *larger = before < LEAST ? take(bytes, NULL) : NULL;
        if (!larger) return __libc_realloc(block, bytes);
        memcpy(larger, block, before < bytes ? before : bytes);
        __libc_free(block);
        return larger;
    }
    if (bytes == 0) {
        free(block);
        return NULL;
    }
    size_t room = room_of(block);
    if (bytes <= room && bytes > room / 2) return block;
    void *moved = malloc(bytes);
    if (!moved) return bytes <= room ? block : NULL;
    memcpy(moved, block, room < bytes ? room : bytes);
    free(block);
    return moved;
}

void *memalign(size_t alignment, size_t bytes) {
    // Blocks begin at granules, which satisfies every alignment that is asked for in practice.
    if (bytes >= LEAST && alignment <= GRANULE) {
        void *block = take(bytes, NULL);
        if (block) return block;
    }
    return __libc_memalign(alignment, bytes);
}

void *aligned_alloc(size_t alignment, size_t bytes) { return memalign(alignment, bytes); }

int posix_memalign(void **block, size_t alignment, size_t bytes) {
    if (alignment % sizeof(void *) != 0 || alignment == 0 || (alignment & (alignment - 1)) != 0) return EINVAL;
    void *found = memalign(alignment, bytes);
    if (!found) return ENOMEM;
    *block = found;
    return 0;
}

size_t malloc_usable_size(void *block) {
    if (block == NULL) return 0;
    if (is_ours(block)) return room_of(block);
    // The one of these that the C library has no second name for. Found twice by two threads, it is the same.
    static _Atomic(size_t (*)(void *)) librarys;
    size_t (*found)(void *) = atomic_load(&librarys);
    if (!found) {
        *(void **)&found = dlsym(RTLD_NEXT, "malloc_usable_size");
        atomic_store(&librarys, found);
    }
    return found ? found(block) : 0;
}

#else

// Elsewhere the C library's own blocks serve.
void slab_pool_keep(size_t most) { (void)most; }
void slab_pool_give_back(void) {}

#endif
