// The shared ground of the kernels of neural models: instruction sets and vectors of 16 numbers.
#pragma once
#include <stddef.h>
#include <stdint.h>
#include <string.h>

// Every function that takes a vector is inlined, so no calling convention is at stake.
#pragma clang diagnostic ignored "-Wpsabi"

// The kernels are compiled for three levels of x86-64 and the loader picks one; elsewhere once.
#if defined(__x86_64__) && defined(__ELF__)
#define MULTIVERSIONED \
  __attribute__((target_clones("default", "arch=x86-64-v3", "arch=x86-64-v4")))
#else
#define MULTIVERSIONED
#endif
#define INLINE static inline __attribute__((always_inline))
