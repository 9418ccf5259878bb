"""Trains the 41 prototypes with which pages recognise topics of article 9 of the GDPR, and measures their recall and
false positives.

    python article9_sets.py embed FOLDER      writes each language's texts to FOLDER/LANGUAGE.jsonl
    npx --no inkling embed …                  writes their vectors at each depth of the pack to FOLDER/LANGUAGE-DEPTH.jsonl
    python article9.py FOLDER                 writes article9-prototypes.json, prints the figures for English in docs/privacy.md

A text is recognised if its highest cosine to a prototype exceeds THRESHOLD. Prototypes start as the vectors of the
phrases in `article9-phrases.ts`. Gradient descent moves them so that this rule separates titles on a topic from other
titles, in every language and at each depth, because all packs share the space and the prototypes. Only the fit half of
the English titles and the titles written for training are used for fitting; results are measured on the test half,
which was labelled by hand (README.md records how often it was looked at). Titles in other languages are measured by
`article9-titles.mjs`.
"""

import base64
import json
import re
import sys
from functools import cache
from pathlib import Path

import numpy as np
import regex
import torch
from paths import HERE, REPOSITORY

from article9_sets import HEADLINES, LANGUAGES, PRODUCTS, TOPIC_OF, digest, drawn, fitted, halves, headlines, labels, phrases, products, written

CONTENT = REPOSITORY / "packages/sdk/src/content"
PROTOTYPES = HERE / "article9-prototypes.json"
# Must equal the threshold in article9.ts, which also applies it to the phrases if a model has no prototypes.
THRESHOLD = 0.35
# Maximum share of titles without a topic that may be recognised, in held-out English communities and in written titles
# about something else. Some titles of those communities do mention a topic, so the share among titles labelled none is
# lower. With .02 for written titles, 2 to 6 % of the written test titles were recognised.
ALLOWED = {"communities": 0.03, "written": 0.01}
# Share of each topic's titles to drop, namely those that a first fit finds least similar to the topic.
SILENT = 0.4
STEPS, BATCH, RATE = 1000, 4096, 0.01
# Sharpness of the soft maximum over cosines, and steepness of the loss around the threshold.
SHARP, STEEP = 40, 16
# Penalty on a prototype's distance from its phrase, which keeps the prototypes of topics with few titles near their
# phrases.
PULL = 0.005
# Weight of a language's written titles relative to titles from communities.
WEIGHT = 0.5
ROUNDS = 5


class Titles:
    """Titles of one language at one depth. Every title has a unit vector (a row of (N, D)), a topic ("" for none), and
    a fold (0 or 1)."""

    def __init__(self, group, vectors, topics, fold, share, apart=None):
        """group: a key of ALLOWED. share: total weight of the titles on a topic. apart: which of the other titles are
        about something entirely different; default: all.
        """
        self.group, self.vectors, self.topics, self.fold, self.share = group, vectors, topics, fold, share
        self.shown = topics != ""
        self.apart = ~self.shown if apart is None else apart
        counts = {topic: np.sum(topics == topic) for topic in set(topics)}
        # A topic's weight grows with the square root of its number of titles.
        self.weight = np.array([counts[topic] ** -0.5 for topic in topics])
        self.weight[self.shown] *= share / self.weight[self.shown].sum()
        self.weight[~self.shown] = share / max(1, np.sum(~self.shown))

    def only(self, keep):
        """The selected titles, with the total weight unchanged."""
        return Titles(self.group, self.vectors[keep], self.topics[keep], self.fold[keep], self.share, self.apart[keep])


def words_of_the_page():
    """The regular expressions that English pages use: the one in article9.ts, and the word list in words-en.js."""
    first = re.search(r"^  /(.+)/iu$", (CONTENT / "article9.ts").read_text("utf8"), re.MULTILINE)[1]
    listed = re.findall(r"^  /(.+)/u,$", (CONTENT / "languages/en.ts").read_text("utf8"), re.MULTILINE)
    return regex.compile(rf"{first}|(?:^|[^\p{{L}}])(?:{'|'.join(listed)})", regex.IGNORECASE)


def quantised(vectors):
    """Quantises rows (N, D) to integers from -127 to 127, as a page stores them (content/quantise.ts), and normalises
    them.
    """
    rows = np.round(vectors * (127 / np.abs(vectors).max(1, keepdims=True)))
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def greatest(vectors, prototypes):
    """Returns the highest cosine of each row to any prototype, with shape (N,)."""
    return (vectors @ prototypes.T).max(1)


def fit(parts, others_weigh, start):
    """Fits prototypes (41, D) that recognise titles on a topic and reject all other titles.

    parts: the Titles to fit. others_weigh: weight of titles without a topic relative to those with one, keyed by group.
    """
    torch.manual_seed(14)
    x = torch.tensor(np.concatenate([part.vectors for part in parts]), dtype=torch.float32)  # (N, D)
    shown = np.concatenate([part.shown for part in parts])
    weight = np.concatenate([part.weight * np.where(part.shown, 1, others_weigh[part.group]) for part in parts])
    sign = torch.tensor(np.where(shown, 1.0, -1.0), dtype=torch.float32)
    weight = torch.tensor(weight / weight.mean(), dtype=torch.float32)
    origin = torch.tensor(start, dtype=torch.float32)  # (41, D)
    moving = origin.clone().requires_grad_()
    optimizer = torch.optim.Adam([moving], lr=RATE)
    for step in range(STEPS):
        for group in optimizer.param_groups:
            group["lr"] = RATE * (1 - step / STEPS)
        rows = torch.randint(len(x), (BATCH,))
        cosines = x[rows] @ torch.nn.functional.normalize(moving, dim=1).T  # (BATCH, 41)
        near = torch.logsumexp(SHARP * cosines, 1) / SHARP
        loss = torch.nn.functional.softplus(-STEEP * sign[rows] * (near - THRESHOLD)) * weight[rows]
        loss = loss.mean() + PULL * ((moving - origin) ** 2).sum(1).mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return quantised(torch.nn.functional.normalize(moving, dim=1).detach().numpy().astype(np.float64))


def across(parts, others_weigh, start):
    """For each part, returns the highest cosine of each title to any prototype fitted on the other fold, with shape
    (N,)."""
    scores = [np.zeros(len(part.topics)) for part in parts]
    for one in (0, 1):
        prototypes = fit([part.only(part.fold != one) for part in parts], others_weigh, start)
        for part, own in zip(parts, scores):
            own[part.fold == one] = greatest(part.vectors[part.fold == one], prototypes)
    return scores


def english(rows, vectors, start):
    """Returns the rows of `fitted` at one or more depths, without titles that don't reveal their community's topic.

    vectors: one dictionary per depth, deepest first, keyed by the title's digest.
    """
    rows = [row for row in rows if all(row[0] in known for known in vectors)]
    topics = np.array([row[1] for row in rows])
    # All titles from a community are in the same fold; titles found by keyword may be in either fold.
    fold = np.array([int(digest(row[2] if row[2] in TOPIC_OF or not row[1] else row[3]), 16) // 2 % 2 for row in rows])
    parts = [Titles("communities", np.stack([known[row[0]] for row in rows]), topics, fold, 1 / len(vectors)) for known in vectors]
    words = words_of_the_page()
    named = np.array([bool(words.search(row[3])) or row[2] not in TOPIC_OF for row in rows])
    first = across(parts[:1], {"communities": 1.0}, start)[0]
    keep = (topics == "") | named
    for topic in set(topics) - {""}:
        of_topic = (topics == topic) & ~named
        if of_topic.any():
            keep |= of_topic & (first > np.quantile(first[of_topic], SILENT))
    return [part.only(keep) for part in parts]


def prototypes_by(parts, start, report):
    """Fits all parts. Weights are chosen so that, in cross-validation, each group's share of wrongly recognised titles
    matches ALLOWED.
    """
    bounds = {group: [0.1, 10.0] for group in {part.group for part in parts}}
    for _ in range(ROUNDS):
        weigh = {group: (low * high) ** 0.5 for group, (low, high) in bounds.items()}
        scores = across(parts, weigh, start)
        for group, (low, high) in bounds.items():
            own = [(part, score) for part, score in zip(parts, scores) if part.group == group]
            wrong = np.concatenate([score[part.apart] for part, score in own]) > THRESHOLD
            right = np.concatenate([score[part.shown] for part, score in own]) > THRESHOLD
            report(f"{group}: others weigh {weigh[group]:.2f}: across folds {right.mean():.3f} of titles by topic, {wrong.mean():.4f} of others")
            bounds[group] = [weigh[group], high] if wrong.mean() > ALLOWED[group] else [low, weigh[group]]
    return fit(parts, {group: high for group, (_, high) in bounds.items()}, start)


def interval(hits):
    """Formats a share as a percentage, with a 95 % interval from 2,000 bootstrap resamples."""
    draws = np.random.default_rng(14).choice(hits, (2000, len(hits))).mean(1)
    return f"{hits.mean():6.1%} ({np.quantile(draws, 0.025):.0%}–{np.quantile(draws, 0.975):.0%}) of {len(hits):,}"


def measure(rows, rules):
    """Prints the share of titles that each rule recognises, for each hand label."""
    known = labels()
    read = [row for row in rows if known.get(row[0], "unclear") != "unclear"]
    label = np.array([known[row[0]] for row in read])
    outside = np.array([not row[1] for row in read])
    evident = label != "none"
    groups = {
        "evident, all": evident,
        **{f"evident, {topic}": label == topic for topic in sorted(set(label) - {"none"})},
        "none, other communities": ~evident & outside,
        "none, topics' communities": ~evident & ~outside,
        "none, all": ~evident,
    }
    for name, group in groups.items():
        for rule, recognises in rules.items():
            print(f"{name:27} {rule:30} {interval(np.array([recognises(r[3]) for r, g in zip(read, group) if g]))}")


def read_vectors(file):
    """Vectors keyed by id, quantised as on a page."""
    vectors = {}
    with open(file, encoding="utf8") as lines:
        for line in lines:
            row = json.loads(line)
            if row["vector"]:  # A text without known words has no vector and is skipped, as on a page.
                vectors[row["id"]] = row["vector"]
    return dict(zip(vectors, quantised(np.array(list(vectors.values())))))


@cache
def depths_of(folder, language):
    """Vectors of a language's texts, one dictionary per available depth, deepest first."""
    return [read_vectors(file) for file in sorted(folder.glob(f"{language}-?.jsonl"), reverse=True)]


def written_titles(folder):
    """Vectors of each language at each available depth."""
    for language in LANGUAGES:
        rows = list(written(language))
        depths = depths_of(folder, language)
        for known in reversed(depths):
            own = [row for row in rows if row[0] in known]
            labels_of = np.array([label for _, label, _ in own])
            fold = np.array([int(identifier, 16) // 2 % 2 for identifier, _, _ in own])
            topics = np.where(np.isin(labels_of, ("none", "near")), "", labels_of)
            yield Titles("written", np.stack([known[row[0]] for row in own]), topics, fold, WEIGHT / len(depths), labels_of == "none")


def main(folder):
    torch.set_num_threads(1)
    vectors = depths_of(folder, "en")
    start = np.stack([vectors[0][digest(phrase)] for phrase in phrases()])
    fit_half, test_half = halves()
    learned = prototypes_by([*english(fitted(fit_half), vectors, start), *written_titles(folder)], start, print)
    whole = np.round(learned * (127 / np.abs(learned).max(1, keepdims=True))).astype(np.int8)
    entries = [
        json.dumps({"text": phrase, "vector": base64.b64encode(row.tobytes()).decode()}, separators=(",", ":"))
        for phrase, row in zip(phrases(), whole)
    ]
    PROTOTYPES.write_text('{"texts":[\n' + ",\n".join(entries) + "\n]}\n", "utf8")

    words = words_of_the_page()

    def near(text, known, prototypes):
        vector = known.get(digest(text))
        return vector is not None and greatest(vector[None], prototypes)[0] > THRESHOLD

    rules = {"words": lambda text: bool(words.search(text))}
    for depth, known in zip(("1", "0"), vectors):
        rules[f"phrases, depth {depth}"] = lambda text, known=known: near(text, known, start)
        rules[f"prototypes, depth {depth}"] = lambda text, known=known: near(text, known, learned)
        rules[f"words or prototypes, depth {depth}"] = lambda text, known=known: bool(words.search(text)) or near(text, known, learned)
        rules[f"words or phrases, depth {depth}"] = lambda text, known=known: bool(words.search(text)) or near(text, known, start)
    measure(list(drawn(test_half)), rules)
    for name, texts in (("headlines", headlines()[:HEADLINES]), ("products", products()[:PRODUCTS])):
        for rule, recognises in rules.items():
            print(f"{name:27} {rule:30} {interval(np.array([recognises(text) for text in texts]))}")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("article9: give the folder that article9_sets.py has written, with the vectors of its texts.")
    main(Path(sys.argv[1]))
