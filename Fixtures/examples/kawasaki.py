"""One sweep of Kawasaki dynamics for many Ising configurations at once, in NumPy.

    python3 kawasaki.py INPUT.npy OUTPUT.npy --temperature T --seed N [--count-shared-bond]

The sites that are tried are the same for all configurations, which is allowed; what is accepted is not.
"""
import argparse

import numpy as np

parser = argparse.ArgumentParser()
parser.add_argument("input")
parser.add_argument("output")
parser.add_argument("--temperature", type=float, required=True)
parser.add_argument("--seed", type=int, required=True)
parser.add_argument(
    "--count-shared-bond",
    action="store_true",
    help="the classic mistake: the bond between the exchanged pair enters ΔE",
)
options = parser.parse_args()

random = np.random.default_rng(options.seed)
spins = np.load(options.input).astype(np.int64)
count, size, _ = spins.shape
steps = [(0, 1), (0, -1), (1, 0), (-1, 0)]


def field(row, column):
    return sum(spins[:, (row + y) % size, (column + x) % size] for y, x in steps)


for _ in range(size * size):
    row, column = random.integers(size, size=2)
    y, x = steps[random.integers(4)]
    other = (row + y) % size, (column + x) % size
    a, b = spins[:, row, column].copy(), spins[:, *other].copy()
    cost = 2 * a * (field(row, column) - field(*other))
    if not options.count_shared_bond:
        cost += 4  # both fields hold the other spin, in a bond that stays as it is
    accepted = (a != b) & (random.random(count) < np.exp(-cost / options.temperature))
    spins[accepted, row, column] = b[accepted]
    spins[accepted, *other] = a[accepted]

np.save(options.output, spins.astype(np.int8))
