"""Pairs of held-out texts with the teachers' similarity, used to choose between encoders.

    python heldout.py       writes WORK/heldout.jsonl: a first line {"pairs": [[i, j, similarity], …]}, then a text per line

Uses the first 5,000 groups of the corpus, which are never trained on: every pair within a group, and the same number of
random pairs, as in train.py. Encoders are measured through the TypeScript: `node models/training/measure.mjs agreement`.
"""

import json

import numpy as np

import teachers
import texts as corpora
from paths import WORK
from space import Space, beside

SEED = 7


def main():
    groups = [group["t"] for group in corpora.groups()[: corpora.HELD_OUT]]
    ends = np.cumsum([len(group) for group in groups])
    texts = [text for group in groups for text in group]
    mpnet, e5 = (teachers.vectors("en", name)[: len(texts)] for name in ("mpnet", "e5"))
    vectors = beside(mpnet, e5, Space().e5_mean)
    rng = np.random.default_rng(SEED)
    within = [(i, j) for end, group in zip(ends, groups) for i in range(end - len(group), end) for j in range(i + 1, end)]
    chosen = within + [tuple(pair) for pair in rng.integers(0, len(texts), (len(within), 2))]
    pairs = [[int(i), int(j), round(float(vectors[i] @ vectors[j]), 5)] for i, j in chosen if i != j]
    with open(WORK / "heldout.jsonl", "w", encoding="utf-8") as file:
        file.write(json.dumps({"pairs": pairs}) + "\n")
        for n, text in enumerate(texts):
            file.write(json.dumps({"id": n, "text": text}, ensure_ascii=False) + "\n")
    print(f"{len(pairs):,} pairs of {len(texts):,} texts, {len(within):,} of them within groups")


if __name__ == "__main__":
    main()
