"""Texts of our own for kinds that no free set of a language has: captions of everyday scenes, news, what people write in forums.

`written/<language>-news.txt` and `-talk.txt` hold a text a line: words to learn by, not reports. News are to name no living person, and to say nothing bad of
anybody real. `written/<language>-scenes.tsv` holds blocks, with their kind in the first column:

    person, animal      s or p (the number that verbs take), a subject
    act, animal-act     what they do, in the singular, in the plural
    place, look         what may end a sentence; what may follow any subject
    still, other        whole sentences

of which captions are put together. `written/en-near.tsv` holds groups, three or four texts a line: one, the same in other words, one that differs in what it says, and one on
the same subject. Whoever adds to them opens no set that measures.
"""

import random
from pathlib import Path

FOLDER = Path(__file__).parent / "written"
CAPTIONS = 24_000
ANIMALS = 0.25  # of the captions
LOOKS, PLACES = 0.3, 0.5
SEED = 5


def written(language):
    """(text, source) of what there is of the language, in an order of its own."""
    rows = [(line, path.stem) for path in sorted(FOLDER.glob(f"{language}-*.txt")) for line in path.read_text(encoding="utf-8").splitlines()]
    scenes = FOLDER / f"{language}-scenes.tsv"
    if scenes.exists():
        rows += [(text, scenes.stem) for text in captions(scenes)]
    rows = list(dict(rows).items())
    random.Random(SEED).shuffle(rows)
    return rows


def near(language):
    """Groups of texts that are near to one another by different degrees; none where nobody wrote any."""
    path = FOLDER / f"{language}-near.tsv"
    return [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []


def captions(path):
    """Whole sentences and subjects as they are, and CAPTIONS combinations."""
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
