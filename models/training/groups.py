"""Trains the weights with which a phrase's vector shows that it names a sensitive group, for audiences.

    python groups.py        after a build; writes packages/sdk/src/audiences/group-weights.ts

The head is a multinomial logistic regression with nine classes: the eight kinds of sensitive groups, and none. A phrase
is refused if the log-odds of the eight kinds together exceed a threshold. groups.tsv contains the phrases, each with
its language. Every phrase is used with its vector of each depth of its language's pack, because all packs share one
space. The rows `check` aren't used for fitting. The penalty is chosen by cross-validation on the rows `fit`: six
consecutive phrases, which are often similar, are in one fold. The penalty is judged at the 96th percentile
of the held-out scores of harmless phrases. THRESHOLD, which is stored, is higher: decision 91 has the reason.
"""

import base64
import json
import subprocess

import numpy as np
from paths import HERE, REPOSITORY
from scipy.optimize import minimize

KINDS = ["none", "health", "religion", "politics", "ethnic", "union", "sex", "genetics", "criminal"]
WEIGHTS = REPOSITORY / "packages/sdk/src/audiences/group-weights.ts"
FOLDS, CONSECUTIVE = 5, 6
PENALTIES = (3e-4, 1e-4, 3e-5)
DEPTHS = {"de": (0,)}  # the default is both depths
ALLOWED = 0.04
THRESHOLD = 2.5


def embed(texts, language, depth):
    """Unit vectors (N, 128), quantised to int8 as a page stores them."""
    lines = "\n".join(json.dumps({"id": i, "text": text}) for i, text in enumerate(texts))
    command = ["node", REPOSITORY / "packages/sdk/bin/inkling.js", "embed", "-", "--language", language, "--depth", str(depth)]
    output = subprocess.run(command, input=lines, capture_output=True, check=True, encoding="utf8").stdout
    rows = np.array([json.loads(line)["vector"] or [0] * 128 for line in output.splitlines()])
    steps = np.round(rows * (127 / np.maximum(np.abs(rows).max(1, keepdims=True), 1e-9)))
    return steps / np.maximum(np.linalg.norm(steps, axis=1, keepdims=True), 1e-9)


def read():
    """Returns the vectors (N, 128), and for each the class, the split, the fold and the depth (N)."""
    with open(HERE / "groups.tsv", encoding="utf8") as lines:
        rows = [line.rstrip("\n").split("\t") for line in lines][1:]
    fold_of = np.random.default_rng(0).permutation(len(rows) // CONSECUTIVE + 1) % FOLDS
    vectors, about = [], []
    for language in sorted({row[2] for row in rows}):
        own = [(i, row) for i, row in enumerate(rows) if row[2] == language]
        for depth in DEPTHS.get(language, (0, 1)):
            vectors.append(embed([row[3] for _, row in own], language, depth))
            about += [(KINDS.index(row[1]), row[0] == "fit", fold_of[i // CONSECUTIVE], depth) for i, row in own]
    return np.concatenate(vectors), *np.array(about).T


def fit(x, label, penalty):
    """Returns weights (129, 9); the last row is the intercept. The class none has zeros."""
    hot = np.eye(len(KINDS))[label]
    shape = (x.shape[1] + 1, len(KINDS))

    def loss(flat):
        w = flat.reshape(shape)
        z = x @ w[:-1] + w[-1]
        z -= z.max(1, keepdims=True)
        p = np.exp(z)
        p /= p.sum(1, keepdims=True)
        error = (p - hot) / len(x)
        gradient = np.vstack([x.T @ error + penalty * w[:-1], error.sum(0)])
        return -np.log(p[hot == 1] + 1e-12).mean() + penalty / 2 * (w[:-1] ** 2).sum(), gradient.ravel()

    w = minimize(loss, np.zeros(shape).ravel(), jac=True, method="L-BFGS-B", options={"maxiter": 200}).x.reshape(shape)
    return w - w[:, :1]


def log_odds(x, w):
    """The log-odds that each row names a sensitive group: (N)."""
    return np.log(np.exp(x @ w[:-1, 1:] + w[-1, 1:]).sum(1))


def held_out(x, label, fold, penalty):
    scores = np.zeros(len(x))
    for one in range(FOLDS):
        out = fold == one
        scores[out] = log_odds(x[out], fit(x[~out], label[~out], penalty))
    return scores


def shares(scores, threshold, label, depth):
    over = scores > threshold
    return ", ".join(f"depth {d}: {over[(label > 0) & (depth == d)].mean():.1%} of sensitive and {over[(label == 0) & (depth == d)].mean():.1%} of harmless" for d in (0, 1))


def main():
    x, label, split, fold, depth = read()
    fits = split == 1
    given = x[fits], label[fits]
    chosen = None
    for penalty in PENALTIES:
        scores = held_out(*given, fold[fits], penalty)
        threshold = float(np.quantile(scores[label[fits] == 0], 1 - ALLOWED))
        print(f"penalty {penalty}, threshold {threshold:.2f}, across folds: {shares(scores, threshold, label[fits], depth[fits])}")
        found = (scores[label[fits] > 0] > threshold).mean()
        if chosen is None or found > chosen[0]:
            chosen = found, penalty, threshold
    _, penalty, threshold = chosen
    w = fit(*given, penalty)
    scale = np.abs(w[:-1]).max() / 127
    steps = np.round(w[:-1, 1:] / scale).astype(np.int8)
    biases = np.round(w[-1, 1:], 2)
    threshold = THRESHOLD
    stored = np.vstack([steps * scale, biases])
    stored = np.hstack([np.zeros((len(stored), 1)), stored])
    print(f"stored, rows check: {shares(log_odds(x[~fits], stored), threshold, label[~fits], depth[~fits])}")
    WEIGHTS.write_text(
        "// Written by models/training/groups.py.\n\n"
        "/** Log-odds above which a phrase is refused. */\n"
        f"export const THRESHOLD = {threshold}\n"
        "/** Intercepts, one for each kind of group. */\n"
        f"export const BIASES: readonly number[] = [{', '.join(f'{bias:g}' for bias in biases)}]\n"
        "/** Factor by which the integers are multiplied. */\n"
        f"export const SCALE = {scale:.5f}\n"
        "/** Base64 of int8 (8, 128): a row for each kind of group. */\n"
        f"export const WEIGHTS =\n  '{base64.b64encode(steps.T.tobytes()).decode()}'\n",
        "utf8",
    )


if __name__ == "__main__":
    main()
