#include "lane_chains.h"
#include "lanes.h"
#include "xoshiro_lanes.h"

// MARK: Logic

INLINE lanes xor3(lanes a, lanes b, lanes c) { return a ^ b ^ c; }
INLINE lanes choose(lanes mask, lanes yes, lanes no) { return (mask & yes) | (~mask & no); }
INLINE lanes majority(lanes a, lanes b, lanes c) { return choose(a ^ b, c, a); }

// MARK: Demons

// One step of comparing a random binary fraction with three others: the bits of the fractions decide
// where the random one still agrees with them.
INLINE void compare_bit(lanes word, const uint64_t *bits, lanes *restrict below,
                        lanes *restrict undecided) {
  for (int j = 0; j < 3; j++) {
    lanes bit = (lanes){0} + bits[j];
    below[j] = choose(undecided[j], bit, below[j]);
    undecided[j] &= ~(word ^ bit);
  }
}

INLINE int any(lanes x) {
  uint64_t all = 0;
  for (int i = 0; i < LANES; i++) all |= x[i];
  return all != 0;
}

// Draws a demon with P(d) ∝ exp(-4βd): d is the number of thresholds that a uniform number is below.
// About twelve bits decide for all 512 replicas; drawing fourteen before the first look costs less than
// the branch that would otherwise be mispredicted.
INLINE void refresh_demon(const steelyard_lane_chain *c, lanes *restrict demon) {
  enum { certain = 14 };
  lanes s[4], below[3], undecided[3];
  memcpy(s, c->generator, sizeof s);
  for (int j = 0; j < 3; j++) {
    below[j] = (lanes){0};
    undecided[j] = ~(lanes){0};
  }
  const uint64_t *bits = c->thresholds;
#pragma clang loop unroll(full)
  for (int k = 0; k < certain; k++, bits += 3) compare_bit(next_words(s), bits, below, undecided);
  const uint64_t *end = c->thresholds + 3 * STEELYARD_THRESHOLD_BITS;
  while (bits < end && any(undecided[0] | undecided[1] | undecided[2])) {
    compare_bit(next_words(s), bits, below, undecided);
    bits += 3;
  }
  memcpy(c->generator, s, sizeof s);
  // below[0] ⊂ below[1] ⊂ below[2], the events d > 2, d > 1 and d > 0.
  demon[0] = xor3(below[0], below[1], below[2]);
  demon[1] = below[1];
}

// Refreshes one demon for every `attempts_per_refresh` attempts that were made.
INLINE void refresh_after(const steelyard_lane_chain *c, size_t attempts) {
  lanes *demons = (lanes *)c->demons;
  uint64_t *next = c->sequence + 5, *since = c->sequence + 6;
  *since += attempts;
  while (*since >= c->attempts_per_refresh) {
    *since -= c->attempts_per_refresh;
    refresh_demon(c, demons + 2 * *next);
    *next = (*next + 1) % STEELYARD_DEMONS;
  }
}

// MARK: Attempts
//
// With d the demon and S the first spin as a bit, e = d where S = 1 and 3 - d where S = 0, that is
// both bits of d exclusive-or ~S. An update with ΔE = 4δ takes d to d - δ and is accepted if that
// lies in 0 ... 3. In all three samplers δ changes sign with S, so e becomes e + (a count of bits)
// minus a constant whatever S is: carry-save adders on the neighbours as they are. With 4 added, the
// sum lies in 4 ... 7 if and only if exactly one of the two bits that carry into the fours is set,
// and its two low bits are the new e.

// Four neighbours of each of two opposite spins: e + Σ(second's) + Σ(~first's).
INLINE void exchange(lanes *restrict first, lanes *restrict second, const lanes *f,
                     const lanes *g, lanes *restrict demon) {
  lanes a = *first, b = *second;
  lanes e0 = ~(demon[0] ^ a), e1 = ~(demon[1] ^ a);
  lanes s1 = ~xor3(f[0], f[1], f[2]), c1 = ~majority(f[0], f[1], f[2]);
  lanes s2 = xor3(g[0], g[1], g[2]), c2 = majority(g[0], g[1], g[2]);
  lanes f3 = ~f[3], g3 = g[3];
  lanes s3 = xor3(f3, g3, e0), c3 = majority(f3, g3, e0);
  lanes n0 = xor3(s1, s2, s3), c4 = majority(s1, s2, s3);
  lanes t = xor3(c1, c2, c3), four1 = majority(c1, c2, c3);
  lanes n1 = xor3(t, c4, e1), four2 = majority(t, c4, e1);
  lanes accepted = (four1 ^ four2) & (a ^ b);
  *first = a ^ accepted;
  *second = b ^ accepted;
  demon[0] = ~(choose(accepted, n0, e0) ^ a);
  demon[1] = ~(choose(accepted, n1, e1) ^ a);
}

// A displacement other than to the site itself and to its neighbours.
INLINE void draw_displacement(const steelyard_lane_chain *c, size_t *dx, size_t *dy) {
  size_t last = c->size - 1;
  int is_near;
  do {
    uint64_t random = next_word(c->sequence);
    *dx = ((random >> 32) * c->size) >> 32;
    *dy = ((random & 0xffffffff) * c->size) >> 32;
    is_near = (*dy == 0 && (*dx <= 1 || *dx == last)) || (*dx == 0 && (*dy == 1 || *dy == last));
  } while (is_near);
}

// The row after or before, on the torus.
INLINE size_t following(size_t index, size_t size) { return index + 1 < size ? index + 1 : 0; }
INLINE size_t preceding(size_t index, size_t size) { return (index ? index : size) - 1; }

// The word at a distance of so many bytes.
INLINE lanes *at(char *base, size_t offset) { return (lanes *)(base + offset); }

// Every second site of a row, each with the site displaced by (dx, dy). Two attempts in succession
// share the neighbour between them and nothing that either writes. Offsets are in bytes.
INLINE size_t exchange_row(const steelyard_lane_chain *c, size_t row, size_t start,
                           size_t *demon) {
  const size_t word = sizeof(lanes), size = c->size, width = size * word;
  size_t dx, dy;
  draw_displacement(c, &dx, &dy);
  char *spins = (char *)c->spins, *demons = (char *)c->demons;
  size_t other = row + dy < size ? row + dy : row + dy - size;
  char *first = spins + row * width, *second = spins + other * width;
  char *above1 = spins + preceding(row, size) * width;
  char *below1 = spins + following(row, size) * width;
  char *above2 = spins + preceding(other, size) * width;
  char *below2 = spins + following(other, size) * width;
  size_t x = start * word, y = (start + dx < size ? start + dx : start + dx - size) * word;
  lanes left1 = *at(first, (x ? x : width) - word), left2 = *at(second, (y ? y : width) - word);
  size_t d = *demon;
  for (; x < width; x += 2 * word) {
    size_t right1 = x + word < width ? x + word : 0, right2 = y + word < width ? y + word : 0;
    lanes f[4] = {left1, *at(above1, x), *at(below1, x), *at(first, right1)};
    lanes g[4] = {left2, *at(above2, y), *at(below2, y), *at(second, right2)};
    left1 = f[3];
    left2 = g[3];
    exchange(at(first, x), at(second, y), f, g, at(demons, d));
    d = (d + 2 * word) % (2 * word * STEELYARD_DEMONS);
    y = right2 + word < width ? right2 + word : 0;
  }
  *demon = d;
  return (size - start + 1) / 2;
}

KERNEL void steelyard_exchange_sweeps(steelyard_lane_chain chain, size_t count) {
  size_t demon = chain.sequence[4];
  for (size_t sweep = 0; sweep < count; sweep++)
    for (size_t row = 0; row < chain.size; row++)
      for (size_t start = 0; start < 2; start++)
        refresh_after(&chain, exchange_row(&chain, row, start, &demon));
  chain.sequence[4] = demon;
}

// MARK: Exchange of neighbours

// Three neighbours of each of two opposite spins, the bond between them being left out.
INLINE void exchange_neighbours(lanes *restrict first, lanes *restrict second, const lanes *f,
                                const lanes *g, lanes *restrict demon) {
  lanes a = *first, b = *second;
  lanes e0 = ~(demon[0] ^ a), e1 = ~(demon[1] ^ a);
  lanes s1 = ~xor3(f[0], f[1], f[2]), c1 = ~majority(f[0], f[1], f[2]);
  lanes s2 = xor3(g[0], g[1], g[2]), c2 = majority(g[0], g[1], g[2]);
  lanes s3 = xor3(s1, s2, e0), c3 = majority(s1, s2, e0);
  // The constant is -3 + 4.
  lanes n0 = ~s3, c4 = s3;
  lanes t = xor3(c1, c2, c3), four1 = majority(c1, c2, c3);
  lanes n1 = xor3(t, c4, e1), four2 = majority(t, c4, e1);
  lanes accepted = (four1 ^ four2) & (a ^ b);
  *first = a ^ accepted;
  *second = b ^ accepted;
  demon[0] = ~(choose(accepted, n0, e0) ^ a);
  demon[1] = ~(choose(accepted, n1, e1) ^ a);
}

// Every second bond between two adjacent lines of sites, rows or columns. Sites follow each other in
// a line at a distance of `along` bytes, lines at `across`. At L = 2 the lines beyond the two are the
// two again; their bonds are the second ones of the exchanged pairs and left out as the first.
INLINE size_t exchange_across(const steelyard_lane_chain *c, size_t line, size_t start,
                              size_t along, size_t across, size_t *demon) {
  const size_t word = sizeof(lanes), size = c->size, length = size * along;
  const lanes has_beyond = (lanes){0} - (size > 2);
  char *spins = (char *)c->spins, *demons = (char *)c->demons;
  size_t other = following(line, size);
  char *first = spins + line * across, *second = spins + other * across;
  char *beyond1 = spins + preceding(line, size) * across;
  char *beyond2 = spins + following(other, size) * across;
  size_t x = start * along, before = (x ? x : length) - along, d = *demon;
  lanes left1 = *at(first, before), left2 = *at(second, before);
  for (; x < length; x += 2 * along) {
    size_t right = x + along < length ? x + along : 0;
    lanes f[3] = {left1, *at(first, right), *at(beyond1, x) & has_beyond};
    lanes g[3] = {left2, *at(second, right), *at(beyond2, x) & has_beyond};
    left1 = f[1];
    left2 = g[1];
    exchange_neighbours(at(first, x), at(second, x), f, g, at(demons, d));
    d = (d + 2 * word) % (2 * word * STEELYARD_DEMONS);
  }
  *demon = d;
  return (size - start + 1) / 2;
}

KERNEL void steelyard_kawasaki_sweeps(steelyard_lane_chain chain, size_t count) {
  const size_t word = sizeof(lanes), width = chain.size * word;
  size_t demon = chain.sequence[4];
  for (size_t sweep = 0; sweep < count; sweep++)
    for (size_t line = 0; line < chain.size; line++)
      for (size_t start = 0; start < 2; start++) {
        size_t is_row = next_word(chain.sequence) >> 63;
        size_t attempts = exchange_across(&chain, line, start, is_row ? word : width,
                                          is_row ? width : word, &demon);
        refresh_after(&chain, attempts);
      }
  chain.sequence[4] = demon;
}

// MARK: Flips

// Here e = d where S = -1 and 3 - d where S = +1, and becomes e + Σ(neighbours) - 2.
INLINE void flip(lanes *restrict site, const lanes *f, lanes *restrict demon) {
  lanes a = *site;
  lanes e0 = demon[0] ^ a, e1 = demon[1] ^ a;
  lanes s1 = xor3(f[0], f[1], f[2]), c1 = majority(f[0], f[1], f[2]);
  lanes n0 = xor3(s1, f[3], e0), c2 = majority(s1, f[3], e0);
  // The constant is -2 + 4, a one among the twos.
  lanes four2 = xor3(c1, c2, e1), four1 = majority(c1, c2, e1);
  lanes accepted = four1 ^ four2;
  *site = a ^ accepted;
  demon[0] = choose(accepted, n0, e0) ^ a;
  demon[1] = choose(accepted, ~four2, e1) ^ a;
}

// Every second site of a line, a row or a column; see exchange_across.
INLINE size_t flip_line(const steelyard_lane_chain *c, size_t line, size_t start, size_t along,
                        size_t across, size_t *demon) {
  const size_t word = sizeof(lanes), size = c->size, length = size * along;
  char *spins = (char *)c->spins, *demons = (char *)c->demons;
  char *sites = spins + line * across;
  char *above = spins + preceding(line, size) * across;
  char *below = spins + following(line, size) * across;
  size_t x = start * along, d = *demon;
  lanes left = *at(sites, (x ? x : length) - along);
  for (; x < length; x += 2 * along) {
    size_t right = x + along < length ? x + along : 0;
    lanes f[4] = {left, *at(above, x), *at(below, x), *at(sites, right)};
    left = f[3];
    flip(at(sites, x), f, at(demons, d));
    d = (d + 2 * word) % (2 * word * STEELYARD_DEMONS);
  }
  *demon = d;
  return (size - start + 1) / 2;
}

// Lines are drawn at random. Taken in turn they would leave closed orbits: at L = 2, a single up spin
// can be carried round for ever by flips that cost nothing, which no demon refuses.
KERNEL void steelyard_metropolis_sweeps(steelyard_lane_chain chain, size_t count) {
  const size_t word = sizeof(lanes), size = chain.size, width = size * word;
  size_t demon = chain.sequence[4];
  for (size_t pass = 0; pass < 2 * size * count; pass++) {
    uint64_t random = next_word(chain.sequence);
    size_t line = ((random >> 32) * size) >> 32, start = random & 1, is_row = random >> 1 & 1;
    refresh_after(&chain, flip_line(&chain, line, start, is_row ? word : width,
                                    is_row ? width : word, &demon));
  }
  chain.sequence[4] = demon;
}

KERNEL void steelyard_refresh_demons(steelyard_lane_chain chain) {
  for (size_t k = 0; k < STEELYARD_DEMONS; k++)
    refresh_demon(&chain, (lanes *)chain.demons + 2 * k);
}
