"""Short texts, similar to tags and interests: single words, names of dishes, crafts, sports and products, phrases of
one to four words.

Each is paired with context: a word with the beginning of its gloss, a phrase with a title that contains it, a kind of
product with its category. `corpus.py` appends them as the domain "short".
"""

import collections
import random
import re

SEED = 20261126
# WordNet's noun classes (lexicographer files) that occur on pages: acts, animals, artifacts, bodies, ideas, words,
# events, feelings, food, groups, places, things, people, phenomena, plants, possessions, processes, states, substances,
# times.
NOUNS = {"04", "05", "06", "08", "09", "10", "11", "12", "13", "14", "15", "17", "18", "19", "20", "21", "22", "26", "27", "28"}
# Classes used in full. Only a share of the others is used.
WHOLE = {"04", "06", "11", "12", "13"}
SHARE = 0.2
STOP = set(
    "a an the and or but if of to in on at by for from with without into onto over under about after before as is are was were be been being am i you he she it we they me "
    "him her us them my your his its our their this that these those there here what which who whom how when where why not no nor so than then too very can could will would "
    "should may might must do does did done have has had having just now up down out off all any some each every both more most much many few little one two get got go going "
    "make made like new i'm it's don't you're that's i've can't didn't he's she's what's reddit redditors anyone someone something anything thing things really ever never"
    .split()
)
PHRASES = 26_000
MOST_WORDS = 4


def _heads(line):
    """Returns a noun's class, its names, and the first words of its gloss."""
    kind, number, lemmas, gloss = line.split("\t", 3)
    names = [name for name in lemmas.replace("_", " ").split(", ") if len(name.split()) <= MOST_WORDS and len(name) > 2]
    if kind != "noun" or number not in NOUNS or not names or gloss.startswith(("genus", "family", "type genus")) or names[0].startswith(("genus ", "family ", "order ")):
        return None
    beginning = re.split(r"[;,(:]| (?:that|which|who|where|when|used|having|made|of|with|in|by|for|from|to) ", gloss.removeprefix("(").strip(), maxsplit=1)[0]
    words = re.sub(r"^(?:a|an|the|any|one) ", "", beginning.strip()).split()
    return number, names[:2], " ".join(words) if 0 < len(words) <= MOST_WORDS else None


def of_wordnet(lines, rng):
    for line in lines:
        found = _heads(line)
        if found and (found[0] in WHOLE or rng.random() < SHARE):
            yield [*found[1], *([found[2]] if found[2] else [])]


def runs(title):
    """Yields sequences of one to four words found between stop words and punctuation (RAKE, Rose et al. 2010)."""
    for part in re.split(r"[^\w'’ -]+", title.lower()):
        run = []
        for word in [*part.split(), ""]:
            if word and word not in STOP and not word.isdigit():
                run.append(word)
            elif run:
                if len(run) <= MOST_WORDS and len(run[0]) > 2:
                    yield " ".join(run)
                run = []


def of_titles(titles, rng):
    """Returns phrases that occur in at least three titles, each with one of those titles. Frequent phrases come first,
    then randomly chosen ones."""
    counts, place = collections.Counter(), {}
    for title in titles:
        for phrase in set(runs(title)):
            counts[phrase] += 1
            if counts[phrase] == 1 or rng.random() < 1 / counts[phrase]:
                place[phrase] = title
    frequent = [phrase for phrase, n in counts.most_common() if n >= 3]
    longer = [phrase for phrase in frequent if " " in phrase]
    chosen = longer[: PHRASES // 3] + rng.sample(longer[PHRASES // 3 :], min(PHRASES // 3, max(0, len(longer) - PHRASES // 3)))
    single = [phrase for phrase in frequent if " " not in phrase]
    for phrase in chosen + single[: PHRASES // 3]:
        yield [phrase, place[phrase]] if len(place[phrase]) < 120 and place[phrase].lower() != phrase else [phrase]


def of_examples(lines):
    """Short examples that WordNet gives for verbs, such as "knead the dough"."""
    for line in lines:
        if line.startswith("verb"):
            names = line.split("\t")[2].replace("_", " ").split(", ")
            for example in re.findall(r'"([^"]+)"', line):
                if len(example.split()) <= MOST_WORDS:
                    yield [example, names[0]]


def build(sources):
    """Yields groups of short texts. `sources(name)` returns the lines of WordNet, the titles, or (kind, category) of
    products.
    """
    rng = random.Random(SEED)
    yield from of_wordnet(sources("wordnet"), rng)
    yield from of_examples(sources("wordnet"))
    yield from of_titles(sources("titles"), rng)
    yield from ([kind, category] for kind, category in sources("goods"))
