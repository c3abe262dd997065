#!/usr/bin/env python3
"""How short an interval of T_c or nu can be where there are no corrections to scaling, if it holds the truth where
there are some.

  interval_bound.py          needs numpy and scipy; prints the table of "What intervals cost" in Collapse.md

A table has L = sizes, points evenly in |x| <= 2.1, x = (T - T_c) L^(1/nu), f a sigmoid, errors the same for all points,
and a correction a L^(-omega) (1 + 0.4 x) with |a| up to what moves T_c of a fit that knows of none by `reach` of its
standard errors. The lower bound is that of somebody who knows omega, the form of the correction and the degree of f, and
has only a to find beside T_c, nu and the coefficients of f.

Fits are linear in the neighbourhood of the truth. In the metric of the data let D be the distance between the truth without
a correction, and all models of another T_c, D apart, with any such correction. A test of these of size alpha accepts
the former with a probability of at least Phi(z - d(D)), z the quantile of 1 - alpha (Neyman and Pearson; the models are a
convex set, so that the nearest one is the least favourable). An interval that holds the truth with a probability of
1 - alpha, whatever a is, is such a test for each T_c, and its mean length where a = 0 is at least the integral of that
over D (J. W. Pratt, J. Am. Stat. Assoc. 56, 549, 1961). It is given in units of the length that a fit without a
correction has, 2 * 1.96 standard errors; beside it the ratio of the errors with a free and a = 0.
"""
import sys

try:
    import numpy as np
    from scipy.stats import norm
except ImportError as error:
    sys.exit(f"interval_bound.py: {error.name} is missing; pip install numpy scipy")

POINTS, ERROR, SPREAD, DEGREE = 13, 0.003, 2.1, 4


def columns(sizes, nu=1.0):
    """The derivatives of all points with respect to T_c and 1/nu, those of the coefficients, and x and L."""
    L = np.repeat(np.array(sizes, float), POINTS)
    x = np.tile(np.linspace(-SPREAD, SPREAD, POINTS), len(sizes))
    f = 1 / (1 + np.exp(x - 0.3))
    slope = -f * (1 - f)
    critical = [-slope * L ** (1 / nu) / ERROR, slope * x * np.log(L) / ERROR]
    return critical, [x**power / ERROR for power in range(DEGREE + 1)], x, L


def beside(vector, others):
    """What is left of a vector that others do not explain."""
    basis, _ = np.linalg.qr(np.array(others).T)
    return vector - basis @ (basis.T @ vector)


def bound(sizes, omega, which, held, reach):
    """Ratio of errors, and the bound, for T_c (which = 0) or nu (1)."""
    critical, linear, x, L = columns(sizes)
    correction = L**-omega * (1 + 0.4 * x) / ERROR
    # How far a = 1 moves T_c, in its standard errors.
    alone = beside(critical[0], [critical[1]] + linear)
    largest = reach * np.linalg.norm(alone) / abs(alone @ correction)

    others = [critical[1 - which]] + linear
    parameter, rest = beside(critical[which], others), beside(correction, others)
    error = 1 / np.linalg.norm(parameter)
    ratio = 1 / np.linalg.norm(beside(critical[which], others + [correction])) / error

    def distance(step):
        moved = step * error * parameter
        amplitude = np.clip(moved @ rest / (rest @ rest), -largest, largest)
        return np.linalg.norm(moved - amplitude * rest)

    steps = np.linspace(0, 40, 4001)
    accepted = norm.cdf(norm.ppf(held) - np.array([distance(step) for step in steps]))
    return ratio, 2 * np.trapezoid(accepted, steps) / (2 * norm.ppf(0.975))


def main():
    print("sizes              omega  reach   T_c: errors  95 %  93 %    nu: errors  95 %  93 %")
    for sizes in ([8, 12, 16, 24], [8, 16, 32], [8, 12, 16, 24, 32], [8, 16, 32, 64, 128]):
        for omega in (0.5, 0.83, 1.5, 2.0):
            for reach in (2, 5):
                row = []
                for which in (0, 1):
                    ratio, wide = bound(sizes, omega, which, 0.95, reach)
                    row += [ratio, wide, bound(sizes, omega, which, 0.93, reach)[1]]
                print(
                    f"{', '.join(map(str, sizes)):20}{omega:4}  {reach:4}   "
                    + "{:10.2f} {:6.2f} {:5.2f} {:12.2f} {:6.2f} {:5.2f}".format(*row))


if __name__ == "__main__":
    main()
