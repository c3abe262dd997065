// Bit kernels over packed configurations: XOR, rotation, popcount. See lanes.h for the layout.
#pragma once
#include <stddef.h>
#include <stdint.h>

/// ΣS of each configuration, and for each distance r = 1 … `distances` the sums over all N sites of
/// S(i,j)·S(i,j+r) (`horizontal`) and S(i,j)·S(i+r,j) (`vertical`).
///
/// `horizontal` and `vertical` are [distances][stride], row r - 1 for distance r < L, of which the
/// first `count` columns are written: a part of the configurations may be counted by itself.
/// Returns 0 where memory is exhausted, else 1. The other kernels return the same.
int steelyard_observables(const uint64_t *words, size_t count, size_t stride, size_t size,
                          size_t distances, int32_t *total_spin, int32_t *horizontal,
                          int32_t *vertical);

/// Sums over all sites and the four corner shapes of S(i)·S(i ± x)·S(i ± y), per configuration: odd
/// under spin flip.
int steelyard_corner_triples(const uint64_t *words, size_t count, size_t size, int32_t *triples);

/// Spin sums of the rows and of the columns, each [L][count].
int steelyard_axis_sums(const uint64_t *words, size_t count, size_t size, int32_t *rows,
                        int32_t *columns);

/// Nearest-neighbour pairs of opposite spins by the energy change ΔE of exchanging the two.
///
/// `classes` is [7][count]: row k counts the pairs with ΔE = 4 (k - 3), over both directions. The masks
/// `right_pairs` and `down_pairs`, laid out as a configuration, choose the pairs by their first site.
/// Needs L >= 3 (at L = 2 both neighbours of a site in one direction are the same site).
int steelyard_exchange_classes(const uint64_t *words, size_t count, size_t size,
                               const uint64_t *right_pairs, const uint64_t *down_pairs,
                               int32_t *classes);

/// The bonds as two binary fields in the layout of configurations: bit 1 where the site's spin is
/// equal to its neighbour's in the next column (`right`) or in the next row (`down`).
int steelyard_bond_fields(const uint64_t *words, size_t count, size_t size, uint64_t *right,
                          uint64_t *down);

/// Adds to `agreements[dy·L + dx]`, for all displacements, the number of (configuration, site) pairs
/// whose spin equals the displaced one.
int steelyard_displacement_agreements(const uint64_t *words, size_t count, size_t size,
                                      int64_t *agreements);

/// Adds to `ups[site]` the number of configurations with spin +1 there.
int steelyard_site_counts(const uint64_t *words, size_t count, size_t size, int64_t *ups);
