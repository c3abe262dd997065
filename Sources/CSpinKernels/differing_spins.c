#include "differing_spins.h"

#include "multiversioned.h"

MULTIVERSIONED
void steelyard_differing_spins(const uint64_t *words, size_t count, size_t width,
                               const uint64_t *one, int32_t *differing) {
  for (size_t k = 0; k < count; k++) {
    uint64_t sum = 0;
    for (size_t w = 0; w < width; w++)
      sum += (uint64_t)__builtin_popcountll(words[k * width + w] ^ one[w]);
    differing[k] = (int32_t)sum;
  }
}
