#include "lanes.h"
#include "observables.h"

// More than the binary digits of any L.
#define DIGITS 16

// Counts bits at 64 places of eight configurations at once, digit by digit: `digit[k]` holds bit k
// of the count at each place. Carries of equal weight wait for a second one, so that a bit costs
// two full adders and not one for every digit.
typedef struct {
  lanes digit[DIGITS], waiting[DIGITS];
  unsigned has_waiting;
} tally;

INLINE void tally_add(tally *t, lanes x) {
  for (unsigned k = 0; k < DIGITS; k++) {
    if (!(t->has_waiting >> k & 1)) {
      t->waiting[k] = x;
      t->has_waiting |= 1u << k;
      return;
    }
    t->has_waiting &= ~(1u << k);
    lanes a = t->digit[k], b = t->waiting[k], either = a ^ b;
    t->digit[k] = either ^ x;
    x = (a & b) | (x & either);
  }
}

// Adds the carries that wait.
INLINE void tally_finish(tally *t) {
  for (unsigned first = 0; first < DIGITS; first++) {
    if (!(t->has_waiting >> first & 1)) continue;
    lanes x = t->waiting[first];
    for (unsigned k = first; k < DIGITS; k++) {
      lanes carry = t->digit[k] & x;
      t->digit[k] ^= x;
      x = carry;
    }
  }
}

MULTIVERSIONED
int steelyard_axis_sums(const uint64_t *words, size_t count, size_t size, int32_t *rows,
                        int32_t *columns) {
  block b;
  if (!block_make(&b, size)) return 0;
  unsigned digits = 0;
  while (size >> digits) digits++;
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
    for (size_t done = 0; done < size; done += 64) {
      tally t = {0};
      for (size_t row = 0; row < size; row++) {
        size_t offset = row * size + done;
        lanes part;
        read_at(b.extended, offset / 64, offset % 64, &part);
        tally_add(&t, part);
      }
      tally_finish(&t);
      for (size_t column = done; column < size && column < done + 64; column++) {
        lanes up = {0};
        for (unsigned k = 0; k < digits; k++) up |= (t.digit[k] >> (column - done) & 1) << k;
        store(2 * up - size, columns + column * count + first, filled);
      }
    }
  }
  block_free(&b);
  return 1;
}
