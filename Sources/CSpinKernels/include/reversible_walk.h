#pragma once
#include <stddef.h>
#include <stdint.h>

/// Walks each configuration by `updates` updates of a chain that is reversible with respect to the
/// Boltzmann distribution, in place.
///
/// An update with free ΣS (`flip_thresholds`, by the number of +1 among the four neighbours, 0 to 4): a site
/// drawn at random becomes +1 if a random 64-bit number is below the threshold. An update with fixed ΣS
/// (`exchange_thresholds`, by ΔE/4 + 4, 0 to 8): two sites drawn at random are exchanged if they are
/// opposite and a random number is below the threshold. One of the two tables is NULL. `generator` is the
/// state of xoshiro256++, advanced in place. Returns 0 where memory is exhausted, else 1.
int steelyard_reversible_walk(uint64_t *words, size_t count, size_t size, size_t updates,
                              const uint64_t *flip_thresholds, const uint64_t *exchange_thresholds,
                              uint64_t *generator);
