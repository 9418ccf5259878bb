"""Gives the English vocabulary more pieces: the words that its texts hold most and that are cut up so far.

    python more_pieces.py --words 5200 CHECKPOINT …    writes vocabulary.txt, and every checkpoint with rows for them, to be trained and shipped in three bits; as they were, both stay as NAME-before

The vocabulary was trimmed from one of 30,000, by texts of which half were links that people share: it had neither "dividend" nor "lighthouse". What is cut up says less,
to a table above all, which adds up what the parts say elsewhere.

How much a word helps is the geometric mean of its share of these texts and of all English (wordfreq: Speer 2022, doi:10.5281/zenodo.7199437): of what is written for training much is there for a word's sake, and elsewhere in proportion.

A new word's row is the weighed mean of its pieces' rows, and its weight the sum of theirs: depth 0 answers as before. An optimiser goes on with what it knew of them.
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
NEWS_SHARE = 0.8  # of what makes a word's place, the other kinds have the rest
LEAST = 10  # texts that hold a word, for it to get a row
# Endings that a piece of their own says well: what is cut there alone gains less by a row.
ENDINGS = ("##s", "##ed", "##ing", "##er", "##ly", "##d", "##es", "##ers")
SAID_BY_ENDING = 0.35
SHORTEST = 4  # letters before such an ending
WORD = re.compile(r"[a-z0-9]+")


def shares():
    """Each word -> (its share of the texts of news, its share of the others, how many texts hold it)."""
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
    """At most `most` words that aren't among the pieces, those first that a row helps most."""
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
    """Where each piece of the new vocabulary stood: special ones stay first, the others by the alphabet, so that the list of them packs into a third less."""
    first = tokens.FIRST_PIECE
    return [*range(first), *sorted(range(first, len(pieces)), key=pieces.__getitem__)]


def with_rows(state, cut, order):
    """A checkpoint, as torch.load gives it, with rows of three bits, and one more for each new word, in this order; `cut`: the ids that each was cut into."""
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
