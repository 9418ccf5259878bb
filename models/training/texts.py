"""The texts of a language, as read by teachers and training.

English: WORK/en/groups.jsonl, {"d": domain, "t": [texts]} per line, related texts together (written by corpus.py).
Others: WORK/<language>/texts.tsv, a text and its source per line (below).

    python texts.py nl FOLDER [FOLDER …]      collects every *.tsv, *.txt, also .xz or .gz, under the folders: the first column is the text

Technical help, games and short statements, identified by file name, are each limited to a fifth of the rest. Texts
written for the language (written.py) are used in full. The most frequent words, and phrases from sentences, are added as
texts of their own, because titles are short and a table must know words before it can sum them.
"""

import argparse
import collections
import gzip
import json
import lzma
import random
import re
from pathlib import Path

from paths import WORK
from written import written

SEED = 3
HELD_OUT = 5_000  # leading English groups that are never trained on
MOST = 170_000
WORDS = 14_000
PHRASES = 0.18  # share of the sentences that yield one
KINDS = {
    "help": ("libreoffice", "microsoft", "debian", "gnome", "-docs", "mozilla", "tldr", "gramps"),
    "game": ("-game", "games"),
    "short": ("ru-sentences/",),
}
SHARE = 0.2  # maximum share relative to the other texts, per kind
MOST_OF_A_FILE = 55_000
# Letters that most people replace when typing, although dictionaries and careful writers don't. Both spellings occur on
# pages, so letters are replaced in TYPED_SHARE of the texts.
TYPED = {"ru": ("ё", "е")}
TYPED_SHARE = 0.75
OPENERS = {".xz": lzma.open, ".gz": gzip.open}


def read(language):
    """Returns the texts in order. Related English texts are adjacent."""
    if language == "en":
        return [text for group in groups() for text in group["t"]]
    return [text for text, _ in rows(language)]


def rows(language):
    """Returns all texts of a language other than English as (text, source)."""
    with open(WORK / language / "texts.tsv", encoding="utf-8") as file:
        return [tuple(line.rstrip("\n").split("\t", 1)) for line in file]


def groups():
    with open(WORK / "en" / "groups.jsonl", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def clean(text):
    return re.sub(r"\s+", " ", text).strip()[:300]


def _of_file(path):
    with OPENERS.get(path.suffix, open)(path, "rt", encoding="utf-8", errors="replace") as file:
        return [text for text in (clean(line.rstrip("\n").split("\t", 1)[0]) for line in file) if len(text) > 1]


def _kind_of(name):
    return next((kind for kind, parts in KINDS.items() if any(part in name for part in parts)), "other")


def gather(folders):
    """Returns distinct texts as (text, source) in random order: at most MOST of them, plus derived texts."""
    rng = random.Random(SEED)
    by_kind = collections.defaultdict(dict)
    for path in sorted(path for folder in folders for path in Path(folder).rglob("*") if re.search(r"\.(tsv|txt)(\.xz|\.gz)?$", path.name)):
        if "SOURCE" in path.name:
            continue
        name = f"{path.parent.name}/{path.name.split('.')[0]}"
        texts = _of_file(path)
        rng.shuffle(texts)
        by_kind[_kind_of(name)][name] = texts[:MOST_OF_A_FILE]
    chosen = dict(by_kind["other"])
    room = int(SHARE * sum(map(len, chosen.values())))
    for kind in KINDS:
        left, files = room, sorted(by_kind[kind].items(), key=lambda item: len(item[1]))
        for place, (name, texts) in enumerate(files):
            chosen[name] = texts[: left // (len(files) - place)]
            left -= len(chosen[name])
    source = {}
    for name, texts in chosen.items():
        for text in texts:
            source.setdefault(text, name)
    rows = list(source.items())
    rng.shuffle(rows)
    rows = rows[:MOST]
    counts = collections.Counter(word for text, _ in rows for word in re.findall(r"[^\W\d_]{3,}", text.lower()))
    made = {word: "word" for word, n in counts.most_common(WORDS) if n > 1}
    for text, _ in rows:
        words = text.split()
        if len(words) > 5 and rng.random() < PHRASES:
            length = rng.choice((2, 3, 4, 5))
            at = rng.randrange(len(words) - length + 1)
            made[" ".join(words[at : at + length]).strip(".,;:!?«»“”\"()")] = "phrase"
    rows = list({**made, **dict(rows)}.items())
    rng.shuffle(rows)
    return rows


def _typed(language, rows):
    """Returns the rows. In TYPED_SHARE of the texts, letters are replaced as most people type them."""
    if language not in TYPED:
        return list(rows)
    rng, (letter, other) = random.Random(SEED), TYPED[language]
    spelt = ((text.replace(letter, other).replace(letter.upper(), other.upper()) if rng.random() < TYPED_SHARE else text, source) for text, source in rows)
    return list(dict(spelt).items())


def write(language, folders):
    """Writes WORK/<language>/texts.tsv from the folders and the written texts, unless it exists. Prints the number of texts
    per source.
    """
    path = WORK / language / "texts.tsv"
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    rows = _typed(language, {**dict(gather(folders)), **dict(written(language))}.items())
    random.Random(SEED).shuffle(rows)
    with open(path, "w", encoding="utf-8") as file:
        for text, name in rows:
            file.write(f"{text}\t{name}\n")
    for name, n in collections.Counter(name for _, name in rows).most_common():
        print(f"{n:7,} {name}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("language")
    parser.add_argument("folders", nargs="+", type=Path)
    args = parser.parse_args()
    write(args.language, args.folders)
