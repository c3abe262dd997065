// What every kernel begins with: one compiled version for each generation of vector units.
#pragma once
#include <stddef.h>
#include <stdint.h>
#include <string.h>

// Every function that takes a vector is inlined, so no calling convention is at stake.
#pragma clang diagnostic ignored "-Wpsabi"

// The kernels are compiled for three levels of x86-64 and the loader picks one; elsewhere once. The thread sanitizer
// instruments what picks, which runs before the sanitizer does, and would crash.
#if defined(__x86_64__) && defined(__ELF__) && !__has_feature(thread_sanitizer)
#define MULTIVERSIONED \
  __attribute__((target_clones("default", "arch=x86-64-v3", "arch=x86-64-v4")))
#else
#define MULTIVERSIONED
#endif

// Vectors of 512 bits stay whole where the processor has them; by default x86-64-v4 halves them. A
// function needs a declaration in front of the definition for this attribute.
#define KERNEL MULTIVERSIONED __attribute__((min_vector_width(512)))

#define INLINE static inline __attribute__((always_inline))
