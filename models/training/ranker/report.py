"""Prints the table of all rows, and each row's comparison with logistic regression and popularity.

    python report.py --data DATA --out OUT [--rows a b c] [--against logistic popularity]

A row with several seeds counts with its mean over seeds, list by list. All rows against one reference in both tables
form a family of comparisons.
"""

import json

import numpy as np

import data


def columns(out, name, folds):
    """{table: {seed: (L)}} for seeds with complete folds."""
    seeds = data.Results(out, name).seeds
    whole = {s: v for s, v in seeds.items() if all(str(k) in v for k in folds)}
    return {t: {s: np.concatenate([np.array(v[str(k)][t], float) for k in folds]) for s, v in whole.items()} for t in data.TABLES}


def users(folder, folds):
    out = []
    for k in folds:
        with open(folder / f"fold{k}-test.jsonl", encoding="utf-8") as file:
            next(file)
            out += [json.loads(line)["user"] for line in file]
    return np.array(out)


def main():
    parser = data.arguments(__doc__)
    parser.add_argument("--rows", nargs="*", help="by default all")
    parser.add_argument("--against", nargs="*", default=["logistic", "popularity"])
    parser.add_argument("--folds", nargs="*", type=int, default=list(data.FOLDS))
    args = parser.parse_args()
    names = args.rows or sorted(p.stem.removeprefix("results-") for p in args.out.glob("results-*.json"))
    values = {n: columns(args.out, n, args.folds) for n in names}
    values = {n: v for n, v in values.items() if v["fresh"]}
    mean = {n: {t: np.mean(list(v[t].values()), 0) for t in data.TABLES} for n, v in values.items()}
    print(f"{'row':28} seeds repeats   fresh   a seed, repeats / fresh")
    for n, v in values.items():
        each = "  ".join(f"{np.nanmean(v['repeats'][s]):.4f}/{np.nanmean(v['fresh'][s]):.4f}" for s in v["fresh"])
        print(f"{n:28} {len(v['fresh']):5} {np.nanmean(mean[n]['repeats']):.4f}  {np.nanmean(mean[n]['fresh']):.4f}   {each}")
    who = users(args.data, args.folds)
    for reference in args.against:
        if reference not in mean:
            continue
        family = [(n, t) for n in values if n != reference for t in data.TABLES]
        differences = np.stack([mean[n][t] - mean[reference][t] for n, t in family], 1)  # (L, M)
        plain, corrected = data.holm(data.bootstrap(who, differences))
        print(f"\nless {reference} ({len(family)} comparisons)")
        for m, (n, t) in enumerate(family):
            text = " ".join(f"[{low:+.4f}, {high:+.4f}]" for low, high in (plain[m], corrected[m]))
            print(f"{n:28} {t:8} {np.nanmean(differences[:, m]):+.4f} 95 % and Holm {text}")


if __name__ == "__main__":
    main()
