"""Holds `steelyard collapse` beside other programs' ways to collapse the same tables.

usage: collapse_peers.py STEELYARD TABLE.csv[:X] ...   (NumPy, SciPy)

For each table and method a line: T_c, ν (and X where it is free) with the half-width of 95 %, and seconds. X is 0
unless the table's name is followed by it, or by "free". Methods:

- steelyard: the average over models.
- S: the quality of Houdayer and Hartmann (Phys. Rev. B 70, 014418, 2004) by Nelder and Mead, errors from the
  curvature of S at its minimum, over all points: what pyfssa does (A. Sorge, pyfssa 0.7.6), written out
  here because it no longer installs.
- S + 1: the same with the values where S has risen by 1, over points within a window that grows until S does:
  what autoScale.py does (O. Melchert, arXiv:0910.5403).
- BSA: Bayesian scaling analysis (K. Harada, Phys. Rev. E 84, 056704, 2011), a Gaussian process by maximum
  likelihood over all points, errors from the curvature.
"""
import json
import subprocess
import sys
import time

import numpy as np
from scipy.optimize import minimize


def read(path):
    rows = [line.split(",") for line in open(path) if line[:1].isdigit()]
    return np.array(rows, dtype=float).T


def quality(table, tc, nu, x):
    """S, and how many points have neighbours."""
    size, control, value, error = table
    position = (control - tc) * size ** (1 / nu)
    y, dy = value * size**-x, error * size**-x
    total, count = 0.0, 0
    for own in np.unique(size):
        for p, v, e in zip(position[size == own], y[size == own], dy[size == own]):
            px, py, pe = [], [], []
            for other in np.unique(size):
                if other == own:
                    continue
                places = np.flatnonzero(size == other)
                places = places[np.argsort(position[places])]
                upper = np.searchsorted(position[places], p)
                if 0 < upper < len(places):
                    for k in places[upper - 1:upper + 1]:
                        px.append(position[k] - p), py.append(y[k]), pe.append(dy[k])
            if not px:
                continue
            px, py, w = np.array(px), np.array(py), np.array(pe) ** -2.0
            k, kx, kxx = w.sum(), (w * px).sum(), (w * px * px).sum()
            delta = k * kxx - kx**2
            if delta <= 0:
                continue
            master = (kxx * (w * py).sum() - kx * (w * px * py).sum()) / delta
            total += (v - master) ** 2 / (e**2 + kxx / delta)
            count += 1
    return (total / count if count else np.inf), count


def curvature_errors(objective, best, steps):
    """Standard errors from the second derivatives, as of a χ²/2 whose minimum is objective/2."""
    n = len(best)
    hessian = np.zeros((n, n))
    for i in range(n):
        for j in range(n):
            total = 0.0
            for a, b in ((1, 1), (1, -1), (-1, 1), (-1, -1)):
                place = best.copy()
                place[i] += a * steps[i]
                place[j] += b * steps[j]
                total += a * b * objective(place)
            hessian[i, j] = total / (4 * steps[i] * steps[j])
    try:
        return np.sqrt(np.abs(np.diag(np.linalg.inv(hessian / 2))))
    except np.linalg.LinAlgError:
        return np.full(n, np.nan)


def least_s(table, start, x):
    free = x is None
    points = table.shape[1]

    def objective(p):
        if not 0.1 < p[1] < 10:
            return 1e9
        s, count = quality(table, p[0], p[1], p[2] if free else x)
        return s if count > points / 2 else 1e9

    p0 = np.array(start if free else start[:2])
    span = np.ptp(table[1])
    simplex = np.vstack([p0] + [p0 + d for d in np.diag([0.05 * span, 0.2, 0.1][:len(p0)])])
    fit = minimize(objective, p0, method="Nelder-Mead",
                   options={"initial_simplex": simplex, "xatol": 1e-8, "fatol": 1e-6})
    # S is a mean: N S is what has the curvature of a sum of squares.
    errors = curvature_errors(lambda p: points * objective(p), fit.x, 1e-3 * np.array(
        [0.05 * span, 0.2, 0.1][:len(p0)]) + 1e-9)
    return fit.x, 1.96 * errors, fit.fun


def s_plus_one(table, start, x):
    best, _, _ = least_s(table, start, x)
    halves = []
    for k in range(len(best)):
        def other(value, k=k):
            place = best.copy()
            place[k] = value
            return quality(table, place[0], place[1], place[2] if len(place) > 2 else x)[0]
        s0 = other(best[k])
        step = 1e-4 * max(abs(best[k]), np.ptp(table[1]) if k == 0 else 1)
        reach = []
        for sign in (-1, 1):
            d = step
            while other(best[k] + sign * d) < s0 + 1 and d < 1e3 * step:
                d *= 1.3
            reach.append(d)
        halves.append(np.mean(reach))
    return best, np.array(halves), None


def gaussian_process(table, start, x):
    size, control, value, error = table
    free = x is None

    def minus_log_likelihood(p):
        tc, inverse_nu, logs = p[0], p[1], p[2:5]
        if not 0.1 < inverse_nu < 10 or np.any(np.abs(logs) > 15):
            return 1e9
        dimension = p[5] if free else x
        u = (control - tc) * (size / size.mean()) ** inverse_nu
        u = u / scale
        grow = (size / size.mean()) ** dimension
        covariance = np.exp(2 * logs[0]) * np.exp(
            -(u[:, None] - u[None, :]) ** 2 / 2 * np.exp(-2 * logs[1])) + 100 * np.var(value)
        covariance += np.exp(2 * logs[2]) * np.median(error) ** 2 * np.eye(len(u))
        covariance = covariance * grow[:, None] * grow[None, :] + np.diag(error**2)
        try:
            factor = np.linalg.cholesky(covariance)
        except np.linalg.LinAlgError:
            return 1e9
        z = np.linalg.solve(factor, value)
        return 0.5 * z @ z + np.log(np.diag(factor)).sum()

    scale = np.ptp(control) / 2
    p0 = [start[0], 1 / start[1], np.log(np.std(value)), -0.5, -2.0] + ([start[2]] if free else [])
    simplex = np.vstack([p0] + [np.array(p0) + d for d in np.diag(
        [0.05 * scale, 0.2, 0.5, 0.5, 0.5, 0.1][:len(p0)])])
    fit = minimize(minus_log_likelihood, p0, method="Nelder-Mead", options={
        "initial_simplex": simplex, "xatol": 1e-6, "fatol": 1e-4, "maxiter": 3000})
    errors = curvature_errors(lambda p: 2 * minus_log_likelihood(p), fit.x, np.array(
        [1e-3 * scale, 5e-3, 0.02, 0.02, 0.02, 5e-3][:len(p0)]))
    place = [0, 1] + ([5] if free else [])
    nu = 1 / fit.x[1]
    values = np.array([fit.x[0], nu] + ([fit.x[5]] if free else []))
    halves = 1.96 * errors[place]
    halves[1] *= nu**2
    return values, halves, None


def steelyard(program, path, x):
    option = "free" if x is None else str(x)
    run = subprocess.run([program, "collapse", path, "--json", f"--scaling-dimension={option}"],
                         capture_output=True, text=True)
    if not run.stdout:
        return None
    found = json.loads(run.stdout)
    names = ["criticalPoint", "nu"] + (["scalingDimension"] if x is None else [])
    if found["criticalPoint"]["value"] is None:
        return None
    values = np.array([found[name]["value"] for name in names])
    halves = np.array([np.ptp(found[name]["interval"]) / 2 for name in names])
    return values, halves, found["verdict"]


def show(name, result, seconds):
    if result is None:
        print(f"  {name:10s} no result")
        return
    values, halves, note = result
    cells = [f"{v:.6g} ± {h:.2g}" for v, h in zip(values, halves)]
    note = f"  ({note if isinstance(note, str) else f'S = {note:.3g}'})" if note is not None else ""
    print(f"  {name:10s} {'   '.join(cells)}   {seconds:.2f} s{note}", flush=True)


program = sys.argv[1]
for argument in sys.argv[2:]:
    path, _, text = argument.partition(":")
    x = None if text == "free" else float(text or 0)
    table = read(path)
    print(path, "X", "free" if x is None else x, flush=True)
    begin = time.time()
    ours = steelyard(program, path, x)
    show("steelyard", ours, time.time() - begin)
    # The others are begun at what was found, which spares them their own search.
    start = ours[0] if ours else np.array([np.median(table[1]), 1.0, 0.0])
    start = np.append(start, [0.0])[:3]
    for name, method in (("S", least_s), ("S + 1", s_plus_one), ("BSA", gaussian_process)):
        if table.shape[1] > 300:
            print(f"  {name:10s} left out: {table.shape[1]} points")
            continue
        begin = time.time()
        show(name, method(table, start, x), time.time() - begin)
