// The target is its headers; this shows that each stands by itself.
#include "multiversioned.h"
#include "xoshiro_lanes.h"
