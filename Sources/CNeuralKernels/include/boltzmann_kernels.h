// Kernels of the boltzmann.
#pragma once
#include <stddef.h>
#include <stdint.h>
