#include "observables.h"
#include "lanes.h"

MULTIVERSIONED
int steelyard_observables(const uint64_t *words, size_t count, size_t stride, size_t size,
                          size_t distances, int32_t *total_spin, int32_t *horizontal,
                          int32_t *vertical) {
  block b;
  if (!block_make(&b, size)) return 0;
  const uint64_t *all = b.columns;
  for (size_t first = 0; first < count; first += LANES) {
    size_t filled = count - first < LANES ? count - first : LANES;
    block_load(&b, words + first * b.words, filled);
    lanes up = {0};
    for (size_t i = 0; i < b.words; i++) add_bits(b.extended[i] & all[i], &up);
    store(2 * up - b.sites, total_spin + first, filled);
    for (size_t r = 1; r <= distances; r++) {
      displacement right = displaced(&b, r, 0), down = displaced(&b, 0, r);
      lanes broken_right = {0}, broken_down = {0};
      for (size_t i = 0; i < b.words; i++) {
        lanes neighbour;
        shifted(&b, right, i, &neighbour);
        add_bits((b.extended[i] ^ neighbour) & all[i], &broken_right);
        shifted(&b, down, i, &neighbour);
        add_bits((b.extended[i] ^ neighbour) & all[i], &broken_down);
      }
      store(b.sites - 2 * broken_right, horizontal + (r - 1) * stride + first, filled);
      store(b.sites - 2 * broken_down, vertical + (r - 1) * stride + first, filled);
    }
  }
  block_free(&b);
  return 1;
}

MULTIVERSIONED
int steelyard_corner_triples(const uint64_t *words, size_t count, size_t size, int32_t *triples) {
  block b;
  if (!block_make(&b, size)) return 0;
  const uint64_t *all = b.columns;
  displacement right = displaced(&b, 1, 0), left = displaced(&b, size - 1, 0);
  displacement down = displaced(&b, 0, 1), up = displaced(&b, 0, size - 1);
  for (size_t first = 0; first < count; first += LANES) {
    size_t filled = count - first < LANES ? count - first : LANES;
    block_load(&b, words + first * b.words, filled);
    lanes positive = {0};  // products of three spins that are +1: an odd number of set bits
    for (size_t i = 0; i < b.words; i++) {
      lanes r, l, d, u, s = b.extended[i];
      shifted(&b, right, i, &r);
      shifted(&b, left, i, &l);
      shifted(&b, down, i, &d);
      shifted(&b, up, i, &u);
      add_bits((s ^ r ^ d) & all[i], &positive);
      add_bits((s ^ r ^ u) & all[i], &positive);
      add_bits((s ^ l ^ d) & all[i], &positive);
      add_bits((s ^ l ^ u) & all[i], &positive);
    }
    store(2 * positive - 4 * b.sites, triples + first, filled);
  }
  block_free(&b);
  return 1;
}

// Adds the pairs of one direction to `tally`. `three` is the number of up spins among the three
// neighbours, other than the partner, of the site and of the partner, as two-bit numbers.
INLINE void tally_exchanges(lanes s, lanes pair, const lanes site[2], const lanes partner[2],
                            lanes tally[7]) {
  // k = n(site) - n(partner) for an up site and the negative for a down one; ΔE = 4 k, because
  // ΔE = 2 S (h_site - h_partner) and h = 2 n - 3.
  lanes a0 = (site[0] & s) | (partner[0] & ~s), a1 = (site[1] & s) | (partner[1] & ~s);
  lanes b0 = (partner[0] & s) | (site[0] & ~s), b1 = (partner[1] & s) | (site[1] & ~s);
  // Two-bit subtraction a - b with borrow: value = d0 + 2 d1 - 4 borrow, in -3 … 3.
  lanes d0 = a0 ^ b0, carry = ~a0 & b0;
  lanes d1 = a1 ^ b1 ^ carry;
  lanes negative = (~a1 & b1) | (~(a1 ^ b1) & carry);
  lanes positive = ~negative & pair;
  negative &= pair;
  add_bits(negative & ~d1 & d0, &tally[0]);   // 1 - 4 = -3
  add_bits(negative & d1 & ~d0, &tally[1]);   // 2 - 4 = -2
  add_bits(negative & d1 & d0, &tally[2]);    // 3 - 4 = -1
  add_bits(positive & ~d1 & ~d0, &tally[3]);
  add_bits(positive & ~d1 & d0, &tally[4]);
  add_bits(positive & d1 & ~d0, &tally[5]);
  add_bits(positive & d1 & d0, &tally[6]);
}

INLINE void count_three(lanes x, lanes y, lanes z, lanes number[2]) {
  number[0] = x ^ y ^ z;
  number[1] = (x & y) | (z & (x ^ y));
}

MULTIVERSIONED
int steelyard_exchange_classes(const uint64_t *words, size_t count, size_t size,
                               const uint64_t *right_pairs, const uint64_t *down_pairs,
                               int32_t *classes) {
  block b;
  if (!block_make(&b, size)) return 0;
  size_t back = size - 1, two = 2 % size;
  displacement right = displaced(&b, 1, 0), down = displaced(&b, 0, 1);
  displacement left = displaced(&b, back, 0), up = displaced(&b, 0, back);
  displacement right_right = displaced(&b, two, 0), down_down = displaced(&b, 0, two);
  displacement right_down = displaced(&b, 1, 1), right_up = displaced(&b, 1, back);
  displacement left_down = displaced(&b, back, 1);
  for (size_t first = 0; first < count; first += LANES) {
    size_t filled = count - first < LANES ? count - first : LANES;
    block_load(&b, words + first * b.words, filled);
    lanes tally[7] = {{0}};
    for (size_t i = 0; i < b.words; i++) {
      lanes s = b.extended[i], r, d, l, u, rr, dd, rd, ru, ld, site[2], partner[2];
      shifted(&b, right, i, &r);
      shifted(&b, down, i, &d);
      shifted(&b, left, i, &l);
      shifted(&b, up, i, &u);
      shifted(&b, right_right, i, &rr);
      shifted(&b, down_down, i, &dd);
      shifted(&b, right_down, i, &rd);
      shifted(&b, right_up, i, &ru);
      shifted(&b, left_down, i, &ld);
      count_three(l, u, d, site);
      count_three(rr, ru, rd, partner);
      tally_exchanges(s, (s ^ r) & right_pairs[i], site, partner, tally);
      count_three(u, l, r, site);
      count_three(dd, ld, rd, partner);
      tally_exchanges(s, (s ^ d) & down_pairs[i], site, partner, tally);
    }
    for (size_t k = 0; k < 7; k++) store(tally[k], classes + k * count + first, filled);
  }
  block_free(&b);
  return 1;
}

MULTIVERSIONED
int steelyard_bond_fields(const uint64_t *words, size_t count, size_t size, uint64_t *right,
                          uint64_t *down) {
  block b;
  if (!block_make(&b, size)) return 0;
  const uint64_t *all = b.columns;
  displacement along_row = displaced(&b, 1, 0), along_column = displaced(&b, 0, 1);
  for (size_t first = 0; first < count; first += LANES) {
    size_t filled = count - first < LANES ? count - first : LANES;
    block_load(&b, words + first * b.words, filled);
    for (size_t i = 0; i < b.words; i++) {
      lanes neighbour;
      shifted(&b, along_row, i, &neighbour);
      lanes equal_right = ~(b.extended[i] ^ neighbour) & all[i];
      shifted(&b, along_column, i, &neighbour);
      lanes equal_down = ~(b.extended[i] ^ neighbour) & all[i];
      for (size_t lane = 0; lane < filled; lane++) {
        right[(first + lane) * b.words + i] = equal_right[lane];
        down[(first + lane) * b.words + i] = equal_down[lane];
      }
    }
  }
  block_free(&b);
  return 1;
}

MULTIVERSIONED
int steelyard_displacement_agreements(const uint64_t *words, size_t count, size_t size,
                                      int64_t *agreements) {
  block b;
  if (!block_make(&b, size)) return 0;
  const uint64_t *all = b.columns;
  for (size_t first = 0; first < count; first += LANES) {
    size_t filled = count - first < LANES ? count - first : LANES;
    block_load(&b, words + first * b.words, filled);
    for (size_t dy = 0; dy < size; dy++)
      for (size_t dx = 0; dx < size; dx++) {
        // A displacement and its opposite agree on the same pairs: do one of the two.
        size_t opposite = (size - dy) % size * size + (size - dx) % size;
        if (opposite < dy * size + dx) continue;
        displacement d = displaced(&b, dx, dy);
        lanes broken = {0};
        for (size_t i = 0; i < b.words; i++) {
          lanes other;
          shifted(&b, d, i, &other);
          add_bits((b.extended[i] ^ other) & all[i], &broken);
        }
        int64_t sum = 0;
        for (size_t lane = 0; lane < filled; lane++) sum += (int64_t)(b.sites - broken[lane]);
        agreements[dy * size + dx] += sum;
        if (opposite != dy * size + dx) agreements[opposite] += sum;
      }
  }
  block_free(&b);
  return 1;
}
