#pragma once
#include <stddef.h>
#include <stdint.h>

/// Which values a call of `steelyard_pack_spins` met; bits that are combined by or.
enum {
  STEELYARD_MET_PLUS_ONE = 1,
  STEELYARD_MET_MINUS_ONE = 2,
  STEELYARD_MET_ZERO = 4,
  STEELYARD_MET_OTHER = 8,
};

/// The bit patterns that mean +1, -1 and 0 in an array's element type and byte order.
///
/// Comparing patterns serves integers, floating-point numbers and both byte orders alike. A type
/// without -1 repeats `plus_one`, a type without a negative zero repeats `zero`.
typedef struct {
  uint64_t plus_one;
  uint64_t minus_one;
  uint64_t zero;
  uint64_t negative_zero;
} steelyard_spin_patterns;

/// Packs `run_count` runs of `run_length` elements of `width` bytes (1, 2, 4 or 8), one bit an
/// element: 1 where the element is +1, else 0. Every run starts on a word of `words`, and the bits
/// above its last element are 0. Returns the or of the values met.
///
/// `elements` needs no alignment, but 64 * `width` bytes behind the last element must be readable;
/// what they hold has no influence.
uint32_t steelyard_pack_spins(
    const void *elements, size_t width, size_t run_length, size_t run_count,
    steelyard_spin_patterns patterns, uint64_t *words);
