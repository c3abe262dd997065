#pragma once
#include <stddef.h>
#include <stdint.h>

/// The contents of Fixtures/exact/spectrum-L<size>.bin, which are part of the program, so that it
/// needs no files beside it. NULL for a size that has none.
const uint8_t *exact_spectrum_bytes(int32_t size, size_t *count);
