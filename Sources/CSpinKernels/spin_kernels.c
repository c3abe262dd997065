#include "spin_kernels.h"
int steelyard_kernels_version(void) { return 1; }
