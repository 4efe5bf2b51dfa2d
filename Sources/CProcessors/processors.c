#define _GNU_SOURCE
#include "processors.h"
#include <sched.h>
#include <unistd.h>

int processors_of_this_thread(void) {
    cpu_set_t processors;
    // A machine may have more than such a set can name.
    return sched_getaffinity(0, sizeof processors, &processors) == 0 ? CPU_COUNT(&processors) : (int)sysconf(_SC_NPROCESSORS_ONLN);
}

void processors_start_elsewhere(pthread_attr_t *attributes) {
    cpu_set_t processors;
    int here = sched_getcpu();
    if (here < 0 || sched_getaffinity(0, sizeof processors, &processors) != 0) return;
    CPU_CLR(here, &processors);
    if (CPU_COUNT(&processors) > 0) pthread_attr_setaffinity_np(attributes, sizeof processors, &processors);
}

void processors_let_move(pthread_t thread) {
    cpu_set_t processors;
    if (sched_getaffinity(0, sizeof processors, &processors) == 0) pthread_setaffinity_np(thread, sizeof processors, &processors);
}
