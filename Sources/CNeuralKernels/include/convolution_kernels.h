// Kernels of the convolution.
#pragma once
#include <stddef.h>
#include <stdint.h>
