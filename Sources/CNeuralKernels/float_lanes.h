// Sixteen numbers side by side: the vectors of the convolution and of dense layers.
#pragma once
#include "multiversioned.h"

// A product and a sum are two roundings on every processor, also where there is one instruction for
// both.
#pragma clang fp contract(off)

#define WIDTH 16
typedef float lanes __attribute__((ext_vector_type(WIDTH)));
typedef int32_t lane_words __attribute__((ext_vector_type(WIDTH)));
typedef _Bool lane_bits __attribute__((ext_vector_type(WIDTH)));

INLINE lanes load(const float *place) { return *(const lanes *)place; }
INLINE void store(float *place, lanes value) { *(lanes *)place = value; }
INLINE lanes broadcast(float value) { return (lanes)value; }

// Eight numbers. On a processor whose units are eight wide (Zen 4) products of eight and sums of eight
// go on side by side, while those of sixteen get into each other's way.
#define HALF 8
typedef float half_lanes __attribute__((ext_vector_type(HALF)));
INLINE half_lanes load_half(const float *place) { return *(const half_lanes *)place; }
INLINE void store_half(float *place, half_lanes value) { *(half_lanes *)place = value; }
INLINE half_lanes broadcast_half(float value) { return (half_lanes)value; }
INLINE lanes joined(half_lanes a, half_lanes b) {
  return __builtin_shufflevector(a, b, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
}

INLINE lanes larger(lanes a, lanes b) { return a > b ? a : b; }

// Bit i of the result is set where lane i of `truth` is not zero.
INLINE uint16_t mask_of(lane_words truth) {
  lane_bits bits = __builtin_convertvector(truth, lane_bits);
  uint16_t mask;
  memcpy(&mask, &bits, sizeof mask);
  return mask;
}

// `value` in the lanes whose bit is set, 0 in the others.
INLINE lanes masked(uint16_t mask, lanes value) {
  lane_bits bits;
  memcpy(&bits, &mask, sizeof bits);
  lane_words truth = __builtin_convertvector(bits, lane_words);
  return truth != 0 ? value : (lanes){};
}
