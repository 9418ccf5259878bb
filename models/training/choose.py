"""Of the corpus' texts those that teach most, as they weigh on pages: every headline, product, title and overview, a share of the rest.

    python choose.py        reads corpus.jsonl, writes en/groups.jsonl; the first 5,000 groups are the held-out ones
"""

import collections
import json
import random

from paths import CORPUS, WORK
from texts import HELD_OUT

SEED = 5
# Groups of a domain at most; what isn't named is taken whole.
MOST = {
    "scene": 24_000, "review": 12_000, "comment": 12_000, "gloss": 26_000, "example": 12_000, "software": 12_000, "swapped": 12_000, "name": 24_000, "reddit": 80_000,
}

if __name__ == "__main__":
    rng = random.Random(SEED)
    with open(CORPUS, encoding="utf-8") as file:
        groups = [json.loads(line) for line in file]
    held_out, rest = groups[:HELD_OUT], groups[HELD_OUT:]
    rng.shuffle(rest)
    counts, chosen = collections.Counter(), []
    for group in rest:
        if counts[group["d"]] < MOST.get(group["d"], len(groups)):
            counts[group["d"]] += 1
            chosen.append(group)
    rng.shuffle(chosen)
    (WORK / "en").mkdir(parents=True, exist_ok=True)
    with open(WORK / "en" / "groups.jsonl", "w", encoding="utf-8") as file:
        for group in held_out + chosen:
            file.write(json.dumps(group, ensure_ascii=False) + "\n")
    print(f"{HELD_OUT + len(chosen):,} groups, {sum(len(group['t']) for group in held_out + chosen):,} texts; {dict(counts)}")
