#include "convolution_kernels.h"
