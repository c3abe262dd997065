#include "cluster_counts.h"

#include <stdlib.h>

static inline int spin(const uint64_t *words, size_t site) {
  return words[site >> 6] >> (site & 63) & 1;
}

// The root of a site's tree; the path is halved on the way (Tarjan and van Leeuwen 1984).
static inline uint32_t root_of(uint32_t *parent, uint32_t site) {
  while (parent[site] != site) site = parent[site] = parent[parent[site]];
  return site;
}

static inline void join(uint32_t *parent, uint32_t a, uint32_t b) {
  a = root_of(parent, a);
  b = root_of(parent, b);
  if (a < b) parent[b] = a;
  else parent[a] = b;
}

int steelyard_cluster_counts(const uint64_t *words, size_t count, size_t size, int32_t *number,
                             int32_t *largest) {
  size_t sites = size * size, width = (sites + 63) / 64;
  uint32_t *parent = malloc(2 * sites * sizeof *parent);
  if (!parent) return 0;
  uint32_t *members = parent + sites;
  for (size_t n = 0; n < count; n++, words += width) {
    for (size_t site = 0; site < sites; site++) {
      parent[site] = (uint32_t)site;
      members[site] = 0;
    }
    for (size_t y = 0, site = 0; y < size; y++)
      for (size_t x = 0; x < size; x++, site++) {
        size_t right = x + 1 < size ? site + 1 : site + 1 - size;
        size_t below = y + 1 < size ? site + size : x;
        int own = spin(words, site);
        if (spin(words, right) == own) join(parent, (uint32_t)site, (uint32_t)right);
        if (spin(words, below) == own) join(parent, (uint32_t)site, (uint32_t)below);
      }
    int32_t roots = 0, most = 0;
    for (size_t site = 0; site < sites; site++) {
      uint32_t root = root_of(parent, (uint32_t)site);
      roots += root == site;
      members[root]++;
    }
    for (size_t site = 0; site < sites; site++)
      if ((int32_t)members[site] > most) most = (int32_t)members[site];
    number[n] = roots;
    largest[n] = most;
  }
  free(parent);
  return 1;
}
