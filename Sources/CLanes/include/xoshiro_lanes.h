// Random numbers by xoshiro256++ (D. Blackman and S. Vigna 2021): eight generators in columns, or one.
//
// A state is four words, of which not all may be zero.
#pragma once
#include "multiversioned.h"

#define WORD_LANES 8
typedef uint64_t words __attribute__((vector_size(8 * WORD_LANES)));

INLINE words rotated_words(words x, int k) { return (x << k) | (x >> (64 - k)); }

INLINE words next_words(words *restrict s) {
  words result = rotated_words(s[0] + s[3], 23) + s[0];
  words t = s[1] << 17;
  words s2 = s[2] ^ s[0], s3 = s[3] ^ s[1];
  s[1] ^= s2;
  s[0] ^= s3;
  s[2] = s2 ^ t;
  s[3] = rotated_words(s3, 45);
  return result;
}

INLINE uint64_t next_word(uint64_t *restrict s) {
  uint64_t sum = s[0] + s[3];
  uint64_t result = ((sum << 23) | (sum >> 41)) + s[0];
  uint64_t t = s[1] << 17;
  s[2] ^= s[0];
  s[3] ^= s[1];
  s[1] ^= s[2];
  s[0] ^= s[3];
  s[2] ^= t;
  s[3] = (s[3] << 45) | (s[3] >> 19);
  return result;
}
