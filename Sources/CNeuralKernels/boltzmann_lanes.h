// Sixteen units side by side, random words and the logistic function: the ground of the Boltzmann
// kernels.
#pragma once
#include "xoshiro_lanes.h"

// A product and a sum are two roundings on every processor.
#pragma clang fp contract(off)

#define UNITS 16
typedef float floats __attribute__((vector_size(64)));
typedef int32_t integers __attribute__((vector_size(64)));
typedef _Bool truths __attribute__((ext_vector_type(16)));

INLINE floats filled(float value) { return (floats){0} + value; }
INLINE floats chosen(integers condition, floats yes, floats no) {
  return (floats)((condition & (integers)yes) | (~condition & (integers)no));
}

// The first `count` <= 16 floats at a place, the others zero.
INLINE floats loaded(const float *place, size_t count) {
  floats result = {0};
  if (count >= UNITS)
    memcpy(&result, place, sizeof result);
  else
    memcpy(&result, place, count * sizeof(float));
  return result;
}

INLINE void stored(floats value, float *place, size_t count) {
  if (count >= UNITS)
    memcpy(place, &value, sizeof value);
  else
    memcpy(place, &value, count * sizeof(float));
}

// One bit for each lane of a comparison.
INLINE uint16_t bits_of(integers condition) {
  truths packed = __builtin_convertvector(condition, truths);
  uint16_t bits;
  memcpy(&bits, &packed, sizeof bits);
  return bits;
}

// MARK: Random numbers

// Odd multiples of 2^-32, all equally probable, then rounded to 24 significant bits.
INLINE floats next_uniforms(words *restrict s) {
  integers random = (integers)next_words(s) & 0x7fffffff;
  return __builtin_convertvector(random, floats) * 0x1p-31f + 0x1p-32f;
}

// MARK: The logistic function

INLINE floats magnitude(floats x) { return (floats)((integers)x & 0x7fffffff); }

// e^-|x|, or e^-80 beyond 80: 2ⁿ times 2ᶠ with a polynomial of relative error 2^-23.7 in f from -1/2 to
// 1/2 (fitted by Remez's algorithm). Rounding of log₂ e and of |x| log₂ e adds a relative error of up to
// 2^-23 |x|.
INLINE floats decay(floats x) {
  const float to_whole = 0x1.8p23f;
  floats a = magnitude(x);
  a = chosen(a < 80.0f, a, filled(80.0f));
  floats z = a * -0x1.715476p+0f;
  floats shifted = z + to_whole;
  floats f = z - (shifted - to_whole);
  floats p = filled(0x1.5c08e6p-10f);
  p = p * f + 0x1.3d0c52p-7f;
  p = p * f + 0x1.c6b6e4p-5f;
  p = p * f + 0x1.ebf918p-3f;
  p = p * f + 0x1.62e428p-1f;
  p = p * f + 0x1.000002p+0f;
  return (floats)((integers)p + ((integers)shifted << 23));
}

// σ(x).
INLINE floats logistic(floats x) {
  floats t = decay(x);
  return chosen(x < 0.0f, t, filled(1.0f)) / (1.0f + t);
}

// A bit for each lane, 1 with probability σ(x). With t = e^-|x| the less probable value has the
// probability t / (1 + t), and u < t / (1 + t) needs no division. The less probable value is 0 where x
// is positive.
INLINE uint16_t drawn_bits(floats x, words *restrict s) {
  floats t = decay(x);
  floats u = next_uniforms(s);
  integers is_less_probable = u + u * t < t;
  return bits_of(~(is_less_probable ^ (x < 0.0f)));
}
