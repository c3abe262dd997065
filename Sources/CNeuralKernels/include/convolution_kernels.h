// Convolution, ReLU and 2 × 2 max pooling in one pass over one map, and the way back.
//
// Maps are channels-last, [row][column][channel], with channels in vectors of 16; only the input of the
// first block may have any number of them. A convolution is "valid" over its input map; where it is to
// be circular, the map has a border that repeats the other side. Pooling takes windows of 2 × 2 and
// leaves out an odd last row or column, which is then not computed at all.
//
// Only the largest of the four outputs of a window sends its gradient on, and only where it is above
// zero. `choices` remembers which: for each window and each vector of filters four masks of 16 bits,
// one for each place in the window (row by row); bit f is set where that place was filter f's largest,
// the first of equals, and above zero.
//
// Products and sums are rounded one by one and in a fixed order, so that results are the same bits on
// every processor.
#pragma once
#include <stddef.h>
#include <stdint.h>

/// The shapes of one block.
typedef struct {
  /// k of a k × k kernel; odd, at most 7.
  int32_t kernel;
  /// Channels of the input map; a multiple of 16 but for the first block.
  int32_t in_channels;
  /// Columns of the input map, border included.
  int32_t in_columns;
  /// Filters in vectors of 16.
  int32_t out_vectors;
  /// Windows in a column and in a row of the output map.
  int32_t out_rows, out_columns;
  /// Numbers from one row of the output map to the next.
  int32_t out_row_stride;
} steelyard_block;

/// The output map of a block.
///
/// - `input`: the input map. Aligned to 64 bytes but in the first block, as are the others.
/// - `weights`: shape [out_vectors][k][k][in_channels][16].
/// - `bias`: shape [out_vectors][16].
/// - `output`: the first window's place in the output map.
/// - `choices`: [windows][out_vectors][4], or NULL where they are not wanted.
void steelyard_block_forward(const steelyard_block *block, const float *input, const float *weights,
                             const float *bias, float *output, uint16_t *choices);

/// Adds to the gradients of a first block's weights (layout as above) and bias.
///
/// - `gradient`: that of the output map, laid out like `output`.
void steelyard_first_block_backward(const steelyard_block *block, const float *input,
                                    const uint16_t *choices, const float *gradient,
                                    float *weight_gradient, float *bias_gradient);

/// An output that sends a gradient back: where its input begins, in numbers from the first of the
/// input map, and the gradient.
typedef struct {
  int32_t offset;
  float gradient;
} steelyard_sender;

/// Adds to the gradient of a later block's input map, and to those of its weights and bias.
///
/// - `weights`: shape [16·out_vectors][k][k][in_channels].
/// - `input_gradient`: laid out like `input`.
/// - `weight_gradient`: laid out like `weights`.
/// - `senders`: room for 16·out_vectors·out_rows·out_columns.
void steelyard_later_block_backward(const steelyard_block *block, const float *input,
                                    const uint16_t *choices, const float *gradient,
                                    const float *weights, float *input_gradient,
                                    float *weight_gradient, float *bias_gradient,
                                    steelyard_sender *senders);

/// Copies the sides of a map into its border, so that a row or column beyond one side is that within
/// the other. `rows` and `columns` include the border.
void steelyard_wrap_border(float *map, int32_t rows, int32_t columns, int32_t channels,
                           int32_t border);

/// Adds the border of the gradient of a map to where it was copied from.
void steelyard_unwrap_border(float *map, int32_t rows, int32_t columns, int32_t channels,
                             int32_t border);

/// The spins of a packed configuration of L × L sites as numbers -1 and +1; `row_stride` numbers lie
/// between the beginnings of rows.
void steelyard_unpack_spins(const uint64_t *words, int32_t size, float *map, int32_t row_stride);
