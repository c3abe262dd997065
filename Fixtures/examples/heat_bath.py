#!/usr/bin/env python3
"""Draws Ising configurations: many chains by heat bath, one configuration of each, after some sweeps.

For `steelyard assess --generator`. With few sweeps the chains still remember their random start, which shows
at low temperatures first.
"""

import argparse

import numpy as np

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--n", type=int, required=True, help="configurations")
parser.add_argument("--L", type=int, required=True, help="even lattice size")
parser.add_argument("--T", type=float, required=True, help="temperature, J/k_B")
parser.add_argument("--seed", type=int, default=1)
parser.add_argument("--sweeps", type=int, default=300)
parser.add_argument("--out", required=True, help="the .npy file to write")
arguments = parser.parse_args()

generator = np.random.default_rng(arguments.seed)
size = arguments.L
spins = generator.choice(np.array([-1, 1], np.int8), (arguments.n, size, size))
row, column = np.indices((size, size))
for _ in range(arguments.sweeps):
    for colour in (0, 1):
        around = sum(np.roll(spins, step, axis) for step in (-1, 1) for axis in (1, 2))
        up = 1 / (1 + np.exp(-2 * around / arguments.T))
        fresh = np.where(generator.random(spins.shape) < up, 1, -1).astype(np.int8)
        spins = np.where((row + column) % 2 == colour, fresh, spins)
np.save(arguments.out, spins)
