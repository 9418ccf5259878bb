"""Of the corpus' texts those that teach most, as they weigh on pages: every headline, product, title and overview, a share of the rest.

    python choose.py                        reads corpus.jsonl, writes en/groups.jsonl; the first 5,000 groups are the held-out ones
    python choose.py --texts 160000         so many: every short text and news title, and of everything else the same share
"""

import argparse
import collections
import json
import random

from paths import CORPUS, WORK
from texts import HELD_OUT

SEED = 6
# Groups of a domain at most; what isn't named is taken whole.
MOST = {
    "scene": 24_000, "review": 12_000, "comment": 12_000, "gloss": 26_000, "example": 12_000, "software": 12_000, "swapped": 12_000, "name": 24_000, "reddit": 80_000,
}
WHOLE = ("short", "news")


def chosen_of(rest, most_texts):
    """The groups to train on, shuffled: at most MOST of a domain, most_texts texts in all."""
    rng = random.Random(SEED)
    rng.shuffle(rest)
    counts, chosen = collections.Counter(), []
    for group in rest:
        if counts[group["d"]] < MOST.get(group["d"], len(rest)):
            counts[group["d"]] += 1
            chosen.append(group)
    size = sum(len(group["t"]) for group in chosen)
    whole = sum(len(group["t"]) for group in chosen if group["d"] in WHOLE)
    share = min(1, (most_texts - whole) / (size - whole)) if most_texts else 1
    return [group for group in chosen if group["d"] in WHOLE or rng.random() < share]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=int, help="texts to train on; default: all that MOST allows")
    args = parser.parse_args()
    with open(CORPUS, encoding="utf-8") as file:
        groups = [json.loads(line) for line in file]
    held_out, chosen = groups[:HELD_OUT], chosen_of(groups[HELD_OUT:], args.texts)
    (WORK / "en").mkdir(parents=True, exist_ok=True)
    with open(WORK / "en" / "groups.jsonl", "w", encoding="utf-8") as file:
        for group in held_out + chosen:
            file.write(json.dumps(group, ensure_ascii=False) + "\n")
    counts = collections.Counter()
    for group in chosen:
        counts[group["d"]] += len(group["t"])
    print(f"{HELD_OUT + len(chosen):,} groups, {sum(len(group['t']) for group in held_out + chosen):,} texts; {dict(counts)}")
