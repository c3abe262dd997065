#include "reversible_walk.h"

#include <stdlib.h>

typedef struct {
  uint8_t *spins;        // 0 or 1
  uint32_t *neighbours;  // four to a site
  uint32_t sites;
} walker;

static inline uint64_t next_word(uint64_t *s) {
  uint64_t sum = s[0] + s[3], result = ((sum << 23) | (sum >> 41)) + s[0], t = s[1] << 17;
  s[2] ^= s[0];
  s[3] ^= s[1];
  s[1] ^= s[2];
  s[0] ^= s[3];
  s[2] ^= t;
  s[3] = (s[3] << 45) | (s[3] >> 19);
  return result;
}

// A site from 32 random bits (Lemire 2019); off by at most N/2^32.
static inline uint32_t site_of(uint32_t bits, uint32_t sites) {
  return (uint32_t)((uint64_t)bits * sites >> 32);
}

static inline int ups_around(const walker *w, uint32_t site) {
  const uint32_t *n = w->neighbours + 4 * site;
  return w->spins[n[0]] + w->spins[n[1]] + w->spins[n[2]] + w->spins[n[3]];
}

static void flip_walk(const walker *w, size_t updates, const uint64_t *thresholds,
                      uint64_t *generator) {
  for (size_t k = 0; k < updates; k++) {
    uint32_t site = site_of((uint32_t)(next_word(generator) >> 32), w->sites);
    w->spins[site] = next_word(generator) < thresholds[ups_around(w, site)];
  }
}

static void exchange_walk(const walker *w, size_t updates, const uint64_t *thresholds,
                          uint64_t *generator) {
  for (size_t k = 0; k < updates; k++) {
    uint64_t bits = next_word(generator);
    uint32_t a = site_of((uint32_t)(bits >> 32), w->sites), b = site_of((uint32_t)bits, w->sites);
    if (w->spins[a] == w->spins[b]) continue;
    uint32_t up = w->spins[a] ? a : b, down = w->spins[a] ? b : a;
    // ΔE = 2 (h_up - h_down), and 4 more for each bond between the two, which stays as it is:
    // ΔE / 4 = n(up) - n(down) + bonds, n the number of up neighbours.
    const uint32_t *n = w->neighbours + 4 * up;
    int bonds = (n[0] == down) + (n[1] == down) + (n[2] == down) + (n[3] == down);
    int cost = ups_around(w, up) - ups_around(w, down) + bonds;
    if (next_word(generator) < thresholds[cost + 4]) {
      w->spins[up] = 0;
      w->spins[down] = 1;
    }
  }
}

int steelyard_reversible_walk(uint64_t *words, size_t count, size_t size, size_t updates,
                              const uint64_t *flip_thresholds, const uint64_t *exchange_thresholds,
                              uint64_t *generator) {
  uint32_t sites = (uint32_t)(size * size);
  size_t width = (sites + 63) / 64;
  walker w = {malloc(sites), malloc(4 * sites * sizeof(uint32_t)), sites};
  if (!w.spins || !w.neighbours) {
    free(w.spins);
    free(w.neighbours);
    return 0;
  }
  for (uint32_t site = 0; site < sites; site++) {
    uint32_t l = (uint32_t)size, x = site % l, y = site / l, *n = w.neighbours + 4 * site;
    n[0] = y * l + (x + 1) % l;
    n[1] = y * l + (x + l - 1) % l;
    n[2] = (y + 1) % l * l + x;
    n[3] = (y + l - 1) % l * l + x;
  }
  for (size_t n = 0; n < count; n++, words += width) {
    for (uint32_t site = 0; site < sites; site++)
      w.spins[site] = words[site >> 6] >> (site & 63) & 1;
    if (flip_thresholds) flip_walk(&w, updates, flip_thresholds, generator);
    else exchange_walk(&w, updates, exchange_thresholds, generator);
    for (size_t k = 0; k < width; k++) words[k] = 0;
    for (uint32_t site = 0; site < sites; site++)
      words[site >> 6] |= (uint64_t)w.spins[site] << (site & 63);
  }
  free(w.spins);
  free(w.neighbours);
  return 1;
}
