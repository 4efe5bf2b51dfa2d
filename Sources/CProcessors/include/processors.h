// The processors that a thread may run on: functions of GNU's C library that Swift does not see.
#pragma once
#include <pthread.h>

/// How many processors the calling thread may run on; less than 1 where the system does not say.
int processors_of_this_thread(void);

/// Lets threads with these attributes start on any processor but that of the calling thread; where there is no other, or none is known, on any.
void processors_start_elsewhere(pthread_attr_t *attributes);

/// Lets a thread run wherever the calling thread may.
void processors_let_move(pthread_t thread);
