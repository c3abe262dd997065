#include "exact_spectra.h"

static const uint8_t l8[] = {
#embed "../../Fixtures/exact/spectrum-L8.bin"
};
static const uint8_t l9[] = {
#embed "../../Fixtures/exact/spectrum-L9.bin"
};
static const uint8_t l10[] = {
#embed "../../Fixtures/exact/spectrum-L10.bin"
};
static const uint8_t l11[] = {
#embed "../../Fixtures/exact/spectrum-L11.bin"
};
static const uint8_t l12[] = {
#embed "../../Fixtures/exact/spectrum-L12.bin"
};

const uint8_t *exact_spectrum_bytes(int32_t size, size_t *count) {
  switch (size) {
  case 8: *count = sizeof l8; return l8;
  case 9: *count = sizeof l9; return l9;
  case 10: *count = sizeof l10; return l10;
  case 11: *count = sizeof l11; return l11;
  case 12: *count = sizeof l12; return l12;
  default: *count = 0; return NULL;
  }
}
