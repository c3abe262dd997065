// Dense layers. Lengths are multiples of 16 and buffers aligned to 64 bytes. Rounding is as in
// convolution_kernels.h.
#pragma once
#include <stddef.h>
#include <stdint.h>

/// Σ a[i]·b[i].
float steelyard_dot(const float *a, const float *b, size_t count);

/// Adds factor·x[i] to y[i].
void steelyard_add_scaled(float *y, const float *x, float factor, size_t count);

/// Adds Σ_i x[n][i]·w[i][j] to y[n][j].
///
/// - `x`: shape [samples][x_stride], of which the first `in_count` are used; any `in_count`.
/// - `weights`: shape [in_count][out_count].
/// - `y`: shape [samples][out_count].
void steelyard_dense_forward(const float *x, size_t x_stride, size_t samples, size_t in_count,
                             const float *weights, size_t out_count, float *y);

/// Adds Σ_n x[n][i]·g[n][j] to weight_gradient[i][j] and sets x_gradient[n][i] to Σ_j g[n][j]·w[i][j].
///
/// - `x_gradient`: shape [samples][x_stride], or NULL where it is not wanted.
void steelyard_dense_backward(const float *x, size_t x_stride, size_t samples, size_t in_count,
                              const float *weights, size_t out_count, const float *gradient,
                              float *weight_gradient, float *x_gradient);
