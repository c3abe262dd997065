"""Starts that are needed to catch a wrong sweep of the Ising model: `steelyard kernel` beside two tests that need no
mixing time either.

    python3 Tests/Yardsticks/kernel_rivals.py --steelyard .build/release/steelyard

rank: the rank test of A. Gandy and J. Scott (arXiv:2001.06465), with H along five steps of a reversible kernel from
a perfect start at a random place of the path; eleven applications a start. two-sample: Kolmogorov and Smirnov on H
of perfect samples before and of others after one application. Both at 10⁻³, as the whole of `steelyard kernel`. The
number printed is the first of 30, 100, 300 … at which ten of ten sets are caught. L = 8, T = 2.3, ΣS free.
"""
import argparse
import subprocess
import sys
import tempfile

import numpy as np

SIZE, TEMPERATURE = 8, 2.3
KINDS = {
    "half": "ΔE halved",
    "lost": "one neighbour lost",
    "wall": "no bonds across the edge of columns",
    "reuse": "the number that picks the site also decides",
    "weak": "ΔE 2 % too small",
}


def field(spins, rows, columns):
    every = np.arange(len(spins))
    return sum(
        spins[every, (rows + y) % SIZE, (columns + x) % SIZE]
        for y, x in [(1, 0), (-1, 0), (0, 1), (0, -1)]
    )


def sweep(spins, kind, random):
    spins = spins.astype(np.int64)
    count = len(spins)
    every = np.arange(count)
    for _ in range(SIZE * SIZE):
        rows, columns = random.integers(0, SIZE, count), random.integers(0, SIZE, count)
        uniform = random.random(count)
        if kind == "reuse":
            site = (uniform * SIZE * SIZE).astype(int)
            rows, columns = site // SIZE, site % SIZE
        around = field(spins, rows, columns).astype(float)
        if kind == "lost":
            around -= spins[every, rows, (columns + 1) % SIZE]
        if kind == "wall":
            around -= np.where(columns == SIZE - 1, spins[every, rows, 0], 0)
            around -= np.where(columns == 0, spins[every, rows, SIZE - 1], 0)
        cost = 2 * spins[every, rows, columns] * around * {"half": 0.5, "weak": 0.98}.get(kind, 1)
        accepted = uniform < np.exp(-cost / TEMPERATURE)
        spins[every, rows, columns] *= np.where(accepted, -1, 1)
    return spins


def energies(spins):
    return -(spins * np.roll(spins, 1, 1) + spins * np.roll(spins, 1, 2)).sum((1, 2))


def perfect(steelyard, count, seed):
    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/perfect.npy"
        subprocess.run(
            [steelyard, "sample", "--size", str(SIZE), "--temperature", str(TEMPERATURE), "--count", str(count)]
            + ["--seed", str(seed), "--output", path],
            check=True,
            capture_output=True,
        )
        return np.load(path).astype(np.int64)


def rank_test(steelyard, kind, count, seed, steps=5):
    from scipy import stats

    random = np.random.default_rng(seed + 99)
    starts = perfect(steelyard, count, seed)
    place = random.integers(0, steps + 1, count)
    path = np.full((count, steps + 1), np.nan)
    path[np.arange(count), place] = energies(starts)
    for direction in (1, -1):
        now = starts
        for step in range(1, steps + 1):
            now = sweep(now, kind, random)
            there = place + direction * step
            inside = (there >= 0) & (there <= steps)
            path[np.where(inside)[0], there[inside]] = energies(now)[inside]
    own = path[np.arange(count), place][:, None]
    ties = (path == own).sum(1) - 1
    ranks = (path < own).sum(1) + np.floor(random.random(count) * (ties + 1)).astype(int)
    return stats.chisquare(np.bincount(ranks, minlength=steps + 1)).pvalue < 1e-3


def two_sample(steelyard, kind, count, seed):
    from scipy import stats

    moved = sweep(perfect(steelyard, count, seed + 10**6), kind, np.random.default_rng(seed + 5))
    return stats.ks_2samp(energies(perfect(steelyard, count, seed)), energies(moved)).pvalue < 1e-3


def kernel(steelyard, kind, count, seed):
    line = f"{sys.executable} {sys.argv[0]} --step {kind} {{input}} {{output}} {{seed}}"
    return (
        subprocess.run(
            [steelyard, "kernel", "--size", str(SIZE), "--temperature", str(TEMPERATURE), "--count", str(count)]
            + ["--seed", str(seed), "--command", line, "--format", "none"],
            capture_output=True,
        ).returncode
        == 1
    )


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--steelyard", default=".build/release/steelyard")
    parser.add_argument("--step", nargs=4, metavar=("KIND", "INPUT", "OUTPUT", "SEED"))
    options = parser.parse_args()
    if options.step:
        kind, source, target, seed = options.step
        random = np.random.default_rng(int(seed))
        np.save(target, sweep(np.load(source), kind, random).astype(np.int8))
        return
    for kind, title in KINDS.items():
        for name, test in [("kernel", kernel), ("rank", rank_test), ("two-sample", two_sample)]:
            found = "more than 10000"
            for count in (30, 100, 300, 1000, 3000, 10000):
                if all(test(options.steelyard, kind, count, 1000 * count + n) for n in range(10)):
                    found = count
                    break
            print(f"{title:48}{name:12}{found}", flush=True)


main()
