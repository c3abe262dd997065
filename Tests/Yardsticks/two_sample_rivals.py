#!/usr/bin/env python3
"""What people would use in place of the checks, on the same faults and at the same rate of false alarms.

For every fault of `steelyard list faults` samples are drawn by `steelyard sample --fault`, in falling
amounts, and each method is asked whether they are samples of the ensemble. A method catches an amount if
it does so in nearly all sets; the smallest amount caught is written down, with the seconds a set takes.

    looks fine   z of <E> and <|m|> against the exact values, each at half the rate
    C2ST         classifier two-sample test (Lopez-Paz and Oquab 2017): scikit-learn's MLPClassifier,
                 half to train and half to judge, exact binomial p-value
    MMD          kernel two-sample test (Gretton et al. 2012), exp(-Hamming/L), 1,999 permutations, of
                 the first 4,000 of either set
    PQMass       Lemos et al. 2024, package pqm, 100 regions
    KSD          discrete kernel Stein discrepancy (Yang et al. 2018), exp-Hamming kernel, wild bootstrap
                 with 1,999 signs, of the first 4,000; only where the sum of spins is free

C2ST, MMD and PQMass need a second set: perfect samples, as many. Run by hand; nothing in Steelyard calls it.

    pip install numpy scipy scikit-learn pqm
    python3 Tests/Yardsticks/two_sample_rivals.py .build/release/steelyard --output rivals.json
    python3 Tests/Yardsticks/two_sample_rivals.py --table reports/calibration/report.json rivals.json

The second form prints the table of reports/calibration/rivals.md from results and a calibration's report.
"""

import argparse
import json
import os
import subprocess
import tempfile
import time

os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy as np
from scipy import stats
from sklearn.neural_network import MLPClassifier

LEVEL = 1e-3
AMOUNTS = [1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001, 0.0005, 0.0002, 0.0001]
SUBSET = 4000
REPLICATES = 1999


def flat(spins):
    return spins.reshape(len(spins), -1).astype(np.float32)


def energies(spins):
    spins = spins.astype(np.int32)
    return -(spins * (np.roll(spins, 1, 1) + np.roll(spins, 1, 2))).sum((1, 2))


def looks_fine(spins, perfect, exact, _):
    m = np.abs(spins.sum((1, 2), dtype=np.int64)).astype(float)
    pairs = [(energies(spins).astype(float), exact["energy"])]
    if exact["magnetization"] is not None:
        pairs.append((m, exact["magnetization"]))
    pvalues = []
    for values, expected in pairs:
        error = values.std(ddof=1) / np.sqrt(len(values))
        z = abs(values.mean() - expected) / error if error > 0 else np.inf * (values.mean() != expected)
        pvalues.append(2 * stats.norm.sf(z))
    return min(1, len(pvalues) * min(pvalues))


def c2st(spins, perfect, exact, rng):
    x = np.concatenate([flat(spins), flat(perfect)])
    y = np.repeat([0, 1], [len(spins), len(perfect)])
    order = rng.permutation(len(x))
    half = len(x) // 2
    train, judge = order[:half], order[half:]
    net = MLPClassifier((64,), max_iter=15, random_state=int(rng.integers(1 << 31)))
    net.fit(x[train], y[train])
    right = int((net.predict(x[judge]) == y[judge]).sum())
    return stats.binomtest(right, len(judge), 0.5, "greater").pvalue


def hamming_kernel(a, b, size):
    return np.exp(-(a.shape[1] - a @ b.T) / 2 / size)


def mmd(spins, perfect, exact, rng):
    a, b = flat(spins[:SUBSET]), flat(perfect[:SUBSET])
    x = np.concatenate([a, b])
    kernel = hamming_kernel(x, x, spins.shape[1])
    weights = np.repeat([1 / len(a), -1 / len(b)], [len(a), len(b)]).astype(np.float32)
    observed = weights @ kernel @ weights
    exceed = 0
    for start in range(0, REPLICATES, 200):
        count = min(200, REPLICATES - start)
        signs = np.stack([rng.permutation(weights) for _ in range(count)], 1)
        exceed += int((np.einsum("ij,ij->j", signs, kernel @ signs) >= observed).sum())
    return (exceed + 1) / (REPLICATES + 1)


def pqmass(spins, perfect, exact, rng):
    from pqm import pqm_pvalue

    return float(pqm_pvalue(flat(spins), flat(perfect), num_refs=100, re_tessellation=1)[0])


def ksd(spins, perfect, exact, rng):
    if exact["conserved"]:
        return None
    x = flat(spins[:SUBSET])
    size, sites = spins.shape[1], x.shape[1]
    grid = x.reshape(-1, size, size)
    field = sum(np.roll(grid, step, axis) for step in (1, -1) for axis in (1, 2)).reshape(x.shape)
    # 1 - p(x with spin i flipped) / p(x)
    score = 1 - np.exp(-2 * x * field / exact["temperature"])
    kernel = hamming_kernel(x, x, size)
    # k with one spin of the second flipped is k exp(-1/L) where the spins agree, k exp(1/L) where not:
    # 1 - that ratio is a + b x_i y_i.
    grow, shrink = 1 - np.exp(1 / size), 1 - np.exp(-1 / size)
    a, b = (shrink + grow) / 2, (shrink - grow) / 2
    first = score @ score.T
    cross = a * score.sum(1)[:, None] + b * (score * x) @ x.T
    # Flipping both restores the distance.
    both = sites * (2 * a) + 2 * b * (x @ x.T)
    stein = kernel * (first - cross - cross.T + both)
    n = len(x)
    observed = stein.sum() / n
    exceed = 0
    for start in range(0, REPLICATES, 200):
        count = min(200, REPLICATES - start)
        signs = rng.choice(np.float32([-1, 1]), (n, count))
        exceed += int((np.einsum("ij,ij->j", signs, stein @ signs) / n >= observed).sum())
    return (exceed + 1) / (REPLICATES + 1)


METHODS = {
    "looks fine": looks_fine, "C2ST": c2st, "MMD": mmd, "PQMass": pqmass, "KSD": ksd,
}


def table(ours, files):
    """One row a fault of the ensembles in `files`; bold where the best rival needs less of it than we do."""
    with open(ours) as file:
        parts = json.load(file)["parts"]
    detections = next(part["detection"] for part in parts if part["part"] == "detection")
    print("| ensemble | fault | Steelyard | by |", " | ".join(METHODS), "|")
    print("|---|---|---|---|" + "---|" * len(METHODS))
    ahead = wins = 0
    for path in files:
        with open(path) as file:
            rivals = json.load(file)
        fixed = "--total-spin" in rivals["ensemble"]
        for detection in detections:
            smallest = rivals["smallest"].get(detection["fault"])
            if smallest is None or fixed != ("fixed" in detection["ensemble"]):
                continue
            amount = detection.get("amount")
            if amount is None and not smallest:
                continue
            best = min(smallest.values(), default=float("inf"))
            wins += amount is not None and amount <= best
            ahead += amount is not None and amount < best
            name = detection["fault"]
            cells = [f"{smallest[m]:g}" if m in smallest else "–" for m in METHODS]
            print(
                f"| {'ΣS = 0' if fixed else 'ΣS free'} |",
                name if amount is not None and amount <= best else f"**{name}**", "|",
                f"{amount:g}" if amount is not None else "–", "|", detection.get("check", ""), "|",
                " | ".join(cells), "|")
    print(f"\nNo rival needs less in {wins} rows; in {ahead} Steelyard needs less than any.")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("steelyard", nargs="?")
    parser.add_argument("--table", nargs="+", metavar="JSON")
    parser.add_argument("--size", type=int, default=8)
    parser.add_argument("--temperature", type=float, default=2.5)
    parser.add_argument("--total-spin", type=int)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--sets", type=int, default=5)
    parser.add_argument("--faults", nargs="*")
    parser.add_argument("--methods", nargs="*", default=list(METHODS))
    parser.add_argument("--output", default="rivals.json")
    options = parser.parse_args()
    if options.table:
        return table(options.table[0], options.table[1:])
    if options.steelyard is None:
        parser.error("wanted the path of steelyard, or --table")

    ensemble = ["--size", str(options.size), "--temperature", str(options.temperature)]
    if options.total_spin is not None:
        ensemble += ["--total-spin", str(options.total_spin)]

    def run(*arguments):
        return subprocess.run(
            [options.steelyard, *arguments], check=True, capture_output=True, text=True).stdout

    folder = tempfile.mkdtemp()

    def draw(seed, fault=None):
        path = f"{folder}/{seed}.npy"
        run("sample", *ensemble, "--count", str(options.count), "--seed", str(seed), "--output", path,
            *(["--fault", fault] if fault else []))
        spins = np.load(path)
        os.remove(path)
        os.remove(path.removesuffix(".npy") + ".json")
        return spins

    known = json.loads(run("exact", *ensemble, "--json"))
    sites = options.size**2
    exact = {
        "temperature": options.temperature, "conserved": options.total_spin is not None,
        "energy": known["energyDensity"] * sites, "magnetization": None,
    }
    if not exact["conserved"]:
        exact["magnetization"] = known["absoluteMagnetization"] * sites

    faults = options.faults or [fault["name"] for fault in json.loads(run("list", "faults", "--json"))]
    result = {
        "ensemble": " ".join(ensemble), "count": options.count, "sets": options.sets, "level": LEVEL,
        "seconds": {}, "falseAlarms": {}, "smallest": {},
    }
    clock = {name: [0.0, 0] for name in options.methods}

    def caught(name, spins, perfect, seed):
        rng = np.random.default_rng(seed)
        start = time.perf_counter()
        pvalue = METHODS[name](spins, perfect, exact, rng)
        clock[name][0] += time.perf_counter() - start
        clock[name][1] += 1
        return pvalue is not None and pvalue <= LEVEL

    for name in options.methods:
        alarms = sum(caught(name, draw(2 * k), draw(2 * k + 1), k) for k in range(options.sets))
        result["falseAlarms"][name] = f"{alarms} of {options.sets}"
    for fault in faults:
        smallest = {}
        looking = set(options.methods)
        for step, amount in enumerate(AMOUNTS):
            counts = dict.fromkeys(looking, 0)
            for k in range(options.sets):
                seed = 1000 * (step + 1) + 2 * k
                spins, perfect = draw(seed, f"{fault}={amount}"), draw(seed + 1)
                for name in looking:
                    counts[name] += caught(name, spins, perfect, seed)
            for name, count in counts.items():
                if count >= 0.95 * options.sets:
                    smallest[name] = amount
                # All of it can be nothing: where every spin is flipped the samples are right again.
                elif name in smallest or step >= 2:
                    looking = looking - {name}
            if not looking:
                break
        result["smallest"][fault] = smallest
        result["seconds"] = {name: round(total / max(1, calls), 2) for name, (total, calls) in clock.items()}
        with open(options.output, "w") as file:
            json.dump(result, file, indent=1)
        print(fault, smallest, flush=True)
    print("false alarms", result["falseAlarms"], "seconds a set", result["seconds"])


if __name__ == "__main__":
    main()
