#pragma once
#include <stddef.h>
#include <stdint.h>

/// The image of each configuration under the symmetries of the periodic square lattice, and where `flips`
/// the flip of all spins, that comes first in the order of its rows read as numbers. Two configurations
/// have the same such image if and only if a symmetry takes one to the other.
///
/// Needs L <= 64. `images` is laid out as `words` and must be zero.
void steelyard_canonical_forms(const uint64_t *words, size_t count, size_t size, int flips,
                               uint64_t *images);
