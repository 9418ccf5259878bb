"""A personal layer: does refitting the weights for each reader help?

    python personal.py --data DATA --out OUT        writes OUT/results-personal-{precision}.json

Bayesian logistic regression on the device: the prior's mean is the logistic regression of all training readers, and its
precision is a setting. Before each list, the weights move to the posterior mode given the reader's own earlier lists
(with features as of their showing). Precision → ∞ gives the logistic row. Features are standardised, so one precision
fits all.
"""

from collections import defaultdict

import numpy as np

import data

PRECISIONS = (30, 100, 300, 1000, 3000)


def posterior(x, y, offset, mean, precision):
    """x (M, K), y (M), offset (M), mean (K) -> (K) posterior mode of the weights, by Newton's method, damped only by
    the prior.
    """
    w = mean.copy()
    for _ in range(8):
        p = 1 / (1 + np.exp(-(x @ w + offset)))
        gradient = x.T @ (p - y) + precision * (w - mean)
        step = np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + precision * np.eye(len(w)), gradient)
        w -= step
        if np.abs(step).max() < 1e-5:
            break
    return w


def scores(train, test, precisions):
    """{precision: (L, C)}. The test lists are grouped by reader, oldest first."""
    logistic = data.Logistic(train)
    x = data.centred(train.features, train.real)[train.real]
    spread = np.maximum(np.sqrt((x**2).mean(0)), data.FLAT)  # (K)
    mean = logistic.weights * spread
    columns = data.centred(test.features, test.real) / spread  # (L, C, K)
    columns[:, :, spread <= data.FLAT] = 0
    place = test.names.index(data.POSITION)
    offset = data.offsets(test)
    own = defaultdict(list)
    out = {p: np.zeros(test.real.shape) for p in precisions}
    for n in range(len(test)):
        before = own[test.user[n]]
        for precision in precisions:
            w = mean
            if before:
                w = posterior(
                    np.concatenate([columns[m][test.real[m]] for m in before]),
                    np.concatenate([test.clicked[m][test.real[m]] for m in before]),
                    np.concatenate([np.full(test.real[m].sum(), offset[m]) for m in before]),
                    mean,
                    precision,
                )
            w = w.copy()
            w[place] = 0
            out[precision][n] = columns[n] @ w
        before.append(n)
    return out


def main():
    args = data.arguments(__doc__).parse_args()
    catalogue = data.Catalogue(args.data / "items.jsonl")
    rows = {p: data.Results(args.out, f"personal-{p}") for p in PRECISIONS}
    for k in data.FOLDS:
        train, test = data.fold_of(args.data, k, catalogue)
        for precision, values in scores(train, test, PRECISIONS).items():
            print(k, precision, rows[precision].add(0, k, test, values), flush=True)


if __name__ == "__main__":
    main()
