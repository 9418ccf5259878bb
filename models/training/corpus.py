"""The texts: a mix of domains none of which rules, as groups of one to four related texts.

    python corpus.py            writes corpus.jsonl (one group a line: {"d": domain, "t": [texts]}) and vocabulary.txt

Only sets under `train/` are read; what lies in `test/` is for measuring. RankLens is left out: its share-alike licence
would pass to the weights. A group keeps together what is naturally close
(two names of one product, two titles of one community, a word and its gloss) or was made so by a small edit, since random
pairs alone teach an encoder nothing about the difference between near and very near.
"""

import argparse
import collections
import csv
import gzip
import html
import io
import json
import lzma
import random
import re

from tokenizers import BertWordPieceTokenizer

import sentences
from paths import CORPUS, DATA, VOCABULARY, WORK
from teacher import TEACHER_VOCABULARY

TRAIN = DATA / "train"
SEED = 20261124
VOCABULARY_SIZE = 12_000
# Groups taken of each domain at most: about 400,000 groups and 700,000 texts in all.
LIMITS = {
    "reddit": 130_000, "gloss": 80_000, "example": 30_000, "headline": 32_000, "software": 30_000, "comment": 35_000, "review": 22_000,
    "product": 40_000, "title": 26_000, "overview": 24_000, "grocery": 8_000, "scene": 50_000, "copy": 18_000,
}


def _lines(path):
    with lzma.open(TRAIN / path, "rt", encoding="utf-8", errors="replace") as file:
        yield from (line.rstrip("\n") for line in file)


def _table(path, **options):
    return csv.DictReader(io.StringIO("\n".join(_lines(path)).lstrip("\ufeff")), **options)


def _clean(text):
    return re.sub(r"\s+", " ", html.unescape(text)).strip()[:300]


def _reddit():
    by_community = collections.defaultdict(list)
    for line in _lines("reddit-titles/reddit_titles_top300.tsv.xz"):
        community, _, title = line.split("\t", 2)
        by_community[community].append(title)
    rng = random.Random(SEED)
    for titles in by_community.values():
        rng.shuffle(titles)
        yield from ([a, b] for a, b in zip(titles[0::2], titles[1::2]))


def _wordnet(want):
    for line in _lines("wordnet-glosses/wordnet-glosses.tsv.xz"):
        _, _, lemmas, gloss = line.split("\t", 3)
        examples = re.findall(r'"([^"]{12,})"', gloss)
        meaning = gloss.split('; "')[0].strip('" ')
        if want == "gloss":
            names = lemmas.replace("_", " ").split(", ")
            yield [names[0], meaning] if len(names) == 1 else [names[1], f"{names[0]}: {meaning}", meaning]
        else:
            yield from ([example] for example in examples)


def _vader():
    for name in ("amazonReviewSnippets", "movieReviewSnippets", "nytEditorialSnippets", "tweets"):
        for line in _lines(f"vader-groundtruth/{name}_GroundTruth.txt.xz"):
            yield [line.split("\t", 2)[2]]


def _comments():
    for part in ("train", "dev", "test"):
        for line in _lines(f"goemotions/{part}.tsv.xz"):
            yield [line.split("\t")[0]]


def _products():
    seen = set()
    for path in sorted((TRAIN / "product-match").glob("**/*.xz")):
        for line in _lines(path.relative_to(TRAIN)):
            sides = line.split("\t")[:2]
            names = []
            for side in sides:
                fields = dict(re.findall(r"COL (\S+) VAL (.*?)(?= COL |$)", side))
                name = fields.get("title") or fields.get("name") or fields.get("Song_Name") or fields.get("Beer_Name") or ""
                names.append(_clean(name.strip('" ')))
            if all(names) and tuple(names) not in seen:
                seen.add(tuple(names))
                yield names


def _first_sentences(text, most=2):
    return re.split(r"(?<=[.!?]) (?=[A-Z])", text)[:most]


def _titles():
    for row in _table("titles-books2/books.csv.xz", quoting=csv.QUOTE_NONE):
        if row["title"]:
            yield [row["title"], f"{row['title']} by {row['authors']}"] if len(row["title"]) % 4 == 0 else [row["title"]]
    for row in _table("titles-edx/EdX.csv.xz"):
        yield [row["Name"], *_first_sentences(row["About"], 1), *_first_sentences(row["Course Description"])]
    for row in _table("titles-udemy/udemy_courses.csv.xz"):
        yield [row["course_title"]]
    for row in _table("titles-startups/indian_startups_2021.csv.xz"):
        yield [row["What it does"], row["Sector"]]


def _overviews():
    for row in _table("titles-movies2/Movie-Dataset-Latest.csv.xz"):
        if row["overview"]:
            first = _first_sentences(row["overview"], 3)
            yield [row["title"], *first[:2]]
            yield [f"{row['title']}. {row['overview']}"[:280], *first[2:]]


def _groceries():
    seen = set()
    for line in _lines("completejourney/products.tsv.xz"):
        _, _, department, _, category, kind, size = line.split("\t")
        text = f"{kind} {size}".replace(" NA", "").lower()
        if kind != "NA" and text not in seen:
            seen.add(text)
            yield [text, f"{category}, {department}".lower()] if len(seen) % 5 == 0 else [text]


def _edit(text, others, rng):
    """One small change that a teacher may find large or small: a word out, in, swapped or negated, a number, a crop."""
    words = text.split()
    if len(words) < 4:
        return None
    at = rng.randrange(len(words))
    way = rng.choice(("out", "swap", "replace", "crop", "negate", "number", "case"))
    if way == "out":
        words = [word for i, word in enumerate(words) if i != at and rng.random() > 0.1]
    elif way == "swap":
        other = rng.randrange(len(words))
        words[at], words[other] = words[other], words[at]
    elif way == "replace":
        words[at] = rng.choice(rng.choice(others).split())
    elif way == "crop":
        half = max(3, len(words) // 2)
        words = words[:half] if rng.random() < 0.5 else words[-half:]
    elif way == "negate":
        words.insert(at, rng.choice(("not", "never", "no")))
    elif way == "number":
        words = [re.sub(r"\d+", lambda m: str(rng.randrange(10 ** len(m[0]))), word) for word in words]
    else:
        return text.lower() if text != text.lower() else text.upper()
    edited = " ".join(words)
    return edited if edited != text else None


def build():
    rng = random.Random(SEED)
    sources = {
        "reddit": _reddit(), "gloss": _wordnet("gloss"), "example": _wordnet("example"),
        "headline": ([text] for name in ("clickbait_data", "non_clickbait_data") for text in _headlines(name)),
        "software": ([line.split("\t")[1]] for line in _lines("debian-short-text/debian_short_en.tsv.xz")),
        "comment": _comments(), "review": _vader(), "product": _products(), "title": _titles(), "overview": _overviews(),
        "grocery": _groceries(), "scene": iter(sentences.scenes(LIMITS["scene"], SEED)), "copy": iter(sentences.copies(LIMITS["copy"], SEED)),
    }
    groups, seen = [], set()
    for domain, source in sources.items():
        of_domain = []
        for texts in source:
            texts = [text for text in dict.fromkeys(map(_clean, texts)) if len(text) > 1 and text not in seen]
            if texts:
                seen.update(texts)
                of_domain.append((domain, texts[:4]))
        rng.shuffle(of_domain)
        groups += of_domain[: LIMITS[domain]]
        print(f"{domain:10} {min(len(of_domain), LIMITS[domain]):7,} groups of {len(of_domain):,}", flush=True)
    rng.shuffle(groups)
    pool = [texts[0] for _, texts in groups]
    for domain, texts in groups:
        if domain not in ("scene", "copy") and rng.random() < 0.3:
            edited = _edit(rng.choice(texts), pool, rng)
            if edited:
                texts.append(edited)
    return groups


def _headlines(name):
    path = next((TRAIN / "clickbait").glob(f"{name}*"))
    opener = lzma.open if path.suffix == ".xz" else gzip.open
    with opener(path, "rt", encoding="utf-8") as file:
        return [line.strip() for line in file if line.strip()]


def trim_vocabulary(groups):
    """The teacher's pieces that these texts use most, beside every special token and every single character."""
    tokenizer = BertWordPieceTokenizer(str(TEACHER_VOCABULARY), lowercase=True)
    pieces = TEACHER_VOCABULARY.read_text(encoding="utf-8").split("\n")
    pieces = pieces[:-1] if pieces[-1] == "" else pieces
    counts = collections.Counter()
    share = {domain: 1 / max(1, n) ** 0.5 for domain, n in collections.Counter(d for d, _ in groups).items()}
    for start in range(0, len(groups), 20_000):
        part = groups[start : start + 20_000]
        flat = [(domain, text) for domain, texts in part for text in texts]
        for (domain, _), encoding in zip(flat, tokenizer.encode_batch([text for _, text in flat], add_special_tokens=False)):
            for piece in encoding.ids:
                counts[piece] += share[domain]
    always = {i for i, piece in enumerate(pieces) if piece in ("[PAD]", "[UNK]", "[CLS]", "[SEP]") or len(piece.removeprefix("##")) == 1}
    rest = sorted((i for i in range(len(pieces)) if i not in always and not re.fullmatch(r"\[.*\]", pieces[i])), key=lambda i: (-counts[i], i))
    kept = sorted(always | set(rest[: VOCABULARY_SIZE - len(always)]))
    total, covered = sum(counts.values()), sum(counts[i] for i in kept)
    print(f"vocabulary: {len(kept):,} of {len(pieces):,} pieces, {len(always):,} always; {covered / total:.2%} of weighted pieces")
    return [pieces[i] for i in kept]


if __name__ == "__main__":
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    WORK.mkdir(parents=True, exist_ok=True)
    groups = build()
    with open(CORPUS, "w", encoding="utf-8") as file:
        for domain, texts in groups:
            file.write(json.dumps({"d": domain, "t": texts}, ensure_ascii=False) + "\n")
    print(f"{len(groups):,} groups, {sum(len(t) for _, t in groups):,} texts")
    VOCABULARY.write_text("\n".join(trim_vocabulary(groups)) + "\n", encoding="utf-8")
