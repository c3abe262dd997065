// Layers of restricted Boltzmann machines. See BoltzmannLayer in the module NeuralModels.
//
// States are packed one bit a unit: unit i of a configuration of N units is bit i mod 64 of its word
// i / 64, of ⌈N/64⌉ words. Bits beyond N are zero, in what is taken and in what is given.
//
// Every function gives the same bits at every level of the processor: sums have a fixed order, and a
// product and a sum are never fused.
#pragma once
#include <stddef.h>
#include <stdint.h>

/// A layer of units as a function of another: x_j = bias_j + Σ_i s_i R_ij, with states s_i of 0 or 1.
typedef struct {
  size_t inputs, outputs;
  /// Sums of the rows of R, from `steelyard_boltzmann_fill_table`.
  const float *table;
  /// [16·⌈outputs/16⌉], aligned to 64 bytes.
  const float *bias;
} steelyard_boltzmann_layer;

/// The number of floats in the table of a layer, and of 16-bit words in the scratch memory `offsets`
/// for `count` configurations.
size_t steelyard_boltzmann_table_length(size_t inputs, size_t outputs);
size_t steelyard_boltzmann_offsets_length(size_t inputs, size_t count);

/// Fills `table`, aligned to 64 bytes, from the rows of R, [inputs][outputs].
void steelyard_boltzmann_fill_table(const float *rows, size_t inputs, size_t outputs, float *table);

/// Sets x, [count][outputs], for `count` configurations of the inputs.
void steelyard_boltzmann_inputs(const steelyard_boltzmann_layer *layer, const uint64_t *states,
                                size_t count, uint16_t *offsets, float *x);

/// Sets probabilities, [count][outputs], to scale · σ(x).
void steelyard_boltzmann_probabilities(const steelyard_boltzmann_layer *layer,
                                       const uint64_t *states, size_t count, uint16_t *offsets,
                                       float scale, float *probabilities);

/// Sets `drawn` to independent draws with P(1) = σ(x). The state of `generator` is [4][8], aligned to 64
/// bytes: xoshiro256++ in eight columns.
///
/// The probability of the less probable value is a multiple of 2^-31, with a relative error of less than
/// 2^-21 (1 + |x|/4) besides that; below 2^-32 it is 0.
void steelyard_boltzmann_draw(const steelyard_boltzmann_layer *layer, const uint64_t *states,
                              size_t count, uint64_t *generator, uint16_t *offsets,
                              uint64_t *drawn);

/// The two calls above as every processor runs them, for tests that levels agree.
void steelyard_boltzmann_probabilities_baseline(const steelyard_boltzmann_layer *layer,
                                                const uint64_t *states, size_t count,
                                                uint16_t *offsets, float scale,
                                                float *probabilities);
void steelyard_boltzmann_draw_baseline(const steelyard_boltzmann_layer *layer,
                                       const uint64_t *states, size_t count,
                                       uint64_t *generator, uint16_t *offsets,
                                       uint64_t *drawn);

/// Sets `drawn` to draws with P(1) = σ(x), given that in each configuration exactly `ones` units are 1,
/// from inputs x, [count][units]. `scratch` takes [16·⌈units/16⌉] floats, aligned to 64 bytes.
///
/// Odds are tilted by a common factor, which leaves the conditional distribution as it is, until about
/// `ones` units are 1 on average; then all units are drawn until the number is right.
void steelyard_boltzmann_draw_conserved(const float *x, size_t units, size_t count, size_t ones,
                                        uint64_t *generator, float *scratch, uint64_t *drawn);

/// Sets `drawn` to independent draws with P(1) = σ(scale · x_j + offset_j), from x, [count][units].
void steelyard_boltzmann_draw_scaled(const float *x, size_t units, size_t count, float scale,
                                     const float *offset, uint64_t *generator, uint64_t *drawn);

/// Adds Σ_j ln(1 + e^(to · x_j)) - Σ_j ln(1 + e^(from · x_j)) to each of sums, from x, [count][units]; from
/// and to are not negative. Its error is below 10⁻⁶ times the number of units.
void steelyard_boltzmann_add_softplus_changes(const float *x, size_t units, size_t count,
                                              float from, float to, double *sums);

/// Sets `transposed`, [columns][rows], from a matrix [rows][columns].
void steelyard_boltzmann_transpose(const float *matrix, size_t rows, size_t columns,
                                   float *transposed);

/// Sets `transposed`, [units][⌈count/64⌉], from states of `count` configurations.
void steelyard_boltzmann_transpose_states(const uint64_t *states, size_t units, size_t count,
                                          uint64_t *transposed);

/// Constants of one step of Adam, with bias corrections put in.
typedef struct {
  float beta1, beta2;
  /// η / (1 - β₁ᵗ) and 1 / √(1 - β₂ᵗ).
  float rate, deviation_scale;
  float epsilon;
} steelyard_adam_step;

/// One step of Adam upwards; returns the largest |parameter| after it, NaN where one is not a number.
float steelyard_adam(steelyard_adam_step step, const float *gradient, size_t count,
                     float *parameters, float *first_moments, float *second_moments);
