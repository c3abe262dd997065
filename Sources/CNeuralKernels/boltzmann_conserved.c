// Units drawn given how many of them are 1.
#include "boltzmann_kernels.h"
#include "boltzmann_lanes.h"

enum { most_iterations = 40 };

INLINE float sum(floats x) {
  float total = 0;
  for (int lane = 0; lane < UNITS; lane++) total += x[lane];
  return total;
}

// Mean and variance of the number of ones at odds tilted by e^tilt.
INLINE void moments(const floats *x, size_t slices, float tilt, float *mean, float *variance) {
  floats means = {0}, variances = {0};
  for (size_t slice = 0; slice < slices; slice++) {
    floats p = logistic(x[slice] + tilt);
    means += p;
    variances += p * (1.0f - p);
  }
  *mean = sum(means);
  *variance = sum(variances);
}

// A tilt at which the mean number of ones is near `ones`: Newton's method between bounds. Any tilt is
// right; a mean that is off by less than a quarter of the standard deviation costs few draws.
INLINE float tilt_for(const floats *x, size_t slices, float ones, float low, float high) {
  float tilt = low < 0 && high > 0 ? 0 : (low + high) / 2;
  for (int k = 0; k < most_iterations; k++) {
    float mean, variance;
    moments(x, slices, tilt, &mean, &variance);
    float excess = mean - ones;
    if (excess * excess <= 0.0625f * (variance > 1 ? variance : 1)) break;
    if (excess > 0)
      high = tilt;
    else
      low = tilt;
    float next = tilt - excess / variance;
    tilt = next > low && next < high ? next : (low + high) / 2;
  }
  return tilt;
}

// Log-odds beyond ±10^6 are as good as that; it also rids sums of infinities.
INLINE floats bounded(floats x) {
  x = chosen(x < 1e6f, x, filled(1e6f));
  return chosen(x > -1e6f, x, filled(-1e6f));
}

KERNEL void steelyard_boltzmann_draw_conserved(const float *x, size_t units, size_t count,
                                               size_t ones, uint64_t *generator, float *scratch,
                                               uint64_t *drawn) {
  size_t slices = (units + UNITS - 1) / UNITS, word_count = (units + 63) / 64;
  size_t last_width = units - (slices - 1) * UNITS;
  floats *odds = (floats *)scratch;
  words s[4];
  memcpy(s, generator, sizeof s);
  memset(drawn, 0, count * word_count * sizeof *drawn);
  for (size_t k = 0; k < count; k++, drawn += word_count) {
    float low = 1e6f, high = -1e6f;
    for (size_t slice = 0; slice < slices; slice++) {
      size_t width = slice + 1 < slices ? UNITS : last_width;
      odds[slice] = bounded(loaded(x + k * units + slice * UNITS, width));
      for (size_t lane = 0; lane < width; lane++) {
        if (odds[slice][lane] < low) low = odds[slice][lane];
        if (odds[slice][lane] > high) high = odds[slice][lane];
      }
      // No draw sets a unit that is not there.
      for (size_t lane = width; lane < UNITS; lane++) odds[slice][lane] = -1e9f;
    }
    if (ones == 0) continue;
    float tilt = tilt_for(odds, slices, ones, -high - 40, -low + 40);
    size_t found;
    do {
      found = 0;
      memset(drawn, 0, word_count * sizeof *drawn);
      for (size_t slice = 0; slice < slices; slice++) {
        uint64_t bits = drawn_bits(odds[slice] + tilt, s);
        drawn[slice / 4] |= bits << (16 * (slice % 4));
        found += __builtin_popcountll(bits);
      }
    } while (found != ones);
  }
  memcpy(generator, s, sizeof s);
}
