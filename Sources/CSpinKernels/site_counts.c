#include "lanes.h"
#include "observables.h"

// Transposes a 64 × 64 bit matrix in place: six rounds of swapping ever smaller off-diagonal blocks.
INLINE void transpose(uint64_t rows[64]) {
  uint64_t mask = 0x00000000FFFFFFFFull;
  for (unsigned width = 32; width; width >>= 1, mask ^= mask << width)
    for (unsigned k = 0; k < 64; k = ((k | width) + 1) & ~width) {
      uint64_t swap = ((rows[k] >> width) ^ rows[k | width]) & mask;
      rows[k] ^= swap << width;
      rows[k | width] ^= swap;
    }
}

MULTIVERSIONED
int steelyard_site_counts(const uint64_t *words, size_t count, size_t size, int64_t *ups) {
  size_t sites = size * size, width = (sites + 63) / 64;
  for (size_t first = 0; first < count; first += 64)
    for (size_t w = 0; w < width; w++) {
      uint64_t rows[64] = {0};
      for (size_t k = 0; k < 64 && first + k < count; k++) rows[k] = words[(first + k) * width + w];
      transpose(rows);
      for (size_t bit = 0; bit < 64 && w * 64 + bit < sites; bit++)
        ups[w * 64 + bit] += __builtin_popcountll(rows[bit]);
    }
  return 1;
}
