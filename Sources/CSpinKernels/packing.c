#include "packing.h"

#include "multiversioned.h"

// 64 elements are compared at once as one vector, and the 64 answers become one word: the compiler
// turns this into pmovmskb, vpmovmskb or a mask register, as the processor has it.
typedef _Bool answers __attribute__((ext_vector_type(64)));

// The word whose bit i says whether lane i of comparison `lanes` holds.
#define WORD_OF(lanes)                                        \
  ({                                                          \
    answers bits_ = __builtin_convertvector((lanes), answers); \
    uint64_t word_;                                           \
    memcpy(&word_, &bits_, sizeof word_);                     \
    word_;                                                    \
  })

#define DEFINE_PACK(NAME, ELEMENT)                                                          \
  typedef ELEMENT NAME##_vector __attribute__((ext_vector_type(64)));                       \
  MULTIVERSIONED                                                                            \
  static uint32_t NAME(                                                                     \
      const char *elements, size_t run_length, size_t run_count,                            \
      const steelyard_spin_patterns *patterns, uint64_t *words) {                           \
    const ELEMENT plus_one = (ELEMENT)patterns->plus_one;                                   \
    const ELEMENT minus_one = (ELEMENT)patterns->minus_one;                                 \
    const ELEMENT zero = (ELEMENT)patterns->zero;                                           \
    const ELEMENT negative_zero = (ELEMENT)patterns->negative_zero;                         \
    uint64_t met_plus = 0, met_minus = 0, met_zero = 0, met_other = 0;                      \
    for (size_t run = 0; run < run_count; ++run) {                                          \
      for (size_t done = 0; done < run_length; done += 64) {                                \
        const size_t left = run_length - done;                                              \
        const uint64_t inside = left >= 64 ? ~UINT64_C(0) : (UINT64_C(1) << left) - 1;      \
        NAME##_vector value;                                                                \
        memcpy(&value, elements, sizeof value);                                             \
        const uint64_t is_plus = WORD_OF(value == plus_one) & inside;                       \
        const uint64_t is_minus = WORD_OF(value == minus_one) & inside & ~is_plus;          \
        const uint64_t is_zero = WORD_OF((value == zero) | (value == negative_zero)) & inside; \
        *words++ = is_plus;                                                                 \
        met_plus |= is_plus;                                                                \
        met_minus |= is_minus;                                                              \
        met_zero |= is_zero;                                                                \
        met_other |= inside & ~(is_plus | is_minus | is_zero);                              \
        elements += (left >= 64 ? 64 : left) * sizeof(ELEMENT);                             \
      }                                                                                     \
    }                                                                                       \
    return (met_plus ? STEELYARD_MET_PLUS_ONE : 0) | (met_minus ? STEELYARD_MET_MINUS_ONE : 0) | \
           (met_zero ? STEELYARD_MET_ZERO : 0) | (met_other ? STEELYARD_MET_OTHER : 0);     \
  }

DEFINE_PACK(pack_bytes, uint8_t)
DEFINE_PACK(pack_halves, uint16_t)
DEFINE_PACK(pack_singles, uint32_t)
DEFINE_PACK(pack_doubles, uint64_t)

uint32_t steelyard_pack_spins(
    const void *elements, size_t width, size_t run_length, size_t run_count,
    steelyard_spin_patterns patterns, uint64_t *words) {
  switch (width) {
    case 1:
      return pack_bytes(elements, run_length, run_count, &patterns, words);
    case 2:
      return pack_halves(elements, run_length, run_count, &patterns, words);
    case 4:
      return pack_singles(elements, run_length, run_count, &patterns, words);
    case 8:
      return pack_doubles(elements, run_length, run_count, &patterns, words);
    default:
      __builtin_trap();
  }
}
