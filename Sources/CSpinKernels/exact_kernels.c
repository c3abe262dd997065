#include "exact_kernels.h"

#include "multiversioned.h"

// MARK: Arithmetic

/// a less b unless that is negative, for a < 2b. The sign of the difference makes a mask, which every
/// vector unit can do.
INLINE uint32_t reduced(uint32_t a, uint32_t b) {
  int32_t difference = (int32_t)(a - b);
  return (uint32_t)(difference + ((difference >> 31) & (int32_t)b));
}

/// a·b / 2^32 modulo p, in [0, 2p), for a·b < 2^32 · p.
INLINE uint32_t product(uint32_t a, uint32_t b, exact_field field) {
  uint64_t whole = (uint64_t)a * b;
  uint32_t quotient = (uint32_t)whole * field.inverse;
  uint64_t multiple = (uint64_t)quotient * field.modulus;
  return (uint32_t)(whole >> 32) + field.modulus - (uint32_t)(multiple >> 32);
}

/// a modulo p, in [0, 2p).
INLINE uint32_t residue(uint64_t a, exact_field field) {
  uint32_t high = product((uint32_t)(a >> 32), field.radix_squared, field);
  uint32_t low = product((uint32_t)a, field.radix, field);
  return reduced(high + low, 2 * field.modulus);
}

// MARK: Butterflies of the transform

INLINE void split_two(uint32_t *restrict a, uint32_t *restrict b, uint32_t factor, int is_first,
                      int32_t width, exact_field field) {
  uint32_t twice = 2 * field.modulus;
  for (int32_t column = 0; column < width; column++) {
    uint32_t x = a[column], y = b[column];
    a[column] = reduced(x + y, twice);
    uint32_t difference = x + twice - y;
    b[column] = is_first ? reduced(difference, twice) : product(difference, factor, field);
  }
}

INLINE void join_two(uint32_t *restrict a, uint32_t *restrict b, uint32_t factor, int32_t width,
                     exact_field field) {
  uint32_t twice = 2 * field.modulus;
  for (int32_t column = 0; column < width; column++) {
    uint32_t x = a[column], y = product(b[column], factor, field);
    a[column] = reduced(x + y, twice);
    b[column] = reduced(x + twice - y, twice);
  }
}

/// The transform of length 3. With ζ a primitive cube root of 1 and ζ² = -1 - ζ it takes one product:
/// x + ζy + ζ²z = x - z + ζ(y - z) and x + ζ²y + ζz = x - y - ζ(y - z).
/// The results of the second and third line are in [0, 4p).
INLINE void mix_three(uint32_t x, uint32_t y, uint32_t z, uint32_t cube_root, exact_field field,
                      uint32_t result[3]) {
  uint32_t twice = 2 * field.modulus;
  uint32_t turned = product(y + twice - z, cube_root, field);
  result[0] = reduced(x + reduced(y + z, twice), twice);
  result[1] = reduced(x + twice - z, twice) + turned;
  result[2] = reduced(x + twice - y, twice) + twice - turned;
}

INLINE void split_three(uint32_t *restrict a, uint32_t *restrict b, uint32_t *restrict c,
                        uint32_t cube_root, uint32_t factor, uint32_t square, int is_first,
                        int32_t width, exact_field field) {
  uint32_t twice = 2 * field.modulus;
  for (int32_t column = 0; column < width; column++) {
    uint32_t result[3];
    mix_three(a[column], b[column], c[column], cube_root, field, result);
    a[column] = result[0];
    b[column] = is_first ? reduced(result[1], twice) : product(result[1], factor, field);
    c[column] = is_first ? reduced(result[2], twice) : product(result[2], square, field);
  }
}

INLINE void join_three(uint32_t *restrict a, uint32_t *restrict b, uint32_t *restrict c,
                       uint32_t cube_root, uint32_t factor, uint32_t square, int32_t width,
                       exact_field field) {
  uint32_t twice = 2 * field.modulus;
  for (int32_t column = 0; column < width; column++) {
    uint32_t result[3];
    mix_three(a[column], product(b[column], factor, field), product(c[column], square, field),
              cube_root, field, result);
    a[column] = result[0];
    b[column] = reduced(result[1], twice);
    c[column] = reduced(result[2], twice);
  }
}

// MARK: Transforms

MULTIVERSIONED
void exact_transform_forward(uint32_t *rows, int32_t length, int32_t width, int32_t filled_rows,
                             const uint32_t *powers, exact_field field) {
  for (int32_t span = length; span > 1;) {
    int32_t radix = span % 2 == 0 ? 2 : 3, part = span / radix, step = length / span;
    int64_t distance = (int64_t)part * width;
    int is_half_empty = span == length && radix == 2 && filled_rows <= part;
    for (int32_t block = 0; block < length; block += span) {
      for (int32_t offset = 0; offset < (is_half_empty ? filled_rows : part); offset++) {
        uint32_t *a = rows + (int64_t)(block + offset) * width;
        uint32_t factor = powers[offset * step];
        if (is_half_empty) {
          for (int32_t column = 0; column < width; column++) {
            a[distance + column] = product(a[column], factor, field);
          }
        } else if (radix == 2) {
          if (offset == 0) {
            split_two(a, a + distance, factor, 1, width, field);
          } else {
            split_two(a, a + distance, factor, 0, width, field);
          }
        } else {
          uint32_t cube_root = powers[length / 3], square = powers[2 * offset * step];
          uint32_t *b = a + distance, *c = b + distance;
          if (offset == 0) {
            split_three(a, b, c, cube_root, factor, square, 1, width, field);
          } else {
            split_three(a, b, c, cube_root, factor, square, 0, width, field);
          }
        }
      }
    }
    span = part;
  }
}

MULTIVERSIONED
void exact_transform_inverse(uint32_t *rows, int32_t length, int32_t width, const uint32_t *powers,
                             exact_field field) {
  int32_t odd = length;
  while (odd % 2 == 0) odd /= 2;
  // The layers of the forward transform in reverse order: radix 3 up to the odd part, then radix 2.
  for (int32_t part = 1; part < length;) {
    int32_t radix = part < odd ? 3 : 2, span = part * radix, step = length / span;
    int64_t distance = (int64_t)part * width;
    for (int32_t block = 0; block < length; block += span) {
      for (int32_t offset = 0; offset < part; offset++) {
        uint32_t *a = rows + (int64_t)(block + offset) * width;
        int32_t once = offset * step;
        uint32_t factor = powers[once == 0 ? 0 : length - once];
        if (radix == 2) {
          join_two(a, a + distance, factor, width, field);
        } else {
          uint32_t cube_root = powers[length - length / 3];
          uint32_t square = powers[once == 0 ? 0 : length - 2 * once];
          join_three(a, a + distance, a + 2 * distance, cube_root, factor, square, width, field);
        }
      }
    }
    part = span;
  }
}

// MARK: Lines of numbers

MULTIVERSIONED
void exact_residues(uint32_t *residues, const uint64_t *values, int64_t count, exact_field field) {
  for (int64_t k = 0; k < count; k++) residues[k] = residue(values[k], field);
}

MULTIVERSIONED
void exact_add_products(uint64_t *sums, const uint32_t *a, const uint32_t *b, uint64_t weight,
                        int64_t count, exact_field field) {
  uint32_t times = (uint32_t)weight;
  for (int64_t k = 0; k < count; k++) {
    sums[k] += (uint64_t)product(a[k], b[k], field) * times;
  }
}

MULTIVERSIONED
void exact_scale(uint32_t *values, const uint64_t *sums, const uint32_t *factors,
                 uint32_t row_factor, int64_t count, exact_field field) {
  for (int64_t k = 0; k < count; k++) {
    values[k] = product(residue(sums[k], field), product(factors[k], row_factor, field), field);
  }
}

MULTIVERSIONED
void exact_add_scaled(uint32_t *sums, const uint32_t *values, uint32_t factor, int64_t count,
                      exact_field field) {
  for (int64_t k = 0; k < count; k++) {
    uint32_t sum = reduced(sums[k] + product(values[k], factor, field), 2 * field.modulus);
    sums[k] = reduced(sum, field.modulus);
  }
}

MULTIVERSIONED
void exact_replace_spin(uint64_t *restrict new_up, uint64_t *restrict down,
                        const uint64_t *restrict up, int32_t parity, int32_t limit) {
  if (parity == 0) {
    new_up[0] = up[0] + down[0];
    for (int32_t k = 1; k <= limit; k++) {
      new_up[k] = up[k] + down[k];
      down[k] += up[k - 1];
    }
  } else {
    new_up[0] = up[0];
    for (int32_t k = 1; k <= limit; k++) new_up[k] = up[k] + down[k - 1];
    for (int32_t k = 0; k <= limit; k++) down[k] += up[k];
  }
}
