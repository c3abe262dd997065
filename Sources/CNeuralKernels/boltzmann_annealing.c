// Layers at a fraction of their inputs, for annealed importance sampling.
#include <math.h>

#include "boltzmann_kernels.h"
#include "boltzmann_lanes.h"

INLINE size_t width_at(size_t units, size_t first) {
  return units - first < UNITS ? units - first : UNITS;
}

KERNEL void steelyard_boltzmann_draw_scaled(const float *x, size_t units, size_t count,
                                            float scale, const float *offset,
                                            uint64_t *generator, uint64_t *drawn) {
  size_t word_count = (units + 63) / 64;
  words s[4];
  memcpy(s, generator, sizeof s);
  memset(drawn, 0, count * word_count * sizeof *drawn);
  for (size_t k = 0; k < count; k++)
    for (size_t first = 0; first < units; first += UNITS) {
      size_t width = width_at(units, first);
      floats inputs = loaded(x + k * units + first, width) * scale + loaded(offset + first, width);
      uint64_t bits = drawn_bits(inputs, s) & (0xffffu >> (UNITS - width));
      drawn[k * word_count + first / 64] |= bits << first % 64;
    }
  memcpy(generator, s, sizeof s);
}

// ln(1 + eˣ) = max(x, 0) + ln(1 + e^-|x|). The factors 1 + e^-|x| lie between 1 and 2: a lane takes the
// product of 48, and all lanes together stay below 2^768.
KERNEL void steelyard_boltzmann_add_softplus_changes(const float *x, size_t units, size_t count,
                                                     float from, float to, double *sums) {
  enum { together = 48 * UNITS };
  for (size_t k = 0; k < count; k++)
    for (size_t start = 0; start < units; start += together) {
      size_t end = units - start < together ? units : start + together;
      floats before = filled(1), after = filled(1), rectified = {0};
      for (size_t first = start; first < end; first += UNITS) {
        size_t width = width_at(units, first);
        floats inputs = loaded(x + k * units + first, width);
        rectified += chosen(inputs > 0.0f, inputs, filled(0));
        floats t0 = decay(inputs * from), t1 = decay(inputs * to);
        if (width < UNITS)
          for (size_t lane = width; lane < UNITS; lane++) t0[lane] = t1[lane] = 0;
        before *= 1.0f + t0;
        after *= 1.0f + t1;
      }
      double ratio = 1, sum = 0;
      for (int lane = 0; lane < UNITS; lane++) {
        ratio *= (double)after[lane] / (double)before[lane];
        sum += rectified[lane];
      }
      sums[k] += ((double)to - (double)from) * sum + log(ratio);
    }
}
