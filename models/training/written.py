"""Texts written for training, of kinds for which a language has no free data set: captions of everyday scenes, news and
forum posts.

`written/<language>-news.txt` and `-talk.txt` have one text per line. They are training material, not factual reports. News must not name living people or say anything bad about anybody real. `written/<language>-scenes.tsv` has
building blocks of captions, with their kind in the first column:

    person, animal      s or p (the number of the verb), a subject
    act, animal-act     an action, in the singular and in the plural
    place, look         an ending of a sentence; a complement for any subject
    still, other        whole sentences

`written/en-near.tsv` has a group of three or four texts per line: a text, a paraphrase, a text that differs in meaning,
and one on the same subject. Authors of additions must not look at any evaluation set.
"""

import random
from pathlib import Path

FOLDER = Path(__file__).parent / "written"
CAPTIONS = 24_000
ANIMALS = 0.25  # share of the captions
LOOKS, PLACES = 0.3, 0.5
SEED = 5


def written(language):
    """Returns all written texts of the language as (text, source), in a fixed order."""
    rows = [(line, path.stem) for path in sorted(FOLDER.glob(f"{language}-*.txt")) for line in path.read_text(encoding="utf-8").splitlines()]
    scenes = FOLDER / f"{language}-scenes.tsv"
    if scenes.exists():
        rows += [(text, scenes.stem) for text in captions(scenes)]
    rows = list(dict(rows).items())
    random.Random(SEED).shuffle(rows)
    return rows


def near(language):
    """Returns groups of texts at graded distances from each other, if any were written for the language."""
    path = FOLDER / f"{language}-near.tsv"
    return [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []


def captions(path):
    """Returns the complete sentences and the subjects unchanged, plus CAPTIONS combinations of building blocks."""
    rng = random.Random(SEED)
    blocks = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        kind, *rest = line.split("\t")
        blocks.setdefault(kind, []).append(rest)
    whole = [rest[-1] for kind in ("still", "other", "person", "animal") for rest in blocks[kind]]
    return [*whole, *(_caption(rng, blocks) for _ in range(CAPTIONS))]


def _caption(rng, blocks):
    subjects, acts = ("animal", "animal-act") if rng.random() < ANIMALS else ("person", "act")
    number, subject = rng.choice(blocks[subjects])
    words = [subject]
    if rng.random() < LOOKS and subjects == "person":
        words += rng.choice(blocks["look"])
    words.append(rng.choice(blocks[acts])[number == "p"])
    if rng.random() < PLACES:
        words += rng.choice(blocks["place"])
    text = " ".join(words)
    return text[0].upper() + text[1:] + ("." if rng.random() < 0.6 else "")
