#include "lattice_symmetries.h"
#include <stdlib.h>
#include <string.h>

// Rows of one configuration, each from a word boundary on: [L][⌈L/64⌉]. Bits above L are zero.
typedef struct {
  size_t size, words;
  uint64_t *bits;
} rows;

static inline uint64_t low_bits(size_t count) {
  return count < 64 ? (1ull << count) - 1 : ~0ull;
}

// `count` <= 64 bits from a bit offset on; nothing beyond them is read.
static inline uint64_t read_bits(const uint64_t *words, size_t offset, size_t count) {
  size_t word = offset / 64, bit = offset % 64;
  uint64_t value = words[word] >> bit;
  if (bit + count > 64) value |= words[word + 1] << (64 - bit);
  return value & low_bits(count);
}

static inline void or_bits(uint64_t *words, size_t offset, uint64_t value, size_t count) {
  size_t word = offset / 64, bit = offset % 64;
  words[word] |= value << bit;
  if (bit + count > 64) words[word + 1] |= value >> (64 - bit);
}

static inline void copy_bits(uint64_t *target, size_t to, const uint64_t *source, size_t from,
                             size_t count) {
  for (size_t done = 0; done < count; done += 64) {
    size_t part = count - done < 64 ? count - done : 64;
    or_bits(target, to + done, read_bits(source, from + done, part), part);
  }
}

static void unpack(rows r, const uint64_t *packed, uint64_t flip) {
  for (size_t y = 0; y < r.size; y++)
    for (size_t k = 0; k < r.words; k++) {
      size_t part = r.size - 64 * k < 64 ? r.size - 64 * k : 64;
      uint64_t value = read_bits(packed, y * r.size + 64 * k, part);
      r.bits[y * r.words + k] = value ^ (flip & low_bits(part));
    }
}

// Block by block of 64 × 64 bits (Warren 2013, section 7-3).
static void transpose(rows target, rows source) {
  for (size_t down = 0; down < source.words; down++)
    for (size_t across = 0; across < source.words; across++) {
      uint64_t block[64];
      for (size_t i = 0; i < 64; i++) {
        size_t y = 64 * down + i;
        block[i] = y < source.size ? source.bits[y * source.words + across] : 0;
      }
      uint64_t mask = 0x00000000ffffffff;
      for (size_t half = 32; half > 0; half >>= 1, mask ^= mask << half)
        for (size_t i = 0; i < 64; i = (i + half + 1) & ~half) {
          uint64_t swapped = ((block[i] >> half) ^ block[i + half]) & mask;
          block[i + half] ^= swapped;
          block[i] ^= swapped << half;
        }
      for (size_t i = 0; i < 64 && 64 * across + i < target.size; i++)
        target.bits[(64 * across + i) * target.words + down] = block[i];
    }
}

// The row with its bits in the opposite order.
static void reverse_row(uint64_t *reversed, const uint64_t *row, size_t size, size_t words) {
  uint64_t whole[8];
  for (size_t k = 0; k < words; k++) whole[k] = __builtin_bitreverse64(row[words - 1 - k]);
  memset(reversed, 0, words * sizeof *reversed);
  copy_bits(reversed, 0, whole, 64 * words - size, size);
}

int steelyard_apply_symmetries(const uint64_t *words, size_t count, size_t size,
                               const steelyard_lattice_symmetry *symmetries, uint64_t *images) {
  size_t width = (size * size + 63) / 64;
  rows upright = {size, (size + 63) / 64, NULL}, transposed = upright;
  size_t bytes = size * upright.words * sizeof(uint64_t);
  upright.bits = malloc(2 * bytes);
  if (!upright.bits) return 0;
  transposed.bits = upright.bits + size * upright.words;
  for (size_t i = 0; i < count; i++) {
    steelyard_lattice_symmetry s = symmetries[i];
    unpack(upright, words + i * width, s.flips ? ~0ull : 0);
    if (s.transposes) transpose(transposed, upright);
    rows source = s.transposes ? transposed : upright;
    for (size_t y = 0; y < size; y++) {
      uint64_t reversed[8];
      const uint64_t *row =
          source.bits + (s.reverses_rows ? size - 1 - y : y) * source.words;
      if (s.reverses_columns) {
        reverse_row(reversed, row, size, source.words);
        row = reversed;
      }
      size_t first = (y + s.row_shift) % size * size;
      copy_bits(images + i * width, first + s.column_shift, row, 0, size - s.column_shift);
      copy_bits(images + i * width, first, row, size - s.column_shift, s.column_shift);
    }
  }
  free(upright.bits);
  return 1;
}
