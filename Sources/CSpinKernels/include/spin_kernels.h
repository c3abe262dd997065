#pragma once
#include <stdint.h>
#include <stddef.h>
/// Placeholder until the observables land.
int steelyard_kernels_version(void);
