"""Fits the weights in creatives/suitability.ts to the labelled pairs reserved for fitting.

    python suitability.py judged.jsonl

judged.jsonl has {"depth", "half", "verdict", "text", "page", "creative", "likeness"} on each line, with tones computed by
the TypeScript. If INKLING_PAIRS=judged.jsonl is set, suitability.test.ts appends to the file. Using pairs from several
versions of the encoder avoids overfitting to one version.

Prints the rows of WEIGHTS and, for each threshold, the share of pairs with each verdict that are refused, in four-fold
cross-validation by page.
"""

import argparse
import json
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

# The start values for the terms of suitability.ts, in order: gravity, valence, none; levity, valence, joy against
# neutral, none; gravity, valence; cosine, turn.
START = np.array([0.8, -2.0, 1.5, 1.0, 2.0, 0.3, 1.0, 1.0, -4.5, 0.45, 10.0])
HOLD = 0.015  # strength of the penalty that holds weights near START


def logistic(x):
    return 1 / (1 + np.exp(-np.clip(x, -40, 40)))


def log_odds(chance):
    bounded = np.clip(chance, 1e-4, 1 - 1e-4)
    return np.log(bounded / (1 - bounded))


def columns(rows):
    """Returns the components of the risk, each (N), keyed by name."""
    of = lambda side, name: np.array([row[side][name] for row in rows])
    emotion = lambda name: log_odds(np.array([row["creative"]["emotions"][name] for row in rows]))
    return {
        "gravity": log_odds(of("page", "gravity")), "ill": of("page", "valence"), "levity": log_odds(of("creative", "levity")), "valence": of("creative", "valence"),
        "joy": emotion("joy") - emotion("neutral"), "sober": 1 - of("creative", "gravity"), "likeness": np.array([row["likeness"] for row in rows]),
    }


def risk(x, w):
    grave = logistic(w[0] * x["gravity"] + w[1] * x["ill"] + w[2])
    merry = logistic(w[3] * x["levity"] + w[4] * x["valence"] + w[5] * x["joy"] + w[6])
    ill = logistic(w[7] * x["gravity"] + w[8] * x["ill"])
    alike = logistic(w[10] * (x["likeness"] - w[9]))
    return 1 - (1 - grave * merry) * (1 - ill * alike * x["sober"])


def fit(rows):
    x, truth = columns(rows), np.array([row["verdict"] == "unsuitable" for row in rows])
    weight = np.where(truth, 0.5 / truth.mean(), 0.5 / (1 - truth.mean()))

    def loss(w):
        told = np.clip(risk(x, w), 1e-4, 1 - 1e-4)
        held = np.square((w - START) / np.maximum(np.abs(START), 0.5)).mean()
        return -(weight * np.where(truth, np.log(told), np.log(1 - told))).mean() + HOLD * held

    return minimize(loss, START, method="Nelder-Mead", options={"maxiter": 6000, "maxfev": 6000, "adaptive": True}).x


def held_out(rows, folds=4):
    """Returns the cross-validated risk of each pair, computed with weights that were fitted without the pair's page."""
    pages = sorted({row["text"] for row in rows})
    told = np.zeros(len(rows))
    for fold in range(folds):
        out = np.array([pages.index(row["text"]) % folds == fold for row in rows])
        told[out] = risk(columns([row for row, is_out in zip(rows, out) if is_out]), fit([row for row, is_out in zip(rows, out) if not is_out]))
    return told


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("judged", type=Path)
    judged = [json.loads(line) for line in parser.parse_args().judged.read_text(encoding="utf-8").splitlines()]
    for depth in (0, 1):
        rows = [row for row in judged if row["depth"] == depth and row["half"] == "choose"]
        w = [round(float(value), 2) for value in fit(rows)]
        print(f"{depth}: {{ grave: {w[:3]}, merry: {w[3:7]}, ill: {w[7:9]}, alike: {w[9:]} }}")
        truth, told = np.array([row["verdict"] == "unsuitable" for row in rows]), held_out(rows)
        for limit in (0.1, 0.2, 0.3, 0.4, 0.5):
            print(f"  from {limit}: refused of the unsuitable {(told[truth] >= limit).mean():.3f}, of the suitable {(told[~truth] >= limit).mean():.3f}")
