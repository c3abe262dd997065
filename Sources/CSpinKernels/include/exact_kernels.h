#pragma once
#include <stdint.h>

/// Arithmetic modulo a prime p < 2^30 in Montgomery's form; see PrimeField in the module ExactIsing.
/// Numbers are kept in [0, 2p).
typedef struct {
  uint32_t modulus;
  /// 1/p modulo 2^32.
  uint32_t inverse;
  /// 2^32 and 2^64 modulo p.
  uint32_t radix;
  uint32_t radix_squared;
} exact_field;

/// Discrete Fourier transform of every column of `rows`, shape [length, width], for length 2^a 3^b.
/// Frequencies come out scrambled, radix 2 first. Rows from `filled_rows` on must be zero.
/// `powers` holds ω^k, k = 0 ... length - 1, times 2^32.
void exact_transform_forward(uint32_t *rows, int32_t length, int32_t width, int32_t filled_rows,
                             const uint32_t *powers, exact_field field);

/// Its inverse, but for the factor 1/length: takes scrambled frequencies.
void exact_transform_inverse(uint32_t *rows, int32_t length, int32_t width, const uint32_t *powers,
                             exact_field field);

/// Sets residues[k] to values[k] modulo p.
void exact_residues(uint32_t *residues, const uint64_t *values, int64_t count, exact_field field);

/// Adds weight · a[k] · b[k] / 2^32, reduced to [0, 2p) before the weight, to sums[k].
void exact_add_products(uint64_t *sums, const uint32_t *a, const uint32_t *b, uint64_t weight,
                        int64_t count, exact_field field);

/// Sets values[k] to sums[k] · factors[k] / 2^32 · row_factor / 2^32 modulo p.
void exact_scale(uint32_t *values, const uint64_t *sums, const uint32_t *factors,
                 uint32_t row_factor, int64_t count, exact_field field);

/// Adds values[k] · factor / 2^32 to sums[k], all of sums in [0, p).
void exact_add_scaled(uint32_t *sums, const uint32_t *values, uint32_t factor, int64_t count,
                      exact_field field);

/// One power of x in the growth of a half torus: with q = `parity`,
///   new_up[k] = up[k] + down[k - q],   down[k] += up[k - 1 + q],   k = 0 ... limit,
/// where entries before the first are zero. The three lines do not overlap.
void exact_replace_spin(uint64_t *restrict new_up, uint64_t *restrict down,
                        const uint64_t *restrict up, int32_t parity, int32_t limit);
