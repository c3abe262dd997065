#!/usr/bin/env python3
"""How often the intervals of `steelyard collapse` hold the truth, on tables made here and read as anybody's.

usage: collapse_coverage.py STEELYARD [TABLES [SEED [CELL ...]]]       (NumPy; 400 tables a cell if none are said)

A table has sizes L, points evenly in |x| <= 2.1, x = (T - T_c) L^(1/nu), a curve f, independent normal errors in per
cent of f's range, and a correction a L^-omega (1 + 0.4 x), all times L^X. How large a correction is, is said as the
number of standard errors by which it moves T_c of a fit that knows of none ("naive"; a polynomial of degree 6 in x
about the truth), up to a fifth of f's range at the smallest size: with X free some move T_c hardly, however large they
are. The curves are no polynomials, and T_c, the phase of the grid and f's shape differ from table to table, so that
nothing repeats but what the cell names.

Cells of several observables have as many curves with one T_c and nu, each with errors and a shape of its own and a
correction of half to three halves the size; "naive" is then a fit of all.

For each cell a line: how many tables had status 0, 3 and another; of those of status 0, how many hold T_c, nu and X;
and the geometric mean of their widths over the naive fit's.
"""
import json
import os
import subprocess
import sys
import tempfile

try:
    import numpy as np
except ImportError as error:
    sys.exit(f"collapse_coverage.py: {error.name} is missing; pip install numpy")

LARGEST = 0.2
DEGREE = 6
SHORT, THREE, FIVE, LONG = [8, 12, 16, 24], [8, 16, 32], [8, 12, 16, 24, 32], [8, 16, 32, 64, 128]
MAPS = [16, 24, 32, 48, 64]
# name: sizes, points a size, error, nu, X, X free, correction's shift in naive errors, omega, --half-width, observables
CELLS = {
    "none, 8-24, 0.3 %": (SHORT, 13, 0.003, 1.0, 0.0, False, 0, 1.0),
    "none, 8-32 (3), 0.1 %": (THREE, 13, 0.001, 1.0, 0.0, False, 0, 1.0),
    "none, 8-128, 1 %": (LONG, 13, 0.01, 0.63, 0.0, False, 0, 1.0),
    "none, 8-32 (5), 3 %": (FIVE, 13, 0.03, 1.0, 0.0, False, 0, 1.0),
    "none, X free, 8-32 (5), 0.3 %": (FIVE, 13, 0.003, 1.0, -0.125, True, 0, 1.0),
    "none, X free, 8-128, 1 %": (LONG, 13, 0.01, 0.63, -0.518, True, 0, 1.0),
    "0.5, 1 error, 8-24, 0.3 %": (SHORT, 13, 0.003, 1.0, 0.0, False, 1, 0.5),
    "0.5, 3 errors, 8-32 (3), 0.3 %": (THREE, 13, 0.003, 1.0, 0.0, False, 3, 0.5),
    "0.5, 5 errors, 8-128, 1 %": (LONG, 13, 0.01, 1.0, 0.0, False, 5, 0.5),
    "0.5, 3 errors, X free, 8-32 (5), 1 %": (FIVE, 13, 0.01, 1.0, -0.5, True, 3, 0.5),
    "0.83, 1 error, 8-32 (3), 1 %": (THREE, 13, 0.01, 0.63, 0.0, False, 1, 0.83),
    "0.83, 3 errors, 8-24, 0.1 %": (SHORT, 13, 0.001, 0.63, 0.0, False, 3, 0.83),
    "0.83, 5 errors, 8-32 (5), 0.3 %": (FIVE, 13, 0.003, 0.63, 0.0, False, 5, 0.83),
    "0.83, 3 errors, X free, 8-128, 0.3 %": (LONG, 13, 0.003, 0.63, -0.518, True, 3, 0.83),
    "1.5, 1 error, 8-32 (5), 3 %": (FIVE, 13, 0.03, 1.0, 0.0, False, 1, 1.5),
    "1.5, 3 errors, 8-128, 0.3 %": (LONG, 13, 0.003, 1.0, 0.0, False, 3, 1.5),
    "1.5, 5 errors, 8-32 (3), 0.1 %": (THREE, 13, 0.001, 1.0, 0.0, False, 5, 1.5),
    "1.5, 5 errors, X free, 8-32 (5), 0.3 %": (FIVE, 13, 0.003, 1.0, -0.125, True, 5, 1.5),
    "2, 1 error, 8-128, 0.1 %": (LONG, 13, 0.001, 1.0, 0.0, False, 1, 2.0),
    "2, 3 errors, 8-32 (5), 1 %": (FIVE, 13, 0.01, 1.0, 0.0, False, 3, 2.0),
    "2, 5 errors, 8-24, 0.3 %": (SHORT, 13, 0.003, 1.0, 0.0, False, 5, 2.0),
    "2, 3 errors, X free, 8-32 (5), 0.1 %": (FIVE, 13, 0.001, 1.0, -0.125, True, 3, 2.0),
    "none, |x| <= 0.75, 8-32 (5), 0.3 %": (FIVE, 13, 0.003, 1.0, 0.0, False, 0, 1.0, 0.75),
    "0.83, 3 errors, |x| <= 0.75, 8-128, 0.1 %": (LONG, 13, 0.001, 0.63, 0.0, False, 3, 0.83, 0.75),
    "5 observables: none, 16-64, 0.3 %": (MAPS, 13, 0.003, 0.833, 0.0, False, 0, 0.83, None, 5),
    "5 observables: 0.83, 2 errors, 24-64, 0.3 %": (MAPS[1:], 13, 0.003, 0.833, 0.0, False, 2, 0.83, None, 5),
    "5 observables: 0.83, 3 errors, 16-64, 0.3 %": (MAPS, 13, 0.003, 0.833, 0.0, False, 3, 0.83, None, 5),
    "5 observables: 0.83, 5 errors, 16-64, 0.3 %": (MAPS, 13, 0.003, 0.833, 0.0, False, 5, 0.83, None, 5),
    "2 observables: 1.5, 3 errors, 16-64, 0.3 %": (MAPS, 13, 0.003, 0.833, 0.0, False, 3, 1.5, None, 2),
    "5 observables: 1.5, 5 errors, 16-64, 0.3 %": (MAPS, 13, 0.003, 0.833, 0.0, False, 5, 1.5, None, 5),
}


class Table:
    """One table with its noise, and the standard errors of a fit that knows of no correction."""

    def __init__(self, cell, rng):
        sizes, points, self.error, self.nu, self.X, self.free, shift, omega = cell[:8]
        self.tc = rng.uniform(1, 5)
        L = np.repeat(np.array(sizes, float), points)
        step = 4.2 / (points - 1)
        x = np.concatenate([np.linspace(-2.1, 2.1, points) + rng.uniform(-0.3, 0.3) * step for _ in sizes])
        scale = L**self.X
        W = 1 / self.error
        information, moved, curves = 0, 0, []
        for place in range(cell[9] if len(cell) > 9 else 1):
            steepness, tilt = rng.uniform(0.6, 1.1), rng.uniform(-0.4, 0.4)
            size = 1 if place == 0 else rng.uniform(0.5, 1.5)
            f = 0.5 - 0.5 * np.tanh(steepness * (x - tilt))
            slope = -0.5 * steepness / np.cosh(steepness * (x - tilt)) ** 2
            # derivatives by T_c, nu (d/dnu of t L^(1/nu) = -x ln L / nu^2), X, and what f leaves of them
            critical = [-slope * L ** (1 / self.nu), -slope * x * np.log(L) / self.nu**2]
            if self.free:
                critical.append(np.log(L) * f)
            J = np.array(critical).T * W
            linear = np.linalg.qr(np.array([x**k for k in range(DEGREE + 1)]).T)[0]
            J -= linear @ (linear.T @ J)
            correction = size * L**-omega * (1 + 0.4 * x)
            information = information + J.T @ J
            moved = moved + J.T @ (correction * W)
            curves.append((f, correction))
        inverse = np.linalg.inv(information)
        self.naive = np.sqrt(np.diag(inverse))
        amplitude = 0 if shift == 0 else shift * self.naive[0] / (inverse @ moved)[0]
        most = LARGEST * min(sizes) ** omega
        amplitude = np.clip(amplitude, -most, most)
        self.L, self.T = L, self.tc + x * L ** (-1 / self.nu)
        self.values = [
            scale * (f + amplitude * correction + rng.normal(size=len(L)) * self.error) for f, correction in curves
        ]
        self.errors = scale * self.error

    @property
    def observables(self):
        """Names of columns, where there are several."""
        return [f"O{k}" for k in range(len(self.values))] if len(self.values) > 1 else ["value"]

    def write(self, path):
        names = self.observables
        with open(path, "w") as file:
            columns = ["value,error"] if len(names) == 1 else [f"{name},{name}_err" for name in names]
            file.write("L,T," + ",".join(columns) + "\n")
            for L, T, error, *values in zip(self.L.astype(int), self.T, self.errors, *self.values):
                numbers = ",".join("%.12g,%.6g" % (value, error) for value in values)
                file.write("%d,%.12g,%s\n" % (L, T, numbers))


def run(steelyard, name, tables, seed):
    cell = CELLS[name]
    statuses, held, ratios = {0: 0, 3: 0}, {}, {}
    for trial in range(tables):
        table = Table(cell, np.random.default_rng([seed, list(CELLS).index(name), trial]))
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "table.csv")
            table.write(path)
            command = [steelyard, "collapse", path, "--json"]
            dimension = "free" if table.free else table.X
            if len(table.values) == 1:
                command += [f"--scaling-dimension={dimension}"]
            else:
                command += [f"--observable={name}:{dimension}" for name in table.observables]
            command += [f"--half-width={width}" for width in cell[8:9] if width is not None]
            done = subprocess.run(command, capture_output=True, text=True)
        statuses[done.returncode] = statuses.get(done.returncode, 0) + 1
        if done.returncode != 0:
            continue
        report = json.loads(done.stdout)
        truths = {"criticalPoint": table.tc, "nu": table.nu, "scalingDimension": table.X}
        for (parameter, truth), error in zip(truths.items(), table.naive):
            low, high = report[parameter]["interval"]
            held[parameter] = held.get(parameter, 0) + (low <= truth <= high)
            ratios.setdefault(parameter, []).append(np.log((high - low) / (2 * 1.96 * error)))
    others = {status: n for status, n in statuses.items() if status not in (0, 3)}
    parts = [f"{name:42} 0: {statuses[0]:3}  3: {statuses[3]:3}" + (f"  others: {others}" if others else "")]
    for parameter, n in held.items():
        parts.append(f"{parameter} {n / statuses[0]:.3f} (x {np.exp(np.mean(ratios[parameter])):.2f})")
    print("   ".join(parts), flush=True)


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    tables = int(sys.argv[2]) if len(sys.argv) > 2 else 400
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    for name in sys.argv[4:] or CELLS:
        run(sys.argv[1], name, tables, seed)


if __name__ == "__main__":
    main()
