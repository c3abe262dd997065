#include "dense_kernels.h"

#include "float_lanes.h"

// Samples that share one reading of the weights.
#define SAMPLES 8

// The sum of the sixteen numbers, by halves.
INLINE float sum_of(lanes value) {
  float part[WIDTH];
  memcpy(part, &value, sizeof part);
  for (int half = WIDTH / 2; half; half /= 2)
    for (int i = 0; i < half; i++) part[i] += part[i + half];
  return part[0];
}

MULTIVERSIONED
float steelyard_dot(const float *a, const float *b, size_t count) {
  lanes sums[4] = {};
  size_t i = 0;
  for (; i + 4 * WIDTH <= count; i += 4 * WIDTH)
    for (int j = 0; j < 4; j++) sums[j] += load(a + i + j * WIDTH) * load(b + i + j * WIDTH);
  for (; i < count; i += WIDTH) sums[0] += load(a + i) * load(b + i);
  return sum_of((sums[0] + sums[1]) + (sums[2] + sums[3]));
}

MULTIVERSIONED
void steelyard_add_scaled(float *y, const float *x, float factor, size_t count) {
  lanes f = broadcast(factor);
  for (size_t i = 0; i < count; i += WIDTH) store(y + i, load(y + i) + f * load(x + i));
}

INLINE void forward_samples(const float *x, size_t x_stride, size_t in_count, const float *weights,
                            size_t out_count, float *y, int samples) {
  for (size_t j = 0; j < out_count; j += WIDTH) {
    lanes sums[SAMPLES];
    for (int n = 0; n < samples; n++) sums[n] = load(y + n * out_count + j);
    for (size_t i = 0; i < in_count; i++) {
      lanes w = load(weights + i * out_count + j);
      for (int n = 0; n < samples; n++) sums[n] += broadcast(x[n * x_stride + i]) * w;
    }
    for (int n = 0; n < samples; n++) store(y + n * out_count + j, sums[n]);
  }
}

MULTIVERSIONED
void steelyard_dense_forward(const float *x, size_t x_stride, size_t samples, size_t in_count,
                             const float *weights, size_t out_count, float *y) {
  size_t n = 0;
  for (; n + SAMPLES <= samples; n += SAMPLES)
    forward_samples(x + n * x_stride, x_stride, in_count, weights, out_count, y + n * out_count,
                    SAMPLES);
  for (; n < samples; n++)
    forward_samples(x + n * x_stride, x_stride, in_count, weights, out_count, y + n * out_count, 1);
}

MULTIVERSIONED
void steelyard_dense_backward(const float *x, size_t x_stride, size_t samples, size_t in_count,
                              const float *weights, size_t out_count, const float *gradient,
                              float *weight_gradient, float *x_gradient) {
  for (size_t i = 0; i < in_count; i++) {
    for (size_t j = 0; j < out_count; j += WIDTH) {
      lanes sum = load(weight_gradient + i * out_count + j);
      for (size_t n = 0; n < samples; n++)
        sum += broadcast(x[n * x_stride + i]) * load(gradient + n * out_count + j);
      store(weight_gradient + i * out_count + j, sum);
    }
    if (x_gradient)
      for (size_t n = 0; n < samples; n++) {
        lanes sum = {};
        for (size_t j = 0; j < out_count; j += WIDTH)
          sum += load(gradient + n * out_count + j) * load(weights + i * out_count + j);
        x_gradient[n * x_stride + i] = sum_of(sum);
      }
  }
}
