// Input maps and their borders.
#include "convolution_kernels.h"
#include "float_lanes.h"

void steelyard_wrap_border(float *map, int32_t rows, int32_t columns, int32_t channels,
                           int32_t border) {
  const size_t row = (size_t)columns * channels, side = (size_t)border * channels;
  const size_t inner = row - 2 * side;
  for (int32_t y = border; y < rows - border; y++) {
    memcpy(map + y * row, map + y * row + inner, side * sizeof *map);
    memcpy(map + y * row + side + inner, map + y * row + side, side * sizeof *map);
  }
  const int32_t period = rows - 2 * border;
  for (int32_t y = 0; y < border; y++) {
    memcpy(map + y * row, map + (y + period) * row, row * sizeof *map);
    memcpy(map + (y + border + period) * row, map + (y + border) * row, row * sizeof *map);
  }
}

INLINE void add(float *restrict to, const float *restrict from, size_t count) {
  for (size_t i = 0; i < count; i++) to[i] += from[i];
}

MULTIVERSIONED
void steelyard_unwrap_border(float *map, int32_t rows, int32_t columns, int32_t channels,
                             int32_t border) {
  const size_t row = (size_t)columns * channels, side = (size_t)border * channels;
  const size_t inner = row - 2 * side;
  const int32_t period = rows - 2 * border;
  for (int32_t y = 0; y < border; y++) {
    add(map + (y + period) * row, map + y * row, row);
    add(map + (y + border) * row, map + (y + border + period) * row, row);
  }
  for (int32_t y = border; y < rows - border; y++) {
    add(map + y * row + inner, map + y * row, side);
    add(map + y * row + side, map + y * row + side + inner, side);
  }
}

MULTIVERSIONED
void steelyard_unpack_spins(const uint64_t *words, int32_t size, float *map, int32_t row_stride) {
  for (int32_t y = 0; y < size; y++) {
    float *row = map + (size_t)y * row_stride;
    size_t bit = (size_t)y * size;
    for (int32_t x = 0; x < size; x++, bit++)
      row[x] = (words[bit / 64] >> (bit % 64)) & 1 ? 1.0f : -1.0f;
  }
}
