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

// The spins at `bit` and the 15 behind it, all within the configuration.
INLINE lanes spins_at(const uint64_t *words, size_t bit) {
  const size_t shift = bit % 64;
  uint64_t bits = words[bit / 64] >> shift;
  if (shift > 64 - WIDTH) bits |= words[bit / 64 + 1] << (64 - shift);
  return masked((uint16_t)bits, broadcast(2)) - broadcast(1);
}

MULTIVERSIONED
void steelyard_unpack_spins(const uint64_t *words, int32_t size, float *map, int32_t row_stride) {
  for (int32_t y = 0; y < size; y++) {
    float *row = map + (size_t)y * row_stride;
    const size_t first = (size_t)y * size;
    if (size < WIDTH) {
      for (int32_t x = 0; x < size; x++)
        row[x] = (words[(first + x) / 64] >> ((first + x) % 64)) & 1 ? 1.0f : -1.0f;
      continue;
    }
    for (int32_t x = 0; x < size; x += WIDTH) {
      // The last sixteen of a row overlap those before.
      const int32_t from = x + WIDTH <= size ? x : size - WIDTH;
      lanes spins = spins_at(words, first + from);
      memcpy(row + from, &spins, sizeof spins);
    }
  }
}
