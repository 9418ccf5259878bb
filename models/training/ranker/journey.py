"""Converts a year of shopping into lists on which a ranking can be replayed: Complete Journey 2.0 (84.51), CC0.

    python ranker/journey.py --out journey.jsonl.gz        a log in Metarank's format, for `npx --no inkling evaluate --folds 5`

- **Item**: a type of product ("ICE - CRUSHED/CUBED"); its category is the topic, its department a tag.
- **List**: one household's shopping on one day, as 24 types. At most six of them were bought. The rest weren't bought that
day, and are sampled by the square root of their sales, so that popularity is informative but not decisive.
- **Order**: by log sales with normal noise, like a list arranged by an editor.
- Households with fewer than three such days are excluded. `--lists` keeps only the last days of the others.
"""

import argparse
import csv
import gzip
import json
import lzma
import sys
from collections import Counter, defaultdict
from datetime import datetime, timezone
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from paths import DATA  # noqa: E402

SEED = 20261125
LIST, BOUGHT, LEAST_DAYS, LEAST_BUYERS = 24, 6, 3, 20
NO_TOPIC = {"FUEL", "COUPON", "MISCELLANEOUS", "CNTRL/STORE SUP", "POSTAL CENTER", "PROD-WHS SALES"}


def table(name):
    folder = DATA / "train" / "completejourney"
    return csv.DictReader(lzma.open(folder / name, "rt", encoding="utf-8"), delimiter="\t")


def load():
    """Returns ({type: (category, department)}, {household: {day in ms: [types]}})."""
    types, type_of = {}, {}
    for row in table("products.tsv.xz"):
        kind = row["product_type"]
        if kind in ("", "NA") or row["department"] in NO_TOPIC or kind.startswith("COUPON"):
            continue
        types.setdefault(kind, (row["product_category"], row["department"]))
        # R exported some product numbers in scientific notation, such as 9e+05.
        type_of[int(float(row["product_id"]))] = kind
    days = defaultdict(lambda: defaultdict(set))
    for row in table("transactions_sample.tsv.xz"):
        kind = type_of.get(int(float(row["product_id"])))
        if kind and float(row["quantity"]) > 0:
            day = datetime.fromisoformat(row["transaction_timestamp"][:10]).replace(tzinfo=timezone.utc)
            days[row["household_id"]][int(day.timestamp() * 1000)].add(kind)
    return types, days


def main(args):
    rng = np.random.default_rng(SEED)
    types, days = load()
    buyers = Counter(kind for own in days.values() for kind in set().union(*own.values()))
    names = sorted(kind for kind, count in buyers.items() if count >= LEAST_BUYERS)
    place = {kind: n for n, kind in enumerate(names)}
    sales = Counter(kind for own in days.values() for bought in own.values() for kind in bought)
    sold = np.array([sales[kind] for kind in names], float)
    root = np.sqrt(sold) / np.sqrt(sold).sum()
    lists = clicks = 0
    with gzip.open(args.out, "wt", encoding="utf-8") as file:
        write = lambda **event: file.write(json.dumps(event, ensure_ascii=False) + "\n")
        first = min(min(own) for own in days.values())
        for n, kind in enumerate(names):
            category, department = types[kind]
            fields = {"title": kind.title(), "topic": category.lower(), "tags": [department.lower()]}
            write(event="item", item=str(n), timestamp=first - 1,
                  fields=[{"name": name, "value": value} for name, value in fields.items()])  # fmt: skip
        for household, own in sorted(days.items()):
            known = {at: [place[kind] for kind in sorted(bought) if kind in place] for at, bought in own.items()}
            trips = [(at, bought) for at, bought in sorted(known.items()) if bought]
            if len(trips) < LEAST_DAYS:
                continue
            for at, bought in trips[-args.lists :]:
                bought = rng.permutation(bought)[:BOUGHT]
                other = root.copy()
                other[known[at]] = 0
                rest = rng.choice(len(names), LIST - len(bought), replace=False, p=other / other.sum())
                shown = np.concatenate([bought, rest])
                shown = shown[np.argsort(-(np.log(sold[shown]) + rng.normal(0, 1, len(shown))))]
                name, user = f"list-{lists}", f"household-{household}"
                write(event="ranking", id=name, timestamp=at, user=user, items=[{"id": str(i)} for i in shown])
                for i in bought:
                    write(event="interaction", ranking=name, item=str(i), timestamp=at + 1000, user=user, type="click")
                lists, clicks = lists + 1, clicks + len(bought)
    print(f"{len(names):,} items, {lists:,} lists, {clicks:,} bought")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", required=True)
    parser.add_argument("--lists", type=int, default=12)
    main(parser.parse_args())
