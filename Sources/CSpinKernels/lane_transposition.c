#include "lane_chains.h"
#include "lanes.h"

// Transposes eight matrices of 64 × 64 bits, one in each lane (Warren 2013, section 7-3).
INLINE void transpose(lanes *restrict rows) {
  uint64_t mask = 0x00000000ffffffff;
  for (size_t half = 32; half > 0; half >>= 1, mask ^= mask << half)
    for (size_t i = 0; i < 64; i = (i + half + 1) & ~half) {
      lanes swapped = ((rows[i] >> half) ^ rows[i + half]) & mask;
      rows[i + half] ^= swapped;
      rows[i] ^= swapped << half;
    }
}

MULTIVERSIONED void steelyard_lanes_from_configurations(const uint64_t *words, size_t sites,
                                                        uint64_t *spins) {
  size_t width = (sites + 63) / 64;
  for (size_t w = 0; w < width; w++) {
    lanes rows[64];
    for (size_t i = 0; i < 64; i++)
      for (size_t lane = 0; lane < LANES; lane++) rows[i][lane] = words[(64 * lane + i) * width + w];
    transpose(rows);
    size_t count = sites - 64 * w < 64 ? sites - 64 * w : 64;
    memcpy(spins + 64 * w * LANES, rows, count * sizeof(lanes));
  }
}

MULTIVERSIONED void steelyard_lanes_to_configurations(const uint64_t *spins, size_t sites,
                                                      uint64_t *words) {
  size_t width = (sites + 63) / 64;
  for (size_t w = 0; w < width; w++) {
    lanes rows[64] = {0};
    size_t count = sites - 64 * w < 64 ? sites - 64 * w : 64;
    memcpy(rows, spins + 64 * w * LANES, count * sizeof(lanes));
    transpose(rows);
    for (size_t i = 0; i < 64; i++)
      for (size_t lane = 0; lane < LANES; lane++) words[(64 * lane + i) * width + w] = rows[i][lane];
  }
}
