#ifndef MOTCUA_SLAB_POOL_H
#define MOTCUA_SLAB_POOL_H

#include <stddef.h>

/// What the pool may keep for the next query once it is free; more goes back to the system when it is freed. In bytes; a quarter of the
/// machine's memory unless told.
void slab_pool_keep(size_t most);

/// Hands all free memory of the pool back to the system.
void slab_pool_give_back(void);

#endif
