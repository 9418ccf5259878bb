"""Builds the training corpus: groups of one to four related texts from a mix of domains, none of which dominates.

    python corpus.py            writes corpus.jsonl (one group per line: {"d": domain, "t": [texts]}), vocabulary.txt and proxy.jsonl

Reads only sets under `train/`; `test/` is for measuring. RankLens is excluded, because its share-alike licence would
extend to the weights. A group holds texts that are naturally similar (two names of one product, two titles from one
community, a word and its gloss), or copies of a text with a small edit. Random pairs alone don't teach an encoder the
difference between close and very close.

`build` is the corpus of encoder-en 0.2.0; `more` appends texts for news titles: further reddit titles, names on their
own, and headlines with names replaced, whose new meaning the teacher provides. Single words and phrases come last
(`short.py`).
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
import unicodedata

from tokenizers import BertWordPieceTokenizer

import proxy
import sentences
import short
from minilm import PIECES
from paths import CORPUS, DATA, VOCABULARY, WORK

TRAIN = DATA / "train"
SEED = 20261124
VOCABULARY_SIZE = 16_000
# Maximum number of groups per domain. The total is about 400,000 groups and 700,000 texts.
LIMITS = {
    "reddit": 130_000, "gloss": 80_000, "example": 30_000, "headline": 32_000, "software": 30_000, "comment": 35_000, "review": 22_000,
    "product": 40_000, "title": 26_000, "overview": 24_000, "grocery": 8_000, "scene": 50_000, "copy": 18_000,
}
# Number of groups added for news: headline templates (three texts each), phrases with names, and further pairs of
# titles.
SWAPS, PHRASES, MORE_REDDIT = 40_000, 60_000, 80_000


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
    """Returns a copy of the text with a small edit: a word is dropped, inserted, swapped or negated, a number is
    changed, or the text is cropped. The teacher judges how much that changes the meaning.
    """
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


NAME = re.compile(r"(?:[A-Z][\w.'’&-]*[\w])(?: (?:[A-Z][\w.'’&-]*[\w])){0,2}")


def _news_titles():
    """Yields (community, title) pairs from communities that resemble news topics."""
    for line in _lines("reddit-titles/reddit_titles_top300.tsv.xz"):
        community, _, title = line.split("\t", 2)
        if community in proxy.TOPICS:
            yield community, _clean(title)


def _phrases(titles):
    """Returns sequences of two or three capitalised words that follow a lower-case word; most of them are names. The
    most frequent come first.
    """
    counts = collections.Counter()
    for title in titles:
        for found in re.finditer(rf"(?<=[a-z,] )({NAME.pattern})", title):
            if " " in found[1]:
                counts[found[1]] += 1
    return [phrase for phrase, _ in counts.most_common()]


def _words():
    """Returns the pieces of the teacher's vocabulary that are whole words, from the most frequent to the rarest."""
    pieces = PIECES.read_text(encoding="utf-8").split("\n")
    return [piece for piece in pieces if re.fullmatch(r"[a-z]{3,}", piece)]


def _renamed(template, names):
    """Replaces one name in a headline or, if capitalisation doesn't reveal a name, one or two words."""
    rng, words = names["rng"], template.split()
    runs = [found.span() for found in NAME.finditer(template)]
    if not runs or sum(word[0].isupper() for word in words) > 0.6 * len(words):
        at = rng.randrange(len(words))
        return " ".join(words[:at] + [names["next"]()] + words[at + rng.choice((1, 2)) :])
    start, end = rng.choice(runs)
    return template[:start] + names["next"]() + template[end:]


def more(groups):
    """Returns the groups for news and further titles, excluding duplicates and the proxy's titles."""
    rng = random.Random(SEED + 1)
    seen = {text for _, texts in groups for text in texts}
    titles = list(_news_titles())
    held_out = proxy.pick(titles, seen)
    with open(proxy.PROXY, "w", encoding="utf-8") as file:
        for topic, text in held_out:
            file.write(json.dumps({"topic": topic, "text": text}, ensure_ascii=False) + "\n")
    closed = {title for _, title in titles if proxy.is_held_out(title)} | {title for _, title in held_out}
    news = {title for _, title in titles if title not in closed}
    plain = [_clean(text) for text in _headlines("non_clickbait_data")]
    # In the first part, news has its own domain names, which train.py uses to select batches.
    plainly = set(plain)
    groups = [("news" if d == "reddit" and t[0] in news else "plain" if d == "headline" and t[0] in plainly else d, t) for d, t in groups]
    held_out_before = {text for _, texts in groups[:5_000] for text in texts}

    pairs = [[a, b] for a, b in _reddit_pairs(titles, rng) if a not in closed and b not in closed]
    added = [("news", texts) for texts in pairs]
    others = [[_clean(a), _clean(b)] for a, b in _reddit()]
    phrases = _phrases([text for pair in others for text in pair if text not in closed] + plain)[:PHRASES]
    words = _words()
    added += [("name", [word]) for word in words] + [("name", [phrase]) for phrase in phrases]

    def another():
        kind = rng.random()
        return rng.choice(phrases) if kind < 0.5 else (rng.choice(words) if kind < 0.75 else rng.choice(words[len(words) // 4 :])).capitalize()

    names = {"rng": rng, "next": another}
    templates = [text for text in plain + sorted(news) if text not in held_out_before and len(text.split()) > 3]
    for _ in range(SWAPS):
        first, second = rng.choice(templates), rng.choice(templates)
        name = another()
        once = {"rng": rng, "next": lambda name=name: name}
        added.append(("swapped", [_renamed(first, once), _renamed(second, once), _renamed(first, names)]))
    rng.shuffle(added)
    rng.shuffle(others)
    added += [("reddit", pair) for pair in others if not any(text in closed for text in pair)][: 2 * MORE_REDDIT]
    kept, counts = [], collections.Counter()
    for domain, texts in added:
        texts = [text for text in dict.fromkeys(map(_clean, texts)) if len(text) > 1 and text not in seen and text not in closed]
        if texts and counts[domain] < (MORE_REDDIT if domain == "reddit" else 10**9):
            seen.update(texts)
            counts[domain] += 1
            kept.append((domain, texts))
    print("added " + ", ".join(f"{domain} {n:,}" for domain, n in counts.items()), flush=True)
    return groups + kept


def short_texts(groups):
    """Yields the words and phrases of short.py, excluding duplicates and held-out titles."""
    seen = {text for _, texts in groups for text in texts}
    closed = set(proxy.read()[1])

    def sources(name):
        if name == "wordnet":
            return _lines("wordnet-glosses/wordnet-glosses.tsv.xz")
        if name == "goods":
            return dict.fromkeys((kind.lower(), category.lower()) for _, _, _, _, category, kind, _ in (
                line.split("\t") for line in _lines("completejourney/products.tsv.xz")) if "NA" not in (kind, category))
        titles = (_clean(line.split("\t", 2)[2]) for line in _lines("reddit-titles/reddit_titles_top300.tsv.xz"))
        return [title for title in titles if title not in closed and not proxy.is_held_out(title)]

    for texts in short.build(sources):
        texts = [text for text in dict.fromkeys(map(_clean, texts)) if len(text) > 1 and text not in seen]
        if texts:
            seen.update(texts)
            yield "short", texts


def _reddit_pairs(titles, rng):
    by_community = collections.defaultdict(list)
    for community, title in titles:
        by_community[community].append(title)
    for of_community in by_community.values():
        rng.shuffle(of_community)
        yield from zip(of_community[0::2], of_community[1::2])


def _is_kept_letter(letter):
    """Whether to keep a character of another script. Only Greek and Cyrillic ones are kept, because the model is for
    English and isn't loaded on pages in other languages.
    """
    return ord(letter) < 0x250 or unicodedata.category(letter)[0] in "PS" or unicodedata.name(letter, "").startswith(("GREEK", "CYRILLIC"))


def trim_vocabulary(groups):
    """The teacher's pieces that are most frequent in these texts, plus the special tokens and every single Latin, Greek
    or Cyrillic character.

    Domains are weighted by the square root of their size, and news has as much weight as all other domains together. A
    small additional weight follows Zipf's law over the teacher's frequency order, for names that happen to be missing
    from these texts.
    """
    tokenizer = BertWordPieceTokenizer(str(PIECES), lowercase=True)
    pieces = PIECES.read_text(encoding="utf-8").split("\n")
    pieces = pieces[:-1] if pieces[-1] == "" else pieces
    by_domain = collections.defaultdict(collections.Counter)
    for start in range(0, len(groups), 20_000):
        flat = [(domain, text) for domain, texts in groups[start : start + 20_000] for text in texts if domain not in ("name", "swapped", "short")]
        for (domain, _), encoding in zip(flat, tokenizer.encode_batch([text for _, text in flat], add_special_tokens=False)):
            by_domain[domain].update(encoding.ids)
    sizes = collections.Counter(d for d, _ in groups)
    weight = {domain: sum(counts.values()) / sizes[domain] ** 0.5 for domain, counts in by_domain.items()}
    general = sum(weight[domain] for domain in weight if domain not in ("news", "plain"))
    counts = collections.Counter({i: 0.1 / i / 10 for i in range(1, len(pieces))})
    for domain, of_domain in by_domain.items():
        share = {"plain": 2 / 3, "news": 1 / 3}.get(domain, weight[domain] / general)
        total = sum(of_domain.values())
        for piece, n in of_domain.items():
            counts[piece] += share * n / total
    single = {i for i, piece in enumerate(pieces) if len(piece.removeprefix("##")) == 1}
    always = {i for i in single if _is_kept_letter(pieces[i][-1])} | {i for i, piece in enumerate(pieces) if piece in ("[PAD]", "[UNK]", "[CLS]", "[SEP]")}
    rest = sorted((i for i in range(len(pieces)) if i not in always and i not in single and not re.fullmatch(r"\[.*\]", pieces[i])), key=lambda i: (-counts[i], i))
    kept = sorted(always | set(rest[: VOCABULARY_SIZE - len(always)]))
    for domain in sorted(by_domain):
        covered = sum(by_domain[domain][i] for i in kept) / sum(by_domain[domain].values())
        print(f"vocabulary: {covered:.2%} of the pieces of {domain}")
    print(f"vocabulary: {len(kept):,} of {len(pieces):,} pieces, {len(always):,} always")
    return [pieces[i] for i in kept]


if __name__ == "__main__":
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    WORK.mkdir(parents=True, exist_ok=True)
    groups = more(build())
    groups += list(short_texts(groups))
    with open(CORPUS, "w", encoding="utf-8") as file:
        for domain, texts in groups:
            file.write(json.dumps({"d": domain, "t": texts}, ensure_ascii=False) + "\n")
    print(f"{len(groups):,} groups, {sum(len(t) for _, t in groups):,} texts")
    VOCABULARY.write_text("\n".join(trim_vocabulary(groups)) + "\n", encoding="utf-8")
