"""Extends the English vocabulary with the most useful of the words that it splits.

    python more_pieces.py --words 5200 CHECKPOINT …    writes vocabulary.txt, and adds rows for the new pieces to every checkpoint, whose table is then trained and shipped as int3; the originals are kept as NAME-before

The vocabulary was trimmed from 30,000 pieces, using texts of which half were shared links, so it lacked both "dividend"
and "lighthouse". Words that are split are represented less precisely, especially at depth 0, which sums the vectors of
their pieces.

A word's value is the geometric mean of its shares of these texts and of English in general (wordfreq: Speer 2022,
doi:10.5281/zenodo.7199437), because texts written for training over-represent some words.

A new row is the weighted mean of its pieces' rows, and its weight is the sum of their weights, so depth 0 starts
unchanged. Optimiser state is extended in the same way.
"""

import argparse
import collections
import json
import math
import re
from pathlib import Path

import torch
from wordfreq import word_frequency

import tokens
from choose import WHOLE
from paths import CORPUS, VOCABULARY
from written import written

NEWS = (*WHOLE, "en-news")
OTHERS = ("reddit", "scene", "product", "review", "comment", "software", "copy", "title", "gloss", "overview", "example")
NEWS_SHARE = 0.8  # weight of news in a word's score; the rest is that of other texts
LEAST = 10  # minimum number of texts with a word
# Endings that have a good piece of their own. A word that is split only before such an ending gains less from having a
# row.
ENDINGS = ("##s", "##ed", "##ing", "##er", "##ly", "##d", "##es", "##ers")
SAID_BY_ENDING = 0.35
SHORTEST = 4  # minimum letters before such an ending
WORD = re.compile(r"[a-z0-9]+")


def shares():
    """Returns for each word its share of news texts, its share of other texts, and the number of texts that contain
    it."""
    news, others, texts = collections.Counter(), collections.Counter(), [0, 0]
    with open(CORPUS, encoding="utf-8") as file:
        groups = [json.loads(line) for line in file] + [{"d": source, "t": [text]} for text, source in written("en")]
    for group in groups:
        if group["d"] not in NEWS + OTHERS:
            continue
        counter = news if group["d"] in NEWS else others
        for text in group["t"]:
            counter.update(set(WORD.findall(text.lower())))
            texts[counter is others] += 1
    return {word: (news[word] / texts[0], others[word] / texts[1], news[word] + others[word]) for word in {*news, *others}}


def missing(pieces, tokenizer, most):
    """Returns up to `most` words that aren't pieces yet, highest gain first."""
    known, gain = set(pieces), {}
    for word, (in_news, in_others, texts) in shares().items():
        if word in known or texts < LEAST or not word.isalpha():
            continue
        parts = tokenizer.encode(word, add_special_tokens=False).tokens
        ending = len(parts) == 2 and parts[1] in ENDINGS and len(parts[0]) >= SHORTEST
        here = NEWS_SHARE * in_news + (1 - NEWS_SHARE) * in_others
        gain[word] = math.sqrt(here * word_frequency(word, "en")) * (SAID_BY_ENDING if ending else 1)
    return sorted(gain, key=lambda word: (-gain[word], word))[:most]


def in_order(pieces):
    """Returns the old indices in the order of the new vocabulary: special pieces first, then the others alphabetically,
    which reduces the compressed size by another third.
    """
    first = tokens.FIRST_PIECE
    return [*range(first), *sorted(range(first, len(pieces)), key=pieces.__getitem__)]


def with_rows(state, cut, order):
    """Returns the checkpoint (as loaded by torch.load) with int3 rows and one additional row per new word, sorted by
    `order`. `cut`: the ids into which each word was split.
    """
    student, optimiser = state["student"], state["optimiser"]
    table, weights = student["tokenEmbedding"], student["tokenWeight"]  # (V, E), (V)
    sums = torch.stack([weights[ids].sum() for ids in cut])  # (words)
    means = torch.stack([weights[ids] @ table[ids] for ids in cut]) / sums[:, None]  # (words, E)
    student["tokenEmbedding"], student["tokenWeight"] = torch.cat([table, means])[order], torch.cat([weights, sums])[order]
    state["architecture"] |= {"vocabulary": len(student["tokenWeight"]), "tableBits": 3}
    for moments in (optimiser["state"] if optimiser else {}).values():
        for name, values in moments.items():
            if values.ndim and len(values) == len(table):
                moments[name] = torch.cat([values, torch.stack([values[ids].mean(0) for ids in cut])])[order]
    return state


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkpoints", nargs="+", type=Path)
    parser.add_argument("--words", type=int, default=5_200)
    args = parser.parse_args()
    pieces = VOCABULARY.read_text(encoding="utf-8").rstrip("\n").split("\n")
    tokenizer = tokens.load(VOCABULARY)
    words = missing(pieces, tokenizer, args.words)
    cut = [tokenizer.encode(word, add_special_tokens=False).ids for word in words]
    order = in_order([*pieces, *words])
    for path in args.checkpoints:
        state = torch.load(path, weights_only=True)
        if len(state["student"]["tokenWeight"]) != len(pieces):
            raise SystemExit(f"{path.name} has {len(state['student']['tokenWeight'])} rows, vocabulary.txt has {len(pieces)} pieces: give it one made with this vocabulary")
        path.rename(path.with_name(f"{path.stem}-before.pt"))
        torch.save(with_rows(state, cut, order), path)
    VOCABULARY.rename(VOCABULARY.with_name("vocabulary-before.txt"))
    VOCABULARY.write_text("\n".join([*pieces, *words][i] for i in order) + "\n", encoding="utf-8")
    print(f"{len(pieces):,} pieces, {len(pieces) + len(words):,} now; new: {' '.join(words)}")
