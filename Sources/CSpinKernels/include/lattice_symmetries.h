#pragma once
#include <stddef.h>
#include <stdint.h>

/// A symmetry of the periodic L × L lattice: first a transposition, then reversals of the order of
/// columns and of rows, then a shift, and a flip of all spins. The first four are 0 or 1.
typedef struct {
  uint32_t transposes, reverses_columns, reverses_rows, flips;
  uint32_t column_shift, row_shift;
} steelyard_lattice_symmetry;

/// Applies symmetry i to configuration i of `words`, [count][⌈N/64⌉], and writes it to `images`, which
/// must be zero. Returns 0 where memory is exhausted, else 1.
int steelyard_apply_symmetries(const uint64_t *words, size_t count, size_t size,
                               const steelyard_lattice_symmetry *symmetries, uint64_t *images);
