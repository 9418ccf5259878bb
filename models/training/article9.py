"""Learns the 41 prototypes by which a page recognises topics of article 9 of the GDPR, and measures what they find.

    python article9_sets.py embed > texts.jsonl
    npx --no inkling embed texts.jsonl > vectors.jsonl
    python article9.py vectors.jsonl …    writes article9-prototypes.json, prints the tables of docs/privacy.md

A text is recognised when its greatest cosine to a prototype is above THRESHOLD. Prototypes start as the vectors of the
phrases in `article9-phrases.ts` and move by gradient descent until that rule tells the titles of the topics' communities
from other titles. Nothing but the fit half decides anything; the test half, read title by title, is only measured.
"""

import base64
import json
import re
import sys

import numpy as np
import torch
from paths import HERE, REPOSITORY

from article9_sets import HEADLINES, PRODUCTS, TOPIC_OF, digest, drawn, fitted, halves, headlines, labels, phrases, products

CONTENT = REPOSITORY / "packages/sdk/src/content"
PROTOTYPES = HERE / "article9-prototypes.json"
# As in article9.ts: models that bring no prototypes are compared with the phrases by the same.
THRESHOLD = 0.45
# Share of other communities' titles that may be recognised, in communities that weren't fitted by. Some of those do speak
# of a topic: the share among titles that were read as none is lower.
ALLOWED = 0.03
# Share of a topic's titles that are left out: those that a first fit finds least like the topic.
SILENT = 0.4
STEPS, BATCH, RATE = 400, 4096, 0.004
# How sharply the greatest cosine stands for all, and how steeply the loss rises around the threshold.
SHARP, STEEP = 40, 16
# What moving a prototype away from its phrase costs: topics with few titles to fit by stay where their phrases are.
PULL = 0.08


def words_of_the_page():
    """The expression of article9.ts, in Python's words."""
    source = (CONTENT / "article9.ts").read_text("utf8")
    expression = re.search(r"^  /(.+)/iu$", source, re.MULTILINE)[1]
    expression = expression.replace(r"(?:^|[^\p{L}])", r"(?:^|[\W\d_])").replace(r"(?!\p{L})", r"(?![^\W\d_])")
    return re.compile(expression, re.IGNORECASE)


def quantised(vectors):
    """Rows (N, D) as a page keeps them, in whole numbers from -127 to 127 (content/quantise.ts), and then of length 1."""
    rows = np.round(vectors * (127 / np.abs(vectors).max(1, keepdims=True)))
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def greatest(vectors, prototypes):
    """Greatest cosine (N) of each row to a prototype."""
    return (vectors @ prototypes.T).max(1)


def fit(vectors, topics, others_weigh, start):
    """Prototypes (41, D) that recognise rows with a topic, and no other rows.

    topics: of each row, "" where there is none. A topic weighs by the square root of its titles' number.
    """
    torch.manual_seed(14)
    counts = {topic: np.sum(topics == topic) for topic in set(topics)}
    weight = np.array([counts[topic] ** -0.5 for topic in topics])
    shown = topics != ""
    weight[shown] /= weight[shown].sum()
    weight[~shown] *= others_weigh / weight[~shown].sum()
    x = torch.tensor(vectors, dtype=torch.float32)  # (N, D)
    sign = torch.tensor(np.where(shown, 1.0, -1.0), dtype=torch.float32)
    weight = torch.tensor(weight * len(weight), dtype=torch.float32)
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


def across(vectors, topics, fold, others_weigh, start):
    """Greatest cosine (N) of each row to prototypes that were fitted by the other fold's communities."""
    scores = np.zeros(len(topics))
    for one in (0, 1):
        scores[fold == one] = greatest(vectors[fold == one], fit(vectors[fold != one], topics[fold != one], others_weigh, start))
    return scores


def prototypes_by(rows, vectors, start, report):
    """Fits by rows of `fitted`, twice: the second time without the titles of topics that show nothing of them."""
    x = np.stack([vectors[row[0]] for row in rows])
    topics = np.array([row[1] for row in rows])
    shown = topics != ""
    # A community is in one fold; what words have found is in either.
    fold = np.array([int(digest(row[2] if row[2] in TOPIC_OF or not row[1] else row[3]), 16) // 2 % 2 for row in rows])
    words = words_of_the_page()
    named = np.array([bool(words.search(row[3])) or row[2] not in TOPIC_OF for row in rows])
    first = across(x, topics, fold, 1.0, start)
    keep = ~shown | named
    for topic in set(topics[shown]):
        of_topic = (topics == topic) & ~named
        if of_topic.any():
            keep |= of_topic & (first > np.quantile(first[of_topic], SILENT))
    x, topics, fold, shown = x[keep], topics[keep], fold[keep], shown[keep]
    low, high = 0.1, 10.0
    for _ in range(5):
        weigh = (low * high) ** 0.5
        scores = across(x, topics, fold, weigh, start)
        wrong, right = np.mean(scores[~shown] > THRESHOLD), np.mean(scores[shown] > THRESHOLD)
        report(f"others weigh {weigh:.2f}: across folds {right:.3f} of titles by topic, {wrong:.4f} of others")
        low, high = (weigh, high) if wrong > ALLOWED else (low, weigh)
    return fit(x, topics, high, start)


def interval(hits):
    """A share with the 95 % interval of 2,000 resamplings, in per cent."""
    draws = np.random.default_rng(14).choice(hits, (2000, len(hits))).mean(1)
    return f"{hits.mean():6.1%} ({np.quantile(draws, 0.025):.0%}–{np.quantile(draws, 0.975):.0%}) of {len(hits):,}"


def measure(rows, vectors, rules):
    """Prints the share of titles that each rule recognises, by what was read in them."""
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
            print(f"{name:27} {rule:18} {interval(np.array([recognises(r[3]) for r, g in zip(read, group) if g]))}")


def main(files):
    torch.set_num_threads(1)
    vectors = {}
    for file in files:
        with open(file, encoding="utf8") as lines:
            for line in lines:
                row = json.loads(line)
                if row["vector"]:  # There is none of a text without words: like a page, nothing is compared then.
                    vectors[row["id"]] = row["vector"]
    vectors = dict(zip(vectors, quantised(np.array(list(vectors.values())))))
    start = np.stack([vectors[digest(phrase)] for phrase in phrases()])
    fit_half, test_half = halves()
    learned = prototypes_by([row for row in fitted(fit_half) if row[0] in vectors], vectors, start, print)
    whole = np.round(learned * (127 / np.abs(learned).max(1, keepdims=True))).astype(np.int8)
    entries = [
        json.dumps({"text": phrase, "vector": base64.b64encode(row.tobytes()).decode()}, separators=(",", ":"))
        for phrase, row in zip(phrases(), whole)
    ]
    PROTOTYPES.write_text('{"texts":[\n' + ",\n".join(entries) + "\n]}\n", "utf8")

    words = words_of_the_page()

    def near(text, prototypes):
        vector = vectors.get(digest(text))
        return vector is not None and greatest(vector[None], prototypes)[0] > THRESHOLD

    rules = {
        "words": lambda text: bool(words.search(text)),
        "phrases": lambda text: near(text, start),
        "words or phrases": lambda text: bool(words.search(text)) or near(text, start),
        "prototypes": lambda text: near(text, learned),
        "either": lambda text: bool(words.search(text)) or near(text, learned),
    }
    measure(list(drawn(test_half)), vectors, rules)
    for name, texts in (("headlines", headlines()[:HEADLINES]), ("products", products()[:PRODUCTS])):
        for rule, recognises in rules.items():
            print(f"{name:27} {rule:18} {interval(np.array([recognises(text) for text in texts]))}")


if __name__ == "__main__":
    main(sys.argv[1:])
