"""Selects the most useful texts from the corpus, in the proportions found on real pages: every headline, a share of the
rest, and then the texts written for training (written.py).

    python choose.py                        reads corpus.jsonl, writes en/groups.jsonl; the first 5,000 groups are held out
    python choose.py --texts 160000         limits the texts from the corpus: every headline and news title, and the same share of everything else
"""

import argparse
import collections
import json
import random

from paths import CORPUS, WORK
from texts import HELD_OUT
from written import near, written

SEED = 7
# Maximum number of groups per domain; domains that aren't listed are used in full.
MOST = {
    "reddit": 30_000, "short": 12_000, "swapped": 8_000, "scene": 6_000, "title": 6_000, "name": 6_000, "comment": 6_000, "overview": 5_000, "review": 5_000,
    "example": 5_000, "gloss": 4_000, "product": 4_000, "software": 3_000, "copy": 2_000, "grocery": 1_500,
}
WHOLE = ("news", "plain", "headline")


def chosen_of(rest, most_texts):
    """Returns the training groups in random order, with at most MOST per domain and most_texts texts in total."""
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
    chosen += [{"d": source, "t": [text]} for text, source in written("en")]
    chosen += [{"d": "en-near", "t": texts} for texts in near("en")]
    (WORK / "en").mkdir(parents=True, exist_ok=True)
    with open(WORK / "en" / "groups.jsonl", "w", encoding="utf-8") as file:
        for group in held_out + chosen:
            file.write(json.dumps(group, ensure_ascii=False) + "\n")
    counts = collections.Counter()
    for group in chosen:
        counts[group["d"]] += len(group["t"])
    print(f"{HELD_OUT + len(chosen):,} groups, {sum(len(group['t']) for group in held_out + chosen):,} texts; {dict(counts)}")
