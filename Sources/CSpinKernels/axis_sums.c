#include "lanes.h"
#include "observables.h"

MULTIVERSIONED
int steelyard_axis_sums(const uint64_t *words, size_t count, size_t size, int32_t *rows,
                        int32_t *columns) {
  block b;
  if (!block_make(&b, size)) return 0;
  for (size_t first = 0; first < count; first += LANES) {
    size_t filled = count - first < LANES ? count - first : LANES;
    block_load(&b, words + first * b.words, filled);
    for (size_t row = 0; row < size; row++) {
      lanes up = {0};
      for (size_t done = 0; done < size; done += 64) {
        size_t offset = row * size + done, left = size - done;
        lanes part;
        read_at(b.extended, offset / 64, offset % 64, &part);
        uint64_t mask = left < 64 ? ((uint64_t)1 << left) - 1 : ~(uint64_t)0;
        add_bits(part & mask, &up);
      }
      store(2 * up - size, rows + row * count + first, filled);
    }
    for (size_t column = 0; column < size; column++) {
      // Sites with column(i) < L - d, less those with column(i) < L - d - 1, are one column.
      size_t d = size - 1 - column;
      const uint64_t *upto = b.columns + d * b.words, *below = upto + b.words;
      lanes up = {0};
      for (size_t i = 0; i < b.words; i++)
        add_bits(b.extended[i] & (column == 0 ? upto[i] : upto[i] & ~below[i]), &up);
      store(2 * up - size, columns + column * count + first, filled);
    }
  }
  block_free(&b);
  return 1;
}
