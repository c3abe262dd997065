// Markov chains of 512 replicas side by side: bit `lane` of the 512-bit word of a site is the spin of
// replica `lane` there. See LaneSampler in the module MonteCarlo for what they do and why it is exact.
#pragma once
#include <stddef.h>
#include <stdint.h>

enum {
  /// Words of 64 bits in a word of all replicas.
  STEELYARD_LANE_WORDS = 8,
  /// Demons of each replica.
  STEELYARD_DEMONS = 16,
  /// Bits to which the probabilities of a demon are known.
  STEELYARD_THRESHOLD_BITS = 64,
};

/// The parts of a chain. All words of replicas are aligned to 64 bytes.
typedef struct {
  /// Spins, [L][L][8].
  uint64_t *spins;
  size_t size;
  /// xoshiro256++ in eight columns, [4][8].
  uint64_t *generator;
  /// The two bits of each demon, [16][2][8].
  uint64_t *demons;
  /// A scalar xoshiro256++ for the choice of sites, [4]; then where the demon next in use begins, in
  /// bytes; the number of the demon to be refreshed next; the attempts since the last refresh.
  uint64_t *sequence;
  /// P(d > 2), P(d > 1) and P(d > 0) as binary fractions, [64][3], most significant bit first; a bit
  /// is 0 or all ones.
  const uint64_t *thresholds;
  size_t attempts_per_refresh;
} steelyard_lane_chain;

/// Draws all demons anew.
void steelyard_refresh_demons(steelyard_lane_chain chain);

/// N attempts `count` times: exchange of two sites that are not neighbours, L >= 3.
void steelyard_exchange_sweeps(steelyard_lane_chain chain, size_t count);

/// N attempts `count` times: exchange of nearest neighbours.
void steelyard_kawasaki_sweeps(steelyard_lane_chain chain, size_t count);

/// N attempts `count` times, on average where L is odd: flips of single spins.
void steelyard_metropolis_sweeps(steelyard_lane_chain chain, size_t count);

/// Spins laid out by site, [N][8], from 512 configurations, [512][⌈N/64⌉], and back.
void steelyard_lanes_from_configurations(const uint64_t *words, size_t sites, uint64_t *spins);
void steelyard_lanes_to_configurations(const uint64_t *spins, size_t sites, uint64_t *words);
