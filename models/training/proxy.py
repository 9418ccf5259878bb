"""A proxy for AG News, for model selection: titles from the training sources, held out by hash.

corpus.py writes WORK/proxy.jsonl, {"topic", "text"} per line: titles of communities similar to AG News' four topics.
The score is the accuracy of the topic predicted from the 10 nearest titles, leave-one-out. evaluate.py computes it for a
checkpoint, and `node models/training/measure.mjs proxy` for a pack.
"""

import hashlib
import json

import numpy as np

from paths import WORK

PROXY = WORK / "proxy.jsonl"
PERCENT = 45  # of these communities' titles
MOST = 2_000  # per topic
COMMUNITIES = {
    "world": "worldnews news politics worldpolitics worldevents geopolitics internationalpolitics ukpolitics CanadaPolitics AmericanPolitics "
    "POLITIC moderatepolitics Israel Palestine NorthKoreaNews inthenews Intelligence obama government China russia WikiLeaks Republican democrats "
    "Conservative Liberal Military watchingcongress northkorea",
    "sports": "sports nba nfl nhl baseball mlb soccer hockey football CFB CollegeBasketball Basketball tennis golf Cricket rugbyunion olympics "
    "formula1 MMA Boxing NASCAR cycling MLS motorsports lakers bostonceltics redsox yankees chelseafc reddevils LiverpoolFC Gunners steelers Patriots "
    "Seahawks chicagobulls NYKnicks SFGiants ufc lacrosse",
    "business": "business economy Economics finance investing StockMarket stocks austrian_economics energy marketing advertising Entrepreneur startups "
    "SecurityAnalysis RealEstate smallbusiness BehavioralEconomics Bitcoin personalfinance financialindependence occupywallstreet",
    "science": "science technology tech TechNewsToday space nasa Astronomy Physics biology chemistry neuroscience gadgets Futurology google apple "
    "microsoft environment climate softscience science2 genetics medicine evolution aerospace robotics netsec hardware software spaceflight "
    "ParticlePhysics Archaeology Anthropology cosmology",
}
TOPICS = {community: topic for topic, names in COMMUNITIES.items() for community in names.split()}


def is_held_out(title):
    return int(hashlib.sha256(title.lower().encode()).hexdigest(), 16) % 100 < PERCENT


def pick(titles, known):
    """Returns held-out (topic, title) pairs: at most MOST per topic, without the titles in `known`."""
    by_topic = {topic: {} for topic in COMMUNITIES}
    for community, title in titles:
        if is_held_out(title) and title not in known:
            by_topic[TOPICS[community]][title] = None
    twice = {title for topic in by_topic for title in by_topic[topic] if sum(title in other for other in by_topic.values()) > 1}
    return [(topic, title) for topic, found in by_topic.items() for title in sorted(set(found) - twice, key=lambda t: hashlib.md5(t.encode()).digest())[:MOST]]


def read():
    rows = [json.loads(line) for line in open(PROXY, encoding="utf-8")]
    return [row["topic"] for row in rows], [row["text"] for row in rows]


def nearest(vectors, topics, most=10):
    """Returns the share of titles whose 10 nearest neighbours vote for their topic. In a tie, the topic of the nearer
    title wins, as in measure.mjs.
    """
    vectors = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    names = sorted(set(topics))
    labels = np.array([names.index(topic) for topic in topics])
    right = 0
    for start in range(0, len(vectors), 1000):
        dots = vectors[start : start + 1000] @ vectors.T  # (b, N)
        dots[np.arange(len(dots)), np.arange(start, start + len(dots))] = -2
        near = np.argpartition(-dots, most, axis=1)[:, :most]
        votes = np.zeros((len(dots), len(names)))
        for k in range(most):
            votes[np.arange(len(dots)), labels[near[:, k]]] += 1 + dots[np.arange(len(dots)), near[:, k]] / 1e6
        right += (votes.argmax(1) == labels[start : start + len(dots)]).sum()
    return right / len(vectors)
