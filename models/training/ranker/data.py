"""Loads lists as arrays, and defines the metric and the reference rows: popularity and logistic regression.

    python data.py --data DATA --out OUT        writes OUT/results-popularity.json, OUT/results-logistic.json

For each fold k, DATA has `fold{k}-train.jsonl` and `fold{k}-test.jsonl` (written by `npx --no inkling features`), and
`items.jsonl`. A results file maps seed → fold → table → one nDCG@10 per list of the fold's test file, null for lists
that can't be scored; a run skips the parts it finds there.

L lists, C candidates (of the longest list; shorter ones are padded), K features, N items, H showings in a history.
"""

import argparse
import json
import zlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np

FOLDS = range(7)
TABLES = ("repeats", "fresh")
# Known in training, but not on a page before layout.
POSITION = "position"
PRECISION = 30.0
FLAT = 1e-6
CUT = 10
RESAMPLES = 2000


@dataclass
class Lists:
    names: list  # (K) of the features
    user: np.ndarray  # (L) str
    items: np.ndarray  # (L, C) row in the catalogue, −1 pads
    real: np.ndarray  # (L, C) bool, False pads
    clicked: np.ndarray  # (L, C) 0 or 1
    repeated: np.ndarray  # (L, C) bool: shown to this user before
    popularity: np.ndarray  # (L, C) clicks per showing, smoothed
    features: np.ndarray  # (L, C, K), 0 pads
    ties: np.ndarray  # (L, C) random but the same in every run: breaks ties
    past: list  # (L) of lists, oldest first, of (items (C'), clicked (C'), popularity (C'))

    def __len__(self):
        return len(self.user)

    def take(self, rows):
        """The lists `rows` (L') int."""
        return Lists(self.names, *(getattr(self, f)[rows] for f in _ARRAYS), [self.past[i] for i in rows])


_ARRAYS = ("user", "items", "real", "clicked", "repeated", "popularity", "features", "ties")


class Catalogue:
    def __init__(self, path):
        rows = [json.loads(line) for line in open(path, encoding="utf-8")]
        self.row = {item["id"]: n for n, item in enumerate(rows)}
        self.texts = [item["text"] for item in rows]  # (N)
        self.vectors = np.array([item["vector"] for item in rows], np.float32)  # (N, 128), unit length


def load(path, catalogue):
    with open(path, encoding="utf-8") as file:
        names = json.loads(next(file))["features"]
        rows = [json.loads(line) for line in file]
    L, C, K = len(rows), max(len(row["items"]) for row in rows), len(names)
    out = Lists(
        names=names,
        user=np.array([row["user"] for row in rows]),
        items=np.full((L, C), -1),
        real=np.zeros((L, C), bool),
        clicked=np.zeros((L, C)),
        repeated=np.zeros((L, C), bool),
        popularity=np.full((L, C), 0.5),
        features=np.zeros((L, C, K)),
        ties=np.zeros((L, C)),
        past=[],
    )
    for n, row in enumerate(rows):
        c = len(row["items"])
        out.real[n, :c] = True
        out.items[n, :c] = [catalogue.row[i] for i in row["items"]]
        for name in ("clicked", "repeated", "popularity", "features"):
            getattr(out, name)[n, :c] = row[name]
        out.ties[n, :c] = [zlib.crc32(f"{row['user']} {row['at']} {i}".encode()) for i in row["items"]]
        out.past.append(
            [
                (np.array([catalogue.row[i] for i in p["items"]]), np.array(p["clicked"], float), np.array(p["popularity"]))
                for p in row["past"]
            ]
        )
    return out


def fold_of(data, k, catalogue):
    """(train, test)"""
    return tuple(load(Path(data) / f"fold{k}-{part}.jsonl", catalogue) for part in ("train", "test"))


def inner_split(lists, seed, share=0.15):
    """Splits a training part by users into (most, held out), for tuning and early stopping. Two (L') int."""
    users = np.unique(lists.user)
    held = np.random.default_rng(seed).permutation(users)[: round(share * len(users))]
    out = np.isin(lists.user, held)
    return np.flatnonzero(~out), np.flatnonzero(out)


# ---- what a ranking is worth


def ndcg(scores, clicked, kept, ties):
    """nDCG@10, binary gains, discount 1/log₂(1 + rank) (Järvelin & Kekäläinen 2002).

    scores, clicked, kept, ties (L, C) -> (L), NaN for a list left without a click or with clicks only.
    """
    order = np.lexsort((ties, np.where(kept, -scores, np.inf)))  # (L, C): by score, then by ties
    gains = np.take_along_axis(clicked * kept, order, 1)[:, :CUT]
    discounts = 1 / np.log2(np.arange(2, CUT + 2))[: gains.shape[1]]
    clicks, sizes = (clicked * kept).sum(1).astype(int), kept.sum(1)
    best = np.concatenate([[0], np.cumsum(discounts)])[np.minimum(clicks, CUT)]
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where((clicks > 0) & (clicks < sizes), gains @ discounts / best, np.nan)


def metrics(lists, scores):
    """scores (L, C) -> {table: (L)}. `fresh` leaves out candidates shown to the user before."""
    kept = {"repeats": lists.real, "fresh": lists.real & ~lists.repeated}
    return {table: ndcg(scores, lists.clicked, kept[table], lists.ties) for table in TABLES}


def bootstrap(users, differences, resamples=RESAMPLES, seed=1):
    """Bootstrap means over lists: users are resampled with replacement, with all their lists (Efron 1979).

    users (L), differences (L, M), NaN for a list that isn't counted -> (resamples, M)
    """
    _, user = np.unique(users, return_inverse=True)
    U = user.max() + 1
    counted = ~np.isnan(differences)
    sums, counts = np.zeros((U, differences.shape[1])), np.zeros((U, differences.shape[1]))
    np.add.at(sums, user, np.where(counted, differences, 0))
    np.add.at(counts, user, counted)
    times = np.random.default_rng(seed).multinomial(U, np.full(U, 1 / U), resamples)  # (resamples, U)
    return (times @ sums) / (times @ counts)


def holm(draws, level=0.05):
    """Simultaneous percentile intervals of M comparisons: the j-th smallest p of M gets one at level/(M − j + 1).

    Holm's procedure (1979) as intervals: an interval excludes 0 only if those of all smaller p do.
    draws (resamples, M) -> (plain (M, 2), corrected (M, 2))
    """
    B, M = draws.shape
    tail = np.minimum((draws <= 0).mean(0), (draws >= 0).mean(0))
    corrected, open_ = np.empty((M, 2)), True
    for j, m in enumerate(np.argsort(tail, kind="stable")):
        a = level / (M - j) / 2
        corrected[m] = np.quantile(draws[:, m], [a, 1 - a])
        if not open_ and (corrected[m] > 0).all() | (corrected[m] < 0).all():
            # An earlier step failed, so Holm stops there and this interval must include 0.
            corrected[m] = [min(corrected[m, 0], 0), max(corrected[m, 1], 0)]
        open_ = open_ and bool((corrected[m] > 0).all() | (corrected[m] < 0).all())
    return np.quantile(draws, [level / 2, 1 - level / 2], axis=0).T, corrected


class Results:
    """One row of the table, list by list, saved after each fold."""

    def __init__(self, out, name):
        self.path = Path(out) / f"results-{name}.json"
        self.seeds = json.loads(self.path.read_text()) if self.path.exists() else {}
        self.notes = self.seeds.pop("notes", {})

    def has(self, seed, fold):
        return str(fold) in self.seeds.get(str(seed), {})

    def add(self, seed, fold, lists, scores, note=None):
        values = metrics(lists, scores)
        plain = {t: [None if np.isnan(v) else round(float(v), 6) for v in values[t]] for t in TABLES}
        self.seeds.setdefault(str(seed), {})[str(fold)] = plain
        if note is not None:
            self.notes[f"{seed}/{fold}"] = note
        part = self.path.with_suffix(".part")
        part.write_text(json.dumps({**self.seeds, "notes": self.notes}))
        part.rename(self.path)  # atomic, so that an interrupted run can resume
        return {t: round(float(np.nanmean(values[t])), 4) for t in TABLES}


# ---- the logistic regression


def centred(values, real):
    """values (L, C, K) minus each list's mean, 0 pads."""
    weights = real[..., None]
    mean = (values * weights).sum(1, keepdims=True) / np.maximum(weights.sum(1, keepdims=True), 1)
    return (values - mean) * weights


def offsets(lists):
    """(L) log-odds of each list's clicks with half a pseudo-click on both sides, which capture how much the user clicks
    in general.
    """
    clicks, sizes = lists.clicked.sum(1), lists.real.sum(1)
    return np.log((clicks + 0.5) / (sizes - clicks + 0.5))


def loss_of(lists, scores):
    """Mean logistic loss of centred scores (L, C), given each list's share of clicks."""
    z, y = (scores + offsets(lists)[:, None])[lists.real], lists.clicked[lists.real]
    return float((np.logaddexp(0, z) - y * z).mean())


class Logistic:
    """Logistic regression with an intercept per list and a Gaussian prior of precision 30 on the weights of
    standardised features.
    """

    def __init__(self, lists, precision=PRECISION, extra=None, extra_precision=None, which=None):
        """extra (L, C, K'): further columns with their own precision; which: names of features, default all."""
        x = centred(self._columns(lists, extra), lists.real)[lists.real]  # (M, K), M candidates of all lists
        y = lists.clicked[lists.real]  # (M)
        o = np.broadcast_to(offsets(lists)[:, None], lists.real.shape)[lists.real]  # (M)
        spread = np.sqrt((x**2).mean(0))
        if which is not None:
            spread[: len(lists.names)] *= np.isin(lists.names, which)
        x = np.where(spread > FLAT, x / np.maximum(spread, FLAT), 0)
        prior = np.full(x.shape[1], precision)
        prior[len(lists.names) :] = extra_precision or precision
        w = np.zeros(x.shape[1])
        for _ in range(20):  # Newton's method; the loss is convex
            p = 1 / (1 + np.exp(-(x @ w + o)))
            gradient = x.T @ (p - y) + prior * w
            step = np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + np.diag(prior), gradient)
            w -= step
            if np.abs(step).max() < 1e-7:
                break
        self.weights = np.where(spread > FLAT, w / np.maximum(spread, FLAT), 0)  # (K + K')

    @staticmethod
    def _columns(lists, extra):
        return lists.features if extra is None else np.concatenate([lists.features, extra], 2)

    def score(self, lists, extra=None, position=False):
        """(L, C) centred log-odds. Position is included only to account for it in training."""
        weights = self.weights.copy()
        if not position:
            weights[lists.names.index(POSITION)] = 0
        return centred(self._columns(lists, extra), lists.real) @ weights


def arguments(doc):
    parser = argparse.ArgumentParser(description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder of the folds and items.jsonl")
    parser.add_argument("--out", type=Path, required=True, help="folder for results-*.json")
    return parser


def main():
    args = arguments(__doc__).parse_args()
    catalogue = Catalogue(args.data / "items.jsonl")
    rows = {name: Results(args.out, name) for name in ("popularity", "logistic")}
    for k in FOLDS:
        if all(row.has(0, k) for row in rows.values()):
            continue
        train, test = fold_of(args.data, k, catalogue)
        print(k, rows["popularity"].add(0, k, test, test.popularity), rows["logistic"].add(0, k, test, Logistic(train).score(test)), flush=True)


if __name__ == "__main__":
    main()
