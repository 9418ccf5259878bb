"""Does the time of day predict what is bought next, or that anything is bought? Complete Journey 2.0 (84.51), CC0, a
year of shopping.

    python ranker/daypart.py        prints nDCG@10 of each row, and its gain with a 95 % interval over resampled households

Uses the lists of journey.py: a day in the shop, with items bought among items equally often sold. All rows are
conditional logistic regressions (an intercept per list), fitted on half of the households, by a hash, and measured on
the other half:

- base: log sales; the household's earlier purchases in the item's category and in its department, relative to
everybody's.
- `opened`: whether the household has bought this very type before, and how often (the first is the page's feature
`opened`).
- `since`: days since the last purchase, exp(−days / 28).
- `daypart of all`: how much more often everybody buys the category at this time of day (night, morning, noon,
afternoon, evening) than at others.
- `daypart`: the same for this household's own purchases, with a pseudo-count of ten.
"""

import hashlib
import sys
from collections import Counter, defaultdict
from datetime import datetime
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from data import bootstrap, ndcg  # noqa: E402
from journey import BOUGHT, LEAST_BUYERS, LEAST_DAYS, LIST, NO_TOPIC, SEED, table  # noqa: E402

ASKED = 12
COLUMNS = ["sales", "category", "department", "opened", "often", "since", "daypart of all", "daypart"]
ROWS = {
    "base": [0, 1, 2],
    "base + opened": [0, 1, 2, 3, 4],
    "base + opened + since": [0, 1, 2, 3, 4, 5],
    "base + daypart of all": [0, 1, 2, 6],
    "base + daypart": [0, 1, 2, 6, 7],
    "base + opened + since + daypart": [0, 1, 2, 3, 4, 5, 6, 7],
}


def part_of(hour):
    return 0 if hour < 6 else 1 if hour < 11 else 2 if hour < 14 else 3 if hour < 18 else 4


def load():
    """({type: (category, department)}, {household: [(day, part of the day, {types})]} in chronological order)."""
    types, type_of = {}, {}
    for row in table("products.tsv.xz"):
        kind = row["product_type"]
        if kind in ("", "NA") or row["department"] in NO_TOPIC or kind.startswith("COUPON"):
            continue
        types.setdefault(kind, (row["product_category"], row["department"]))
        type_of[int(float(row["product_id"]))] = kind
    days = defaultdict(lambda: defaultdict(lambda: [0, set()]))
    for row in table("transactions_sample.tsv.xz"):
        kind = type_of.get(int(float(row["product_id"])))
        if kind and float(row["quantity"]) > 0:
            at = datetime.fromisoformat(row["transaction_timestamp"].replace("Z", "")[:19])
            entry = days[row["household_id"]][at.toordinal()]
            entry[0] = part_of(at.hour)
            entry[1].add(kind)
    return types, {name: [(day, part, kinds) for day, (part, kinds) in sorted(own.items())] for name, own in days.items()}


def lists_of(types, days, rng):
    """Yields (household, features (24, K), bought (24))."""
    buyers = Counter(kind for own in days.values() for kind in set().union(*(kinds for _, _, kinds in own)))
    names = sorted(kind for kind, count in buyers.items() if count >= LEAST_BUYERS)
    place = {kind: n for n, kind in enumerate(names)}
    category = np.unique([types[kind][0] for kind in names], return_inverse=True)[1]  # (N)
    department = np.unique([types[kind][1] for kind in names], return_inverse=True)[1]  # (N)
    C, D = category.max() + 1, department.max() + 1
    sold = np.zeros(len(names))
    by_part = np.ones((5, C))
    for own in days.values():
        for _, part, kinds in own:
            for kind in kinds & place.keys():
                sold[place[kind]] += 1
                by_part[part, category[place[kind]]] += 1
    root = np.sqrt(sold) / np.sqrt(sold).sum()
    expected = by_part.sum(0) / by_part.sum()  # (C)
    everybody = np.log(by_part / by_part.sum(1, keepdims=True) / expected)  # (5, C)
    for household, own in sorted(days.items()):
        trips = [(day, part, [place[kind] for kind in sorted(kinds) if kind in place]) for day, part, kinds in own]
        trips = [trip for trip in trips if trip[2]]
        if len(trips) < LEAST_DAYS:
            continue
        count, last = np.zeros(len(names)), np.full(len(names), -1e4)
        mine, cats, deps = np.zeros((5, C)), np.zeros(C), np.zeros(D)
        for n, (day, part, bought) in enumerate(trips):
            if n and n >= len(trips) - ASKED:
                chosen = rng.permutation(bought)[:BOUGHT]
                other = root.copy()
                other[bought] = 0
                shown = np.concatenate([chosen, rng.choice(len(names), LIST - len(chosen), replace=False, p=other / other.sum())])
                c, d = category[shown], department[shown]
                total = cats.sum()
                share = (mine[part] + 10 * expected) / (mine[part].sum() + 10) / ((cats + 10 * expected) / (total + 10))
                x = np.stack(
                    [
                        np.log(sold[shown]),
                        np.log((cats[c] + 10 * expected[c]) / (total + 10) / expected[c]),
                        np.log((deps[d] + 1) / (total + D)),
                        count[shown] > 0,
                        np.log1p(count[shown]),
                        np.exp(-(day - last[shown]) / 28),
                        everybody[part, c],
                        np.log(share[c]),
                    ],
                    1,
                )
                yield household, x, np.isin(shown, chosen).astype(float)
            for i in bought:
                count[i] += 1
                last[i] = day
                mine[part, category[i]] += 1
                cats[category[i]] += 1
                deps[department[i]] += 1


def fit(x, y, precision=30):
    """x (L, 24, K), y (L, 24): weights (K) of a softmax over each list, one term per item bought."""
    spread = x.std((0, 1)) + 1e-9
    z = x / spread
    w = np.zeros(x.shape[2])
    for _ in range(30):
        p = np.exp(z @ w - (z @ w).max(1, keepdims=True))
        p *= y.sum(1, keepdims=True) / p.sum(1, keepdims=True)
        gradient = np.einsum("lck,lc->k", z, y - p) - precision * w
        mean = np.einsum("lck,lc->lk", z, p) / y.sum(1, keepdims=True)
        hessian = np.einsum("lck,lc,lcj->kj", z, p, z) - np.einsum("lk,lj,l->kj", mean, mean, y.sum(1))
        step = np.linalg.solve(hessian + precision * np.eye(len(w)), gradient)
        w += step
        if np.abs(step).max() < 1e-6:
            break
    return w / spread


def main():
    rng = np.random.default_rng(SEED)
    household, x, y = zip(*lists_of(*load(), rng))
    household, x, y = np.array(household), np.array(x), np.array(y)
    half = np.array([hashlib.sha256(name.encode()).digest()[0] % 2 for name in household]) == 1
    ties, kept = rng.random(y.shape), np.ones(y.shape, bool)
    values = {}
    for name, columns in ROWS.items():
        w = fit(x[~half][:, :, columns], y[~half])
        values[name] = ndcg(x[half][:, :, columns] @ w, y[half], kept[half], ties[half])
        print(name, dict(zip([COLUMNS[c] for c in columns], w.round(2))), flush=True)
    pairs = [("base + opened", "base"), ("base + opened + since", "base + opened"), ("base + daypart of all", "base"),
             ("base + daypart", "base"), ("base + opened + since + daypart", "base + opened + since")]  # fmt: skip
    draws = bootstrap(household[half], np.stack([values[a] - values[b] for a, b in pairs], 1))
    print(f"{half.sum():,} lists of {len(np.unique(household[half])):,} households")
    for name in ROWS:
        print(f"{name:34s} {np.nanmean(values[name]):.4f}")
    for (a, b), draw in zip(pairs, draws.T):
        print(f"{a} − {b}: {np.nanmean(values[a] - values[b]):+.4f} [{np.quantile(draw, .025):+.4f}, {np.quantile(draw, .975):+.4f}]")


if __name__ == "__main__":
    main()
