// Eight configurations side by side: the shared ground of the bit kernels.
//
// A configuration is a string of N bits, bit = row·L + column, in W = ⌈N/64⌉ words. A kernel takes
// eight configurations at a time, word w of all eight in one vector, and sees the torus through
// `shifted`: the string read from an offset, so that bit i of the result is the spin at the site i
// displaced by (dx, dy). Doubling the string ("s then s again") turns the periodic wrap in the row
// direction into a plain read at offset dy·L + dx; the wrap inside a row is a second read at that
// offset less L, chosen by a mask over columns.
#pragma once
#include <stdlib.h>

#include "multiversioned.h"

#define LANES 8
typedef uint64_t lanes __attribute__((vector_size(64)));

// Geometry of one lattice and room for one block of eight configurations.
typedef struct {
  size_t size, sites, words;
  lanes *extended;     // 2W + 2 vectors: the doubled strings
  uint64_t *columns;   // [L][W]: mask d has bit i set where column(i) < L - d; mask 0 is "all sites"
} block;

// The spins displaced by (dx, dy), 0 <= dx, dy < L: where to read, and which sites do not wrap.
typedef struct {
  size_t straight_word, wrapped_word;
  unsigned straight_bit, wrapped_bit;
  const uint64_t *straight;  // sites read straight; NULL where none wraps (dx = 0)
} displacement;

INLINE void block_free(block *b) {
  free(b->extended);
  free(b->columns);
}

// Returns 0 where memory is exhausted.
INLINE int block_make(block *b, size_t size) {
  b->size = size;
  b->sites = size * size;
  b->words = (b->sites + 63) / 64;
  size_t bytes = (2 * b->words + 2) * sizeof(lanes);
  b->extended = aligned_alloc(64, bytes);
  b->columns = calloc(size * b->words, sizeof(uint64_t));
  if (!b->extended || !b->columns) {
    block_free(b);
    return 0;
  }
  for (size_t d = 0; d < size; d++)
    for (size_t site = 0; site < b->sites; site++)
      if (site % size < size - d) b->columns[d * b->words + site / 64] |= 1ull << (site % 64);
  return 1;
}

// Loads `count` <= 8 configurations; the other lanes repeat the last one.
INLINE void block_load(block *b, const uint64_t *words, size_t count) {
  size_t w = b->words, whole = b->sites / 64;
  unsigned part = b->sites % 64;
  memset(b->extended + w, 0, (w + 2) * sizeof(lanes));
  for (size_t i = 0; i < w; i++)
    for (size_t lane = 0; lane < LANES; lane++)
      b->extended[i][lane] = words[(lane < count ? lane : count - 1) * w + i];
  for (size_t i = w; i-- > 0;) {
    lanes s = b->extended[i];
    if (part == 0) {
      b->extended[whole + i] = s;
    } else {
      b->extended[whole + i + 1] |= s >> (64 - part);
      b->extended[whole + i] |= s << part;
    }
  }
}

INLINE displacement displaced(const block *b, size_t dx, size_t dy) {
  size_t straight = dy * b->size + dx;
  size_t wrapped = (straight + b->sites - b->size) % b->sites;
  displacement d = {straight / 64, wrapped / 64, straight % 64, wrapped % 64,
                    dx ? b->columns + dx * b->words : NULL};
  return d;
}

INLINE void read_at(const lanes *extended, size_t word, unsigned bit, lanes *result) {
  *result = (extended[word] >> bit) | ((extended[word + 1] << 1) << (63 - bit));
}

// Word i of the spins displaced by d. Bits above N are garbage: mask with `columns[i]` of mask 0.
INLINE void shifted(const block *b, displacement d, size_t i, lanes *result) {
  read_at(b->extended, d.straight_word + i, d.straight_bit, result);
  if (d.straight) {
    lanes wrapped;
    read_at(b->extended, d.wrapped_word + i, d.wrapped_bit, &wrapped);
    *result = (*result & d.straight[i]) | (wrapped & ~d.straight[i]);
  }
}

// Bits set in each lane.
INLINE void add_bits(lanes x, lanes *sum) { *sum += __builtin_elementwise_popcount(x); }

INLINE void store(lanes x, int32_t *out, size_t count) {
  for (size_t lane = 0; lane < count; lane++) out[lane] = (int32_t)x[lane];
}
