// Inputs of a layer, and draws from it.
//
// States are bits, so a layer's input is a sum of rows of its matrix. Rows are taken in groups of four:
// the sums of all 16 subsets of a group stand in a table, and four bits of the state choose one. A slice
// of the table serves 16 outputs, [⌈outputs/16⌉][⌈inputs/4⌉][16 subsets][16 outputs]; at 144 units it is
// 36 kB, about what the first cache holds, and all configurations pass over it before the next.
#include "boltzmann_kernels.h"
#include "boltzmann_lanes.h"

enum {
  group_units = 4,
  subsets = 1 << group_units,
  // Configurations whose sums are under way at a time: as many as it takes to hide the latency of an
  // addition.
  abreast = 4,
};

INLINE size_t groups(size_t inputs) { return (inputs + group_units - 1) / group_units; }
INLINE size_t slices(size_t outputs) { return (outputs + UNITS - 1) / UNITS; }
INLINE size_t state_words(size_t units) { return (units + 63) / 64; }
INLINE size_t offsets_stride(size_t inputs) { return (inputs + 15) / 16 * 4; }
INLINE size_t slice_width(size_t outputs, size_t slice) {
  size_t left = outputs - slice * UNITS;
  return left < UNITS ? left : UNITS;
}

size_t steelyard_boltzmann_table_length(size_t inputs, size_t outputs) {
  return slices(outputs) * groups(inputs) * subsets * UNITS;
}

size_t steelyard_boltzmann_offsets_length(size_t inputs, size_t count) {
  return offsets_stride(inputs) * count;
}

KERNEL void steelyard_boltzmann_fill_table(const float *rows, size_t inputs, size_t outputs,
                                           float *table) {
  floats *sums = (floats *)table;
  for (size_t slice = 0; slice < slices(outputs); slice++)
    for (size_t group = 0; group < groups(inputs); group++, sums += subsets) {
      sums[0] = (floats){0};
      for (size_t k = 0; k < group_units; k++) {
        size_t i = group_units * group + k;
        floats row = {0};
        if (i < inputs)
          row = loaded(rows + i * outputs + slice * UNITS, slice_width(outputs, slice));
        for (size_t subset = 0; subset < (1u << k); subset++)
          sums[subset + (1u << k)] = sums[subset] + row;
      }
    }
}

// Where in the table of its group each four bits of a state find their sum, in bytes.
INLINE void set_offsets(const uint64_t *states, size_t inputs, size_t count, uint16_t *offsets) {
  size_t quarters = offsets_stride(inputs) / 4;
  for (size_t k = 0; k < count; k++)
    for (size_t quarter = 0; quarter < quarters; quarter++) {
      uint64_t x = states[k * state_words(inputs) + quarter / 4] >> (16 * (quarter % 4)) & 0xffff;
      x = (x | x << 24) & 0x000000ff000000ff;
      x = ((x | x << 12) & 0x000f000f000f000f) * sizeof(floats);
      memcpy(offsets + 4 * (k * quarters + quarter), &x, sizeof x);
    }
}

// Inputs of one slice to `batch` configurations, bias first, then group by group.
INLINE void add_rows(const char *table, size_t group_count, floats bias, const uint16_t *offsets,
                     size_t stride, size_t batch, floats *sums) {
  for (size_t k = 0; k < batch; k++) sums[k] = bias;
  for (size_t group = 0; group < group_count; group++, table += subsets * sizeof(floats))
    for (size_t k = 0; k < batch; k++)
      sums[k] += *(const floats *)(table + offsets[k * stride + group]);
}

// What becomes of the inputs of a slice to one configuration.
typedef struct {
  const steelyard_boltzmann_layer *layer;
  words generator[4];
  float scale;
  float *numbers;
  uint64_t *drawn;
} purpose;

typedef void receiver(purpose *p, floats x, size_t configuration, size_t slice);

INLINE void pass_over(purpose *p, const uint64_t *states, size_t count, uint16_t *offsets,
                      receiver *receive) {
  const steelyard_boltzmann_layer *layer = p->layer;
  size_t group_count = groups(layer->inputs), stride = offsets_stride(layer->inputs);
  set_offsets(states, layer->inputs, count, offsets);
  const char *table = (const char *)layer->table;
  for (size_t slice = 0; slice < slices(layer->outputs); slice++) {
    floats bias = ((const floats *)layer->bias)[slice];
    size_t k = 0;
    for (; k + abreast <= count; k += abreast) {
      floats sums[abreast];
      add_rows(table, group_count, bias, offsets + k * stride, stride, abreast, sums);
      for (size_t i = 0; i < abreast; i++) receive(p, sums[i], k + i, slice);
    }
    for (; k < count; k++) {
      floats sum;
      add_rows(table, group_count, bias, offsets + k * stride, stride, 1, &sum);
      receive(p, sum, k, slice);
    }
    table += group_count * subsets * sizeof(floats);
  }
}

INLINE void keep(purpose *p, floats x, size_t configuration, size_t slice) {
  size_t outputs = p->layer->outputs;
  stored(x, p->numbers + configuration * outputs + slice * UNITS, slice_width(outputs, slice));
}

INLINE void keep_probability(purpose *p, floats x, size_t configuration, size_t slice) {
  keep(p, p->scale * logistic(x), configuration, slice);
}

INLINE void draw(purpose *p, floats x, size_t configuration, size_t slice) {
  size_t outputs = p->layer->outputs, width = slice_width(outputs, slice);
  uint64_t bits = drawn_bits(x, p->generator) & (0xffffu >> (UNITS - width));
  p->drawn[configuration * state_words(outputs) + slice / 4] |= bits << (16 * (slice % 4));
}

KERNEL void steelyard_boltzmann_inputs(const steelyard_boltzmann_layer *layer,
                                       const uint64_t *states, size_t count, uint16_t *offsets,
                                       float *x) {
  purpose p = {.layer = layer, .numbers = x};
  pass_over(&p, states, count, offsets, keep);
}

INLINE void set_probabilities(const steelyard_boltzmann_layer *layer, const uint64_t *states,
                              size_t count, uint16_t *offsets, float scale,
                              float *probabilities) {
  purpose p = {.layer = layer, .numbers = probabilities, .scale = scale};
  pass_over(&p, states, count, offsets, keep_probability);
}

INLINE void draw_states(const steelyard_boltzmann_layer *layer, const uint64_t *states,
                        size_t count, uint64_t *generator, uint16_t *offsets, uint64_t *drawn) {
  purpose p = {.layer = layer, .drawn = drawn};
  memcpy(p.generator, generator, sizeof p.generator);
  memset(drawn, 0, count * state_words(layer->outputs) * sizeof *drawn);
  pass_over(&p, states, count, offsets, draw);
  memcpy(generator, p.generator, sizeof p.generator);
}

KERNEL void steelyard_boltzmann_probabilities(const steelyard_boltzmann_layer *layer,
                                              const uint64_t *states, size_t count,
                                              uint16_t *offsets, float scale,
                                              float *probabilities) {
  set_probabilities(layer, states, count, offsets, scale, probabilities);
}

void steelyard_boltzmann_probabilities_baseline(const steelyard_boltzmann_layer *layer,
                                                const uint64_t *states, size_t count,
                                                uint16_t *offsets, float scale,
                                                float *probabilities) {
  set_probabilities(layer, states, count, offsets, scale, probabilities);
}

KERNEL void steelyard_boltzmann_draw(const steelyard_boltzmann_layer *layer,
                                     const uint64_t *states, size_t count, uint64_t *generator,
                                     uint16_t *offsets, uint64_t *drawn) {
  draw_states(layer, states, count, generator, offsets, drawn);
}

void steelyard_boltzmann_draw_baseline(const steelyard_boltzmann_layer *layer,
                                       const uint64_t *states, size_t count,
                                       uint64_t *generator, uint16_t *offsets,
                                       uint64_t *drawn) {
  draw_states(layer, states, count, generator, offsets, drawn);
}
