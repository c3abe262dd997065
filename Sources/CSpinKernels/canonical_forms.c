#include "canonical_forms.h"

#include <string.h>

enum { LARGEST = 64 };

static inline uint64_t rotated(uint64_t row, size_t by, size_t size, uint64_t mask) {
  return by == 0 ? row : ((row << by) | (row >> (size - by))) & mask;
}

// Puts `rows`, turned by the columns and begun at the rows that make them smallest, into `best` if they
// are smaller than what is there.
static void improve(const uint64_t *rows, size_t size, uint64_t mask, uint64_t *best) {
  for (size_t turn = 0; turn < size; turn++) {
    uint64_t turned[2 * LARGEST], least = ~0ull;
    for (size_t y = 0; y < size; y++) {
      turned[y] = turned[size + y] = rotated(rows[y], turn, size, mask);
      if (turned[y] < least) least = turned[y];
    }
    if (least > best[0]) continue;
    for (size_t first = 0; first < size; first++) {
      if (turned[first] != least) continue;
      for (size_t y = 0; y < size; y++) {
        if (turned[first + y] == best[y]) continue;
        if (turned[first + y] < best[y]) memcpy(best, turned + first, size * sizeof *best);
        break;
      }
    }
  }
}

void steelyard_canonical_forms(const uint64_t *words, size_t count, size_t size, int flips,
                               uint64_t *images) {
  size_t width = (size * size + 63) / 64;
  uint64_t mask = size < 64 ? (1ull << size) - 1 : ~0ull;
  for (size_t n = 0; n < count; n++, words += width, images += width) {
    uint64_t rows[2][LARGEST] = {{0}}, best[LARGEST];
    memset(best, 0xff, sizeof best);
    for (size_t site = 0; site < size * size; site++) {
      uint64_t bit = words[site >> 6] >> (site & 63) & 1;
      rows[0][site / size] |= bit << site % size;
      rows[1][site % size] |= bit << site / size;
    }
    for (int image = 0; image < (flips ? 16 : 8); image++) {
      uint64_t turned[LARGEST];
      for (size_t y = 0; y < size; y++) {
        uint64_t row = rows[image & 1][image & 2 ? size - 1 - y : y];
        if (image & 4) row = __builtin_bitreverse64(row) >> (64 - size);
        turned[y] = image & 8 ? ~row & mask : row;
      }
      improve(turned, size, mask, best);
    }
    for (size_t site = 0; site < size * size; site++)
      images[site >> 6] |= (best[site / size] >> site % size & 1) << (site & 63);
  }
}
