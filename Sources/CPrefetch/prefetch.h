// Asks for memory ahead of its use. A load that waits for memory holds up all that comes after it once a few hundred instructions stand
// behind it; a prefetch holds up nothing, so as many of them wait side by side as the processor has places for. Swift has no word for it.
//
// In a header, so that it is one instruction in the loops that ask.

#pragma once

static inline void prefetch(const void *address) { __builtin_prefetch(address, 0, 3); }
