"""Makes a news log whose lists are in random order and that has no popularity figures, as on many blogs.

    python ranker/chance.py --out chance.jsonl.gz      a log in Metarank's format, for `npx --no inkling evaluate`
    … --readers 120 --lists 4 --noise 0.06 --topics    variants; `--topics` adds each item's topic

- **Items**: titles of posts in 41 communities about news subjects (PDDL). The community is the true topic. It is only
  written to the log with `--topics`, because many sites have no topics.
- **Readers**: each has two or three topics of interest.
- **Lists**: 20 to 24 items in random order, three to five of them from the reader's topics.
- **Clicks**: an item of an interesting topic is opened with probability `--interest` (.5), any other with probability
  `--noise` (.03), wherever it is in the list. Clicks depend on topics alone, so no text vector has an advantage.
"""

import argparse
import gzip
import json
import lzma
import re
import sys
from collections import defaultdict
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from paths import DATA  # noqa: E402

SEED = 20261202
TITLES = 150
START, HOUR = 1_700_000_000_000, 3_600_000
TOPICS = (
    "worldnews technology science politics sports soccer travel food movies television music books space gaming "
    "fitness environment economics startups statistics sociology skiing tennis surfing weddingplanning vegan "
    "smallbusiness photography psychology philosophy history education health parenting gardening fashion design "
    "cars bicycling art architecture nba baseball hockey programming investing energy law military religion"
).split()  # fmt: skip
COMMUNITIES = 41


def titles_of():
    found = defaultdict(list)
    path = DATA / "train" / "reddit-titles" / "reddit_titles_top300.tsv.xz"
    for line in lzma.open(path, "rt", encoding="utf-8", errors="replace"):
        community, _, title = line.rstrip("\n").split("\t", 2)
        title = re.sub(r"\s+", " ", title).strip()
        if 25 < len(title) < 160:
            found[community.lower()].append(title)
    return found


def main(args):
    rng = np.random.default_rng(args.seed)
    found = titles_of()
    names = [name for name in TOPICS if len(found[name]) >= TITLES][:COMMUNITIES]
    items = [(name, str(title)) for name in names for title in rng.choice(found[name], TITLES, replace=False)]
    topic = np.repeat(np.arange(len(names)), TITLES)
    lists = clicks = 0
    with gzip.open(args.out, "wt", encoding="utf-8") as file:
        write = lambda **event: file.write(json.dumps(event, ensure_ascii=False) + "\n")
        for i, (name, title) in enumerate(items):
            fields = {"title": title, **({"topic": name} if args.topics else {})}
            write(event="item", item=str(i), timestamp=START - HOUR,
                  fields=[{"name": key, "value": value} for key, value in fields.items()])  # fmt: skip
        for reader in range(args.readers):
            liked = np.isin(topic, rng.choice(len(names), rng.integers(2, 4), replace=False))
            new = np.ones(len(items), bool)
            for visit in range(args.lists):
                own = rng.choice(np.flatnonzero(liked & new), rng.integers(3, 6), replace=False)
                rest = rng.choice(np.flatnonzero(~liked & new), rng.integers(20, 25) - len(own), replace=False)
                shown = rng.permutation(np.concatenate([own, rest]))
                new[shown] = False
                opened = shown[rng.random(len(shown)) < np.where(liked[shown], args.interest, args.noise)]
                at, name = START + (24 * visit + reader) * HOUR, f"list-{lists}"
                write(event="ranking", id=name, timestamp=at, user=f"reader-{reader}", items=[{"id": str(i)} for i in shown])
                for i in opened:
                    write(event="interaction", ranking=name, item=str(i), timestamp=at + 1000, user=f"reader-{reader}", type="click")
                lists, clicks = lists + 1, clicks + len(opened)
    print(f"{len(names)} topics, {len(items):,} items, {lists:,} lists, {clicks:,} opened")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", required=True)
    parser.add_argument("--readers", type=int, default=400)
    parser.add_argument("--lists", type=int, default=5)
    parser.add_argument("--interest", type=float, default=0.5)
    parser.add_argument("--noise", type=float, default=0.03)
    parser.add_argument("--topics", action="store_true")
    parser.add_argument("--seed", type=int, default=SEED)
    main(parser.parse_args())
