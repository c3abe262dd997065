#pragma once

#include <stddef.h>
#include <stdint.h>

/// Writes to `differing[k]` the number of spins in which `one` differs from configuration k, of
/// `count` configurations of `width` words.
void steelyard_differing_spins(const uint64_t *words, size_t count, size_t width,
                               const uint64_t *one, int32_t *differing);
