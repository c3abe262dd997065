// Stein residuals: functions of a configuration whose mean vanishes exactly under the Boltzmann
// distribution. SteinResiduals.swift has the identities.
//
// The ring of a site is its eight neighbours as bits: 0 to 2 are those in the column before it (row
// before, same, after), 3 and 4 those in its own column, 5 to 7 those in the column after it. `features`
// is [256][feature_count], φ_k of every ring. The field class of a site is the number of +1 among its
// four nearest neighbours, 0 to 4.
#pragma once
#include <stddef.h>
#include <stdint.h>

/// (1/N) Σ_i (S_i - mean_spin[h_i]) φ_k(i) of each configuration, as [feature_count][count], and
/// Σ_i rarer_spin[h_i], both weights by field class.
///
/// Returns 0 where memory is exhausted, else 1.
int steelyard_callen_residuals(const uint64_t *words, size_t count, size_t size,
                               const double *features, size_t feature_count,
                               const double *mean_spin, const double *rarer_spin,
                               double *residuals, double *events);

/// (1/n↑n↓) Σ exchanged[h_i][h_j] (φ_k(i) - φ_k(j)) of each configuration, over all up spins i and down
/// spins j outside each other's ring, and Σ rarer_exchange[h_i][h_j] over the same pairs, both weights
/// by field classes as [5][5].
///
/// The cost is that of N sites, not of N² pairs. Needs L >= 3. Returns as above.
int steelyard_exchange_residuals(const uint64_t *words, size_t count, size_t size,
                                 const double *features, size_t feature_count,
                                 const double *exchanged, const double *rarer_exchange,
                                 double *residuals, double *events);
