#pragma once
#include <stddef.h>
#include <stdint.h>

/// Clusters of equal spins that are joined by bonds of the periodic lattice, in each configuration: their
/// number, and the number of sites of the largest. Returns 0 where memory is exhausted, else 1.
int steelyard_cluster_counts(const uint64_t *words, size_t count, size_t size, int32_t *number,
                             int32_t *largest);
