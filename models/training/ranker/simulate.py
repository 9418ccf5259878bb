"""Simulates readers, because no free data set has dwell times and dismissals.

    python ranker/simulate.py --out readers.jsonl.gz       a log in Metarank's format, for `npx --no inkling fit`
    … --attention 2 --editor 3 --noise 2 --seed 7          variants: readers who look less far down, different editors' orders

Assumptions, not findings:

- **Catalogue**: titles of posts in 60 communities (PDDL). A title's community is its topic; it has one of eight
authors, a date, and a quality (standard normal) of which its popularity is a noisy indicator.
- **Taste**: a reader has one to four favourite titles in as many communities. An item's appeal is its similarity to the
nearest favourite by the *teacher's* vectors, standardised over the catalogue, plus half as much for a favourite
community. Two of five readers change a favourite halfway through their visits.
- **Lists**: 24 random items from the last 20 days.
- **Attention**: the page sorts by date and quality with noise (standard deviation `--editor`, 1), or with `--newest`
by date alone; place i is seen with probability 1 / (1 + i / `--attention`, 8).
- **Choice**: an item that is seen is opened with log-odds −2 + (1.6 / `--noise`, 1)·appeal + 0.7·quality + h·newness,
with h specific to the reader; log-odds are lower by 2 if it was opened before.
- **After opening**: the dwell time in seconds is log-normal and increases with appeal. From 30 s it counts as a read. An
item that is seen and has an appeal below −1 is dismissed in one case out of thirty.
"""

import argparse
import gzip
import json
import sys
from collections import defaultdict
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
import corpus  # noqa: E402
import minilm  # noqa: E402

SEED = 20261124
COMMUNITIES, TITLES = 60, 60
READERS = 1500
LIST = 24
DAY = 86_400_000
START = 1_700_000_000_000


def catalogue(rng):
    by_community = defaultdict(list)
    for line in corpus._lines("reddit-titles/reddit_titles_top300.tsv.xz"):
        community, _, title = line.split("\t", 2)
        title = corpus._clean(title)
        if 20 < len(title) < 200:
            by_community[community].append(title)
    names = sorted(name for name, titles in by_community.items() if len(titles) >= TITLES)
    items = []
    for name in rng.choice(names, COMMUNITIES, replace=False):
        for title in rng.choice(by_community[name], TITLES, replace=False):
            items.append({
                "title": str(title),
                "topic": str(name).lower(),
                "author": f"{name}-{rng.integers(8)}",
                "at": START + int(rng.uniform(-20, 40) * DAY),
                "quality": float(rng.normal()),
            })
    return items


def visits(items, vectors, rng, attention=8, editor=1, noise=1, newest=False):
    """Yields (reader, time, items shown, which were seen, {place opened: seconds}, places dismissed)."""
    topics = np.array([item["topic"] for item in items])
    quality = np.array([item["quality"] for item in items])
    published = np.array([item["at"] for item in items])
    base = vectors @ vectors.mean(0)
    spread = float(np.std(vectors[:400] @ vectors.T))
    for reader in range(READERS):
        favourites = rng.choice(len(items), rng.integers(1, 5), replace=False)
        spare = int(rng.integers(len(items)))
        swaps, habit = rng.random() < 0.4, rng.normal(0, 1)
        known = set()
        time = START + int(rng.integers(20 * DAY))
        count = int(rng.integers(3, 9))
        for visit in range(count):
            if swaps and visit == count // 2:
                favourites[0] = spare
            near = (vectors @ vectors[favourites].T).max(1)
            appeal = (near - base) / spread + 0.5 * np.isin(topics, topics[favourites])
            appeal = (appeal - appeal.mean()) / appeal.std()
            out = np.flatnonzero((published <= time) & (published > time - 20 * DAY))
            pool = rng.choice(out, min(LIST, len(out)), replace=False)
            newness = np.exp(-(time - published) / DAY / 3)
            value = quality[pool] + 2 * newness[pool] + rng.normal(0, editor, len(pool))
            shown = pool[np.argsort(-(published[pool] if newest else value))]
            seen = rng.random(len(shown)) < 1 / (1 + np.arange(len(shown)) / attention)
            odds = -2 + 1.6 / noise * appeal[shown] + 0.7 * quality[shown] + habit * newness[shown] - 2 * np.isin(shown, list(known))
            opens = seen & (rng.random(len(shown)) < 1 / (1 + np.exp(-odds)))
            seconds = {int(p): float(np.exp(rng.normal(3 + 0.6 * appeal[shown[p]], 0.8))) for p in np.flatnonzero(opens)}
            hates = seen & ~opens & (appeal[shown] < -1) & (rng.random(len(shown)) < 1 / 30)
            yield reader, time, shown, seen, seconds, np.flatnonzero(hates)
            known.update(int(i) for i in shown[opens])
            time += int(rng.exponential(2) * DAY) + 600_000


def main(args):
    rng = np.random.default_rng(args.seed)
    items = catalogue(rng)
    model, tokenizer = minilm.load()
    vectors = minilm.embed(model, tokenizer, [item["title"] for item in items])
    with gzip.open(args.out, "wt", encoding="utf-8") as file:
        def write(**event):
            file.write(json.dumps(event, ensure_ascii=False) + "\n")

        for i, item in enumerate(items):
            fields = {"title": item["title"], "topic": item["topic"], "author": item["author"], "published": item["at"]}
            write(event="item", item=str(i), timestamp=START - 90 * DAY, fields=[{"name": k, "value": v} for k, v in fields.items()])
        lists = clicks = 0
        for reader, time, shown, seen, seconds, hates in visits(items, vectors, rng, args.attention, args.editor, args.noise, args.newest):
            last = int(np.flatnonzero(seen).max()) + 1 if seen.any() else 0
            if last < 2:
                continue
            name, user = f"list-{lists}", f"reader-{reader}"
            write(event="ranking", id=name, timestamp=time, user=user, items=[{"id": str(i)} for i in shown[:last]])

            def act(item, kind, after, fields=()):
                write(event="interaction", ranking=name, item=str(item), timestamp=time + after, user=user, type=kind, fields=list(fields))

            for place, length in seconds.items():
                act(shown[place], "click", 2000)
                if length >= 30:
                    act(shown[place], "read", 2000 + int(length * 1000), [{"name": "seconds", "value": round(length)}])
            for place in hates:
                act(shown[place], "dismiss", 3000)
            lists, clicks = lists + 1, clicks + len(seconds)
    print(f"{len(items):,} items, {lists:,} lists, {clicks:,} opened")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", required=True)
    parser.add_argument("--attention", type=float, default=8)
    parser.add_argument("--editor", type=float, default=1)
    parser.add_argument("--noise", type=float, default=1)
    parser.add_argument("--newest", action="store_true", help="lists are in order of date")
    parser.add_argument("--seed", type=int, default=SEED)
    main(parser.parse_args())
