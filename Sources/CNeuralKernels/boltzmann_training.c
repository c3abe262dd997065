// What a step of training needs besides draws.
#include "boltzmann_kernels.h"
#include "boltzmann_lanes.h"

void steelyard_boltzmann_transpose(const float *matrix, size_t rows, size_t columns,
                                   float *transposed) {
  enum { tile = 16 };
  for (size_t i0 = 0; i0 < rows; i0 += tile)
    for (size_t j0 = 0; j0 < columns; j0 += tile) {
      size_t i1 = i0 + tile < rows ? i0 + tile : rows;
      size_t j1 = j0 + tile < columns ? j0 + tile : columns;
      for (size_t j = j0; j < j1; j++)
        for (size_t i = i0; i < i1; i++) transposed[j * rows + i] = matrix[i * columns + j];
    }
}

// Transposes 64 × 64 bits: exchanges quarters, then quarters of quarters (H. S. Warren, Hacker's
// Delight, 2013, section 7.3).
static void transpose_square(uint64_t *square) {
  uint64_t mask = 0x00000000ffffffff;
  for (size_t width = 32; width; width /= 2, mask ^= mask << width)
    for (size_t i = 0; i < 64; i = ((i | width) + 1) & ~width) {
      uint64_t t = ((square[i] >> width) ^ square[i | width]) & mask;
      square[i] ^= t << width;
      square[i | width] ^= t;
    }
}

void steelyard_boltzmann_transpose_states(const uint64_t *states, size_t units, size_t count,
                                          uint64_t *transposed) {
  size_t across = (units + 63) / 64, down = (count + 63) / 64;
  for (size_t block = 0; block < down; block++)
    for (size_t word = 0; word < across; word++) {
      uint64_t square[64] = {0};
      for (size_t k = 0; k < 64 && 64 * block + k < count; k++)
        square[k] = states[(64 * block + k) * across + word];
      transpose_square(square);
      for (size_t i = 0; i < 64 && 64 * word + i < units; i++)
        transposed[(64 * word + i) * down + block] = square[i];
    }
}

KERNEL float steelyard_adam(steelyard_adam_step step, const float *gradient, size_t count,
                            float *parameters, float *first_moments, float *second_moments) {
  // Magnitudes as integers, which have the order of the numbers, infinity and NaN above all others.
  integers largest = {0};
  for (size_t i = 0; i < count; i += UNITS) {
    size_t width = count - i < UNITS ? count - i : UNITS;
    floats g = loaded(gradient + i, width), theta = loaded(parameters + i, width);
    floats first = loaded(first_moments + i, width), second = loaded(second_moments + i, width);
    first = step.beta1 * first + (1 - step.beta1) * g;
    second = step.beta2 * second + (1 - step.beta2) * (g * g);
    floats deviation = __builtin_elementwise_sqrt(second) * step.deviation_scale;
    theta += step.rate * first / (deviation + step.epsilon);
    stored(first, first_moments + i, width);
    stored(second, second_moments + i, width);
    stored(theta, parameters + i, width);
    integers size = (integers)magnitude(theta);
    largest = ((size > largest) & size) | (~(size > largest) & largest);
  }
  int32_t bits = 0;
  for (int lane = 0; lane < UNITS; lane++)
    if (largest[lane] > bits) bits = largest[lane];
  float result;
  memcpy(&result, &bits, sizeof result);
  return result;
}
