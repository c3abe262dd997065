"""Writes ising-binder.csv: ⟨M⁴⟩/⟨M²⟩² of the Ising model from Wolff runs.

usage: make_table.py STEELYARD SCRATCH > ising-binder.csv   (NumPy; 5 minutes on a core)
"""
import subprocess
import sys

import numpy as np

steelyard, scratch = sys.argv[1:]
print("# <M^4>/<M^2>^2 of the Ising model: 10,000 independent Wolff configurations a line,")
print("# errors by the jackknife over 50 blocks; Fixtures/collapse/make_table.py")
print("L,T,value,error")
for size in (16, 24, 32):
    for temperature in (f"{2.15 + 0.02 * k:.2f}" for k in range(13)):
        file = f"{scratch}/L{size}-T{temperature}.npy"
        subprocess.run(
            [steelyard, "sample", "--size", str(size), "--temperature", temperature,
             "--sampler", "wolff", "--count", "10000", "--seed", "20210312", "--output", file],
            check=True, stdout=subprocess.DEVNULL)
        m = np.load(file).sum(axis=(1, 2), dtype=np.int64) / size**2
        blocks = np.stack([m**2, m**4]).reshape(2, 50, -1).mean(axis=2)
        without = (blocks.sum(axis=1, keepdims=True) - blocks) / 49
        ratios = without[1] / without[0] ** 2
        value = (m**4).mean() / (m**2).mean() ** 2
        error = np.sqrt(49 * ratios.var())
        print(f"{size},{temperature},{value:.6f},{error:.6f}", flush=True)
