#!/usr/bin/env python3
"""Times NumPy on the work of `steelyard benchmark observables`: E, M and C(1) ... C(6) for each of
100,000 random configurations of L = 12. Run by hand, on the machine where Steelyard's own figure was
measured; nothing in Steelyard calls it.

    python3 Tests/Yardsticks/numpy_observables.py
"""

import time

import numpy as np

COUNT, SIZE, RUNS = 100_000, 12, 5


def observables(spins):
    """E [n], M [n] and the correlation sums [n] for r = 1 ... L/2, by rolled copies of the array."""
    magnetization = spins.sum(axis=(1, 2), dtype=np.int32)
    correlations = []
    for distance in range(1, SIZE // 2 + 1):
        neighbours = np.roll(spins, -distance, axis=1) + np.roll(spins, -distance, axis=2)
        correlations.append((spins * neighbours).sum(axis=(1, 2), dtype=np.int32))
    return -correlations[0], magnetization, correlations


def main():
    generator = np.random.default_rng(1)
    spins = (2 * generator.integers(0, 2, size=(COUNT, SIZE, SIZE), dtype=np.int8) - 1).astype(np.int8)
    best = float("inf")
    for _ in range(RUNS):
        start = time.process_time()
        observables(spins)
        best = min(best, time.process_time() - start)
    print(f"NumPy {np.__version__}: {1e3 * best:.0f} ms, best of {RUNS}")


if __name__ == "__main__":
    main()
