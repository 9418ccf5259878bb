"""Converts logs without lists to lists on which a ranking can be replayed, for packages/sdk/bench/co-reading.mjs.

    python ranker/co_reading.py ml-100k --source FOLDER --out ml-100k.jsonl.gz   MovieLens 100k, as in PyPI's recbole 1.2.1
    python ranker/co_reading.py msweb --source FOLDER --out msweb.jsonl.gz       visits to www.microsoft.com (UCI)

- **Opened**: a rated film, or a visited area of the site. A user's items are in order of time; where the log has no times
  (MSWeb), in random order.
- **List**: the next items that the user opened (four films, or one area), and others that this user never opened, twenty in
  all and in random order. `--negatives uniform` samples the others uniformly from the catalogue, `popular` in proportion to
  the number of users who opened them, so that popularity doesn't tell the two apart.
- `--least N` leaves out items opened by fewer than N users.
"""

import argparse
import gzip
import json
import lzma
from collections import Counter
from pathlib import Path

import numpy as np

SEED = 20261202
LIST = 20
START = 1_700_000_000_000


def movielens(folder):
    """Returns (fields keyed by item, each user's items in chronological order)."""
    items = {}
    for row in (folder / "ml-100k.item").read_text(encoding="utf-8").splitlines()[1:]:
        item, title, _, genres = row.split("\t")
        items[item] = {"title": title, "tags": genres.lower().split()}
    events = {}
    for row in (folder / "ml-100k.inter").read_text(encoding="utf-8").splitlines()[1:]:
        user, item, _, time = row.split("\t")
        events.setdefault(user, []).append((float(time), int(item), item))
    return items, {user: [item for _, _, item in sorted(own)] for user, own in events.items()}


def msweb(folder):
    rng = np.random.default_rng(SEED)
    items, users = {}, {}
    for part in ("data", "test"):
        for line in lzma.open(folder / f"anonymous-msweb.{part}.xz", "rt", encoding="latin-1"):
            cells = line.strip().split(",")
            if cells[0] == "A":
                items[cells[1]] = {"title": cells[3].strip('"')}
            elif cells[0] == "C":
                user = f"{part}-{cells[2]}"
            elif cells[0] == "V":
                users.setdefault(user, []).append(cells[1])
    return items, {user: list(rng.permutation(own)) for user, own in users.items()}


SOURCES = {"ml-100k": (movielens, 4), "msweb": (msweb, 1)}


def main(args):
    read, each = SOURCES[args.log]
    items, users = read(Path(args.source))
    rng = np.random.default_rng(SEED)
    readers = Counter(item for own in users.values() for item in own)
    names = sorted(item for item, count in readers.items() if count >= args.least)
    place = {item: n for n, item in enumerate(names)}
    counts = np.array([readers[item] for item in names], float)
    share = counts / counts.sum() if args.negatives == "popular" else None
    lists = 0
    with gzip.open(args.out, "wt", encoding="utf-8", compresslevel=4) as file:
        write = lambda **event: file.write(json.dumps(event, ensure_ascii=False) + "\n")
        for item in names:
            fields = [{"name": name, "value": value} for name, value in items.get(item, {}).items()]
            write(event="item", item=item, timestamp=START - 1, fields=fields)
        for user, own in sorted(users.items()):
            own = [item for item in own if item in place]
            known = {place[item] for item in own}
            for n in range(0, len(own) - each + 1, each):
                opened, others, at = own[n : n + each], set(), START + n * 60_000
                while len(others) < LIST - each:
                    others.update({int(i) for i in rng.choice(len(names), LIST, p=share)} - known)
                others = rng.permutation(sorted(others))[: LIST - each]
                shown = rng.permutation(opened + [names[i] for i in others])
                name = f"list-{lists}"
                write(event="ranking", id=name, timestamp=at, user=user, items=[{"id": str(item)} for item in shown])
                for item in opened:
                    write(event="interaction", ranking=name, item=item, timestamp=at + 1000, user=user, type="click")
                lists += 1
    print(f"{len(users):,} users, {len(names):,} items, {counts.sum() / len(names):.0f} users per item, {lists:,} lists")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("log", choices=SOURCES)
    parser.add_argument("--source", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--negatives", choices=("uniform", "popular"), default="uniform")
    parser.add_argument("--least", type=int, default=1)
    main(parser.parse_args())
