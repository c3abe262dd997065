#include "convolution_kernels.h"

#include "float_lanes.h"

// Sums of eight outputs that are formed side by side; with the weights they fit the registers.
#define SUMS 16
// The largest k, and the filters whose choices fit one word.
#define LARGEST_KERNEL 7
#define GROUP 64

// MARK: Forward

// The output of a window with the given places, row by row, and which of them was the largest.
INLINE void pool(const lanes places[4], float *output, uint16_t *choices) {
  lanes upper = larger(places[0], places[1]), lower = larger(places[2], places[3]);
  lanes largest = larger(upper, lower);
  store(output, larger(largest, (lanes){}));
  if (!choices) return;
  uint16_t live = mask_of(largest > (lanes){}), is_lower = mask_of(lower > upper);
  uint16_t upper_right = mask_of(places[1] > places[0]);
  uint16_t lower_right = mask_of(places[3] > places[2]);
  choices[0] = live & ~is_lower & ~upper_right;
  choices[1] = live & ~is_lower & upper_right;
  choices[2] = live & is_lower & ~lower_right;
  choices[3] = live & is_lower & lower_right;
}

// `windows` windows beside each other for `vectors` vectors of filters; both are constants, and their
// product is at most SUMS / 8.
INLINE void forward_tile(const steelyard_block *b, const float *input, const float *weights,
                         const float *bias, float *output, uint16_t *choices, int kernel,
                         int channels, int windows, int vectors) {
  const ptrdiff_t row = (ptrdiff_t)b->in_columns * channels;
  const ptrdiff_t next_vector = (ptrdiff_t)kernel * kernel * channels * WIDTH;
  half_lanes sums[2][SUMS / 4][4];
  for (int y = 0; y < 2; y++)
    for (int x = 0; x < 2 * windows; x++)
      for (int h = 0; h < 2 * vectors; h++) sums[y][x][h] = load_half(bias + h * HALF);
  for (int ky = 0; ky < kernel; ky++) {
    for (int kx = 0; kx < kernel; kx++) {
      const float *place = input + ky * row + (ptrdiff_t)kx * channels;
      // Unrolling makes this longer, not faster.
#pragma clang loop unroll(disable)
      for (int c = 0; c < channels; c++, place++, weights += WIDTH) {
        half_lanes w[4];
        for (int h = 0; h < 2 * vectors; h++)
          w[h] = load_half(weights + h / 2 * next_vector + h % 2 * HALF);
        for (int y = 0; y < 2; y++)
          for (int x = 0; x < 2 * windows; x++) {
            half_lanes value = broadcast_half(place[y * row + x * channels]);
            for (int h = 0; h < 2 * vectors; h++) sums[y][x][h] += value * w[h];
          }
      }
    }
  }
  for (int i = 0; i < windows; i++)
    for (int v = 0; v < vectors; v++) {
      lanes places[4];
      for (int place = 0; place < 4; place++) {
        const half_lanes *halves = sums[place / 2][2 * i + place % 2] + 2 * v;
        places[place] = joined(halves[0], halves[1]);
      }
      int vector = i * b->out_vectors + v;
      pool(places, output + vector * WIDTH, choices ? choices + 4 * vector : NULL);
    }
}

INLINE void forward_vectors(const steelyard_block *b, const float *input, const float *weights,
                            const float *bias, float *output, uint16_t *choices, int kernel,
                            int channels, int vectors) {
  const int tile = SUMS / 8 / vectors;
  for (int y = 0; y < b->out_rows; y++) {
    for (int x = 0; x < b->out_columns;) {
      const float *from = input + ((ptrdiff_t)2 * y * b->in_columns + 2 * x) * channels;
      float *to = output + (ptrdiff_t)y * b->out_row_stride + x * b->out_vectors * WIDTH;
      uint16_t *masks =
          choices ? choices + 4 * b->out_vectors * (y * b->out_columns + x) : NULL;
      if (x + tile <= b->out_columns) {
        forward_tile(b, from, weights, bias, to, masks, kernel, channels, tile, vectors);
        x += tile;
      } else {
        forward_tile(b, from, weights, bias, to, masks, kernel, channels, 1, vectors);
        x += 1;
      }
    }
  }
}

INLINE void forward(const steelyard_block *b, const float *input, const float *weights,
                    const float *bias, float *output, uint16_t *choices, int kernel,
                    int channels) {
  const ptrdiff_t next_vector = (ptrdiff_t)kernel * kernel * channels * WIDTH;
  for (int v = 0; v < b->out_vectors;) {
    uint16_t *masks = choices ? choices + 4 * v : NULL;
    if (v + 2 <= b->out_vectors) {
      forward_vectors(b, input, weights + v * next_vector, bias + v * WIDTH, output + v * WIDTH,
                      masks, kernel, channels, 2);
      v += 2;
    } else {
      forward_vectors(b, input, weights + v * next_vector, bias + v * WIDTH, output + v * WIDTH,
                      masks, kernel, channels, 1);
      v += 1;
    }
  }
}

MULTIVERSIONED
void steelyard_block_forward(const steelyard_block *block, const float *input, const float *weights,
                             const float *bias, float *output, uint16_t *choices) {
  // The shapes that matter are compiled with constants.
  if (block->kernel == 3 && block->in_channels == 1)
    forward(block, input, weights, bias, output, choices, 3, 1);
  else if (block->kernel == 3 && block->in_channels == 16)
    forward(block, input, weights, bias, output, choices, 3, 16);
  else
    forward(block, input, weights, bias, output, choices, block->kernel, block->in_channels);
}

// MARK: Backward

INLINE void first_backward(const steelyard_block *b, const float *input, const uint16_t *choices,
                           const float *gradient, float *weight_gradient, float *bias_gradient,
                           int kernel, int channels) {
  const ptrdiff_t row = (ptrdiff_t)b->in_columns * channels;
  for (int v = 0; v < b->out_vectors; v++) {
    for (int c = 0; c < channels; c++) {
      lanes sums[LARGEST_KERNEL * LARGEST_KERNEL], bias_sum = {};
      for (int k = 0; k < kernel * kernel; k++) sums[k] = (lanes){};
      for (int y = 0; y < b->out_rows; y++)
        for (int x = 0; x < b->out_columns; x++) {
          const uint16_t *masks = choices + 4 * (b->out_vectors * (y * b->out_columns + x) + v);
          lanes g = load(gradient + (ptrdiff_t)y * b->out_row_stride +
                         (x * b->out_vectors + v) * WIDTH);
          const float *corner = input + 2 * y * row + 2 * x * channels + c;
          bias_sum += masked(masks[0] | masks[1] | masks[2] | masks[3], g);
          for (int place = 0; place < 4; place++) {
            lanes sent = masked(masks[place], g);
            const float *from = corner + place / 2 * row + place % 2 * channels;
            for (int ky = 0; ky < kernel; ky++)
              for (int kx = 0; kx < kernel; kx++)
                sums[ky * kernel + kx] += broadcast(from[ky * row + kx * channels]) * sent;
          }
        }
      for (int k = 0; k < kernel * kernel; k++) {
        float *place = weight_gradient + ((v * kernel * kernel + k) * channels + c) * WIDTH;
        store(place, load(place) + sums[k]);
      }
      if (c == 0) {
        float *place = bias_gradient + v * WIDTH;
        store(place, load(place) + bias_sum);
      }
    }
  }
}

MULTIVERSIONED
void steelyard_first_block_backward(const steelyard_block *block, const float *input,
                                    const uint16_t *choices, const float *gradient,
                                    float *weight_gradient, float *bias_gradient) {
  if (block->kernel == 3 && block->in_channels == 1)
    first_backward(block, input, choices, gradient, weight_gradient, bias_gradient, 3, 1);
  else
    first_backward(block, input, choices, gradient, weight_gradient, bias_gradient, block->kernel,
                   block->in_channels);
}

// The place of a window, the filters that chose it in `mask`: each adds its weights times its gradient
// to the part of the patch that it saw.
INLINE void send_back(uint64_t mask, int place, const float *gradient, const float *weights,
                      lanes *patch, int kernel, int channels) {
  for (; mask; mask &= mask - 1) {
    int f = __builtin_ctzll(mask);
    lanes g = broadcast(gradient[f]);
    const float *w = weights + (ptrdiff_t)f * kernel * kernel * channels;
    for (int ky = 0; ky < kernel; ky++)
      for (int kx = 0; kx < kernel; kx++)
        patch[(ky + place / 2) * (kernel + 1) + kx + place % 2] +=
            g * load(w + (ky * kernel + kx) * channels);
  }
}

// The gradient of the input map, for 16 of its channels.
INLINE void backward_to_input(const steelyard_block *b, const uint16_t *choices,
                              const float *gradient, const float *weights, float *input_gradient,
                              int kernel, int channels) {
  const ptrdiff_t row = (ptrdiff_t)b->in_columns * channels;
  for (int y = 0; y < b->out_rows; y++)
    for (int x = 0; x < b->out_columns; x++) {
      lanes patch[(LARGEST_KERNEL + 1) * (LARGEST_KERNEL + 1)];
      for (int k = 0; k < (kernel + 1) * (kernel + 1); k++) patch[k] = (lanes){};
      const float *g = gradient + (ptrdiff_t)y * b->out_row_stride + x * b->out_vectors * WIDTH;
      for (int v = 0; v < b->out_vectors; v += GROUP / WIDTH) {
        const uint16_t *masks = choices + 4 * (b->out_vectors * (y * b->out_columns + x) + v);
        uint64_t chosen[4] = {0};
        for (int i = 0; i < GROUP / WIDTH && v + i < b->out_vectors; i++)
          for (int place = 0; place < 4; place++)
            chosen[place] |= (uint64_t)masks[4 * i + place] << (WIDTH * i);
        const float *w = weights + (ptrdiff_t)v * WIDTH * kernel * kernel * channels;
        send_back(chosen[0], 0, g + v * WIDTH, w, patch, kernel, channels);
        send_back(chosen[1], 1, g + v * WIDTH, w, patch, kernel, channels);
        send_back(chosen[2], 2, g + v * WIDTH, w, patch, kernel, channels);
        send_back(chosen[3], 3, g + v * WIDTH, w, patch, kernel, channels);
      }
      float *corner = input_gradient + 2 * y * row + 2 * x * channels;
      for (int ky = 0; ky <= kernel; ky++)
        for (int kx = 0; kx <= kernel; kx++) {
          float *place = corner + ky * row + kx * channels;
          store(place, load(place) + patch[ky * (kernel + 1) + kx]);
        }
    }
}

// The senders of filter f, in the order of the windows; returns how many there are.
INLINE size_t list_senders(const steelyard_block *b, const uint16_t *choices,
                           const float *gradient, int f, steelyard_sender *senders) {
  const int32_t channels = b->in_channels, row = b->in_columns * channels;
  const int32_t offsets[4] = {0, channels, row, row + channels};
  size_t count = 0;
  for (int y = 0; y < b->out_rows; y++)
    for (int x = 0; x < b->out_columns; x++) {
      const uint16_t *masks =
          choices + 4 * (b->out_vectors * (y * b->out_columns + x) + f / WIDTH);
      float g = gradient[(ptrdiff_t)y * b->out_row_stride + x * b->out_vectors * WIDTH + f];
      unsigned bit = f % WIDTH;
      unsigned lower = ((masks[2] | masks[3]) >> bit) & 1, right = ((masks[1] | masks[3]) >> bit) & 1;
      unsigned live = lower | (((masks[0] | masks[1]) >> bit) & 1);
      senders[count].offset = 2 * y * row + 2 * x * channels + offsets[2 * lower + right];
      senders[count].gradient = g;
      count += live;
    }
  return count;
}

// The gradient of the weights of one filter, for 16 channels of the input map.
INLINE void backward_to_filter(const float *input, ptrdiff_t row, const steelyard_sender *senders,
                               size_t count, float *weight_gradient, int kernel, int channels) {
  half_lanes sums[LARGEST_KERNEL * LARGEST_KERNEL][2];
  for (int k = 0; k < kernel * kernel; k++)
    for (int h = 0; h < 2; h++) sums[k][h] = load_half(weight_gradient + k * channels + h * HALF);
  for (size_t i = 0; i < count; i++) {
    half_lanes g = broadcast_half(senders[i].gradient);
    const float *from = input + senders[i].offset;
    for (int ky = 0; ky < kernel; ky++)
      for (int kx = 0; kx < kernel; kx++)
        for (int h = 0; h < 2; h++)
          sums[ky * kernel + kx][h] += g * load_half(from + ky * row + kx * channels + h * HALF);
  }
  for (int k = 0; k < kernel * kernel; k++)
    for (int h = 0; h < 2; h++) store_half(weight_gradient + k * channels + h * HALF, sums[k][h]);
}

INLINE void later_backward(const steelyard_block *b, const float *input, const uint16_t *choices,
                           const float *gradient, const float *weights, float *input_gradient,
                           float *weight_gradient, float *bias_gradient,
                           steelyard_sender *senders, int kernel, int channels) {
  for (int c = 0; c < channels; c += WIDTH)
    backward_to_input(b, choices, gradient, weights + c, input_gradient + c, kernel, channels);
  for (int f = 0; f < b->out_vectors * WIDTH; f++) {
    size_t count = list_senders(b, choices, gradient, f, senders);
    float sum = 0;
    for (size_t i = 0; i < count; i++) sum += senders[i].gradient;
    bias_gradient[f] += sum;
    for (int c = 0; c < channels; c += WIDTH)
      backward_to_filter(input + c, (ptrdiff_t)b->in_columns * channels, senders, count,
                         weight_gradient + (ptrdiff_t)f * kernel * kernel * channels + c, kernel,
                         channels);
  }
}

MULTIVERSIONED
void steelyard_later_block_backward(const steelyard_block *block, const float *input,
                                    const uint16_t *choices, const float *gradient,
                                    const float *weights, float *input_gradient,
                                    float *weight_gradient, float *bias_gradient,
                                    steelyard_sender *senders) {
  if (block->kernel == 3 && block->in_channels == 16)
    later_backward(block, input, choices, gradient, weights, input_gradient, weight_gradient,
                   bias_gradient, senders, 3, 16);
  else
    later_backward(block, input, choices, gradient, weights, input_gradient, weight_gradient,
                   bias_gradient, senders, block->kernel, block->in_channels);
}
