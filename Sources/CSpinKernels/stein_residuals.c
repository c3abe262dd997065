#include "stein_residuals.h"
#include "lanes.h"

// One configuration, a byte a site, with a border of copies from the far side: (L + 2)².
typedef struct {
  size_t size, stride;
  uint8_t *spins;   // 0 or 1
  uint8_t *states;  // field class, and 8 more for an up spin
  uint8_t *rings;   // the eight neighbours as bits
} window_board;

enum { STATES = 16, UP = 8, CLASSES = 5 };

static int board_make(window_board *b, size_t size) {
  b->size = size;
  b->stride = size + 2;
  size_t bytes = b->stride * b->stride;
  b->spins = calloc(3 * bytes, 1);
  b->states = b->spins + bytes;
  b->rings = b->states + bytes;
  return b->spins != NULL;
}

static void board_free(window_board *b) { free(b->spins); }

INLINE void wrap_border(uint8_t *cells, size_t size) {
  size_t stride = size + 2;
  for (size_t y = 1; y <= size; y++) {
    cells[y * stride] = cells[y * stride + size];
    cells[y * stride + size + 1] = cells[y * stride + 1];
  }
  memcpy(cells, cells + size * stride, stride);
  memcpy(cells + (size + 1) * stride, cells + stride, stride);
}

INLINE void board_load(window_board *b, const uint64_t *words) {
  size_t site = 0;
  for (size_t y = 1; y <= b->size; y++)
    for (size_t x = 1; x <= b->size; x++, site++)
      b->spins[y * b->stride + x] = words[site >> 6] >> (site & 63) & 1;
  wrap_border(b->spins, b->size);
}

// The spins of column x in rows y - 1, y and y + 1, as bits.
INLINE unsigned column_bits(const uint8_t *above, const uint8_t *row, const uint8_t *below,
                            size_t x) {
  return above[x] | row[x] << 1 | below[x] << 2;
}

// Fills in ring and state of every site; the states' border is left alone.
INLINE void board_scan(window_board *b) {
  for (size_t y = 1; y <= b->size; y++) {
    const uint8_t *row = b->spins + y * b->stride;
    const uint8_t *above = row - b->stride, *below = row + b->stride;
    uint8_t *ring = b->rings + y * b->stride, *state = b->states + y * b->stride;
    unsigned before = column_bits(above, row, below, 0), own = column_bits(above, row, below, 1);
    for (size_t x = 1; x <= b->size; x++) {
      unsigned after = column_bits(above, row, below, x + 1);
      ring[x] = before | (own & 1) << 3 | (own & 4) << 2 | after << 5;
      state[x] = (row[x - 1] + row[x + 1] + above[x] + below[x]) | row[x] << 3;
      before = own;
      own = after;
    }
  }
}

INLINE void add_window(double *restrict sums, const double *restrict features, double weight,
                       size_t count) {
  for (size_t k = 0; k < count; k++) sums[k] += weight * features[k];
}

MULTIVERSIONED
int steelyard_callen_residuals(const uint64_t *words, size_t count, size_t size,
                               const double *features, size_t feature_count,
                               const double *mean_spin, const double *rarer_spin,
                               double *residuals, double *events) {
  size_t sites = size * size, width = (sites + 63) / 64;
  window_board b;
  double *sums = malloc(feature_count * sizeof *sums);
  if (!sums) return 0;
  if (!board_make(&b, size)) {
    free(sums);
    return 0;
  }
  double weight[STATES] = {0}, rarer[STATES] = {0};
  for (size_t h = 0; h < CLASSES; h++) {
    weight[h] = -1 - mean_spin[h];
    weight[UP + h] = 1 - mean_spin[h];
    rarer[h] = rarer[UP + h] = rarer_spin[h];
  }
  for (size_t n = 0; n < count; n++) {
    board_load(&b, words + n * width);
    board_scan(&b);
    memset(sums, 0, feature_count * sizeof *sums);
    double rare = 0;
    for (size_t y = 1; y <= size; y++)
      for (size_t x = 1; x <= size; x++) {
        size_t cell = y * b.stride + x;
        const double *window = features + b.rings[cell] * feature_count;
        add_window(sums, window, weight[b.states[cell]], feature_count);
        rare += rarer[b.states[cell]];
      }
    for (size_t k = 0; k < feature_count; k++) residuals[k * count + n] = sums[k] / (double)sites;
    events[n] = rare;
  }
  board_free(&b);
  free(sums);
  return 1;
}

// Σ over the ring of the cell of `row[state of the neighbour]`.
INLINE double ring_sum(const window_board *b, size_t cell, const double *row) {
  const uint8_t *s = b->states + cell;
  ptrdiff_t d = (ptrdiff_t)b->stride;
  return row[s[-d - 1]] + row[s[-d]] + row[s[-d + 1]] + row[s[-1]] + row[s[1]] + row[s[d - 1]] +
         row[s[d]] + row[s[d + 1]];
}

// Σ_i Σ_j p_ij (φ_i - φ_j) over up i and down j is Σ_i c_i φ_i with c_i = Σ_j p_ij for an up spin and
// -Σ_j p_ji for a down one. Over all partners c_i depends on the state of i alone; those in the ring
// are then taken away one by one.
MULTIVERSIONED
int steelyard_exchange_residuals(const uint64_t *words, size_t count, size_t size,
                                 const double *features, size_t feature_count,
                                 const double *exchanged, const double *rarer_exchange,
                                 double *residuals, double *events) {
  size_t sites = size * size, width = (sites + 63) / 64;
  window_board b;
  double *sums = malloc(feature_count * sizeof *sums);
  if (!sums) return 0;
  if (!board_make(&b, size)) {
    free(sums);
    return 0;
  }
  double weight[STATES][STATES] = {{0}}, rarer[STATES][STATES] = {{0}};
  for (size_t up = 0; up < CLASSES; up++)
    for (size_t down = 0; down < CLASSES; down++) {
      weight[UP + up][down] = exchanged[up * CLASSES + down];
      weight[down][UP + up] = -exchanged[up * CLASSES + down];
      rarer[UP + up][down] = rarer_exchange[up * CLASSES + down];
    }
  for (size_t n = 0; n < count; n++) {
    board_load(&b, words + n * width);
    board_scan(&b);
    wrap_border(b.states, size);
    double tally[STATES] = {0}, whole[STATES] = {0}, whole_rarer[STATES] = {0}, up = 0;
    for (size_t y = 1; y <= size; y++)
      for (size_t x = 1; x <= size; x++) tally[b.states[y * b.stride + x]]++;
    for (size_t s = 0; s < STATES; s++) {
      if (s >= UP) up += tally[s];
      for (size_t t = 0; t < STATES; t++) {
        whole[s] += weight[s][t] * tally[t];
        whole_rarer[s] += rarer[s][t] * tally[t];
      }
    }
    memset(sums, 0, feature_count * sizeof *sums);
    double rare = 0;
    for (size_t y = 1; y <= size; y++)
      for (size_t x = 1; x <= size; x++) {
        size_t cell = y * b.stride + x, state = b.states[cell];
        double own = whole[state] - ring_sum(&b, cell, weight[state]);
        add_window(sums, features + b.rings[cell] * feature_count, own, feature_count);
        if (state >= UP) rare += whole_rarer[state] - ring_sum(&b, cell, rarer[state]);
      }
    double pairs = up * ((double)sites - up);
    for (size_t k = 0; k < feature_count; k++)
      residuals[k * count + n] = pairs > 0 ? sums[k] / pairs : 0;
    events[n] = rare;
  }
  board_free(&b);
  free(sums);
  return 1;
}
