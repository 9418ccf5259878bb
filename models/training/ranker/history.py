"""The items shown to a user before a list, as tokens: each item once, in the order of its last showing.

L lists, H tokens of the longest history (shorter ones are padded at the end), N items.
"""

from dataclasses import dataclass

import numpy as np

EDGE = 0.01
AGES = 4  # how many lists ago; the last bucket includes everything older


def log_odds(popularity):
    p = np.clip(popularity, EDGE, 1 - EDGE)
    return np.log(p / (1 - p))


@dataclass
class Tokens:
    item: np.ndarray  # (L, H) row in the catalogue, 0 pads
    real: np.ndarray  # (L, H) bool
    clicked: np.ndarray  # (L, H) 1 clicked at least once, 0 passed over
    age: np.ndarray  # (L, H) 0 the latest list
    popularity: np.ndarray  # (L, H) log-odds
    surprise: np.ndarray  # (L, H) clicked minus expected


def surprises(clicked, popularity):
    """clicked, popularity (H) -> (H). Expected clicks are proportional to popularity and sum to the actual number, so a
    likely click carries little information.
    """
    expected = np.minimum(1, popularity * (clicked.sum() / popularity.sum()))
    return clicked - expected


def tokens_of(lists):
    histories = []
    for past in lists.past:
        seen = {}  # item → (clicked, age, popularity)
        for n, (items, clicked, popularity) in enumerate(past):
            age = min(len(past) - 1 - n, AGES - 1)
            for item, c, p in zip(items, clicked, popularity):
                before = seen.pop(item, (0,))  # re-inserted at the end, for the order of last showings
                seen[item] = (max(c, before[0]), age, p)
        histories.append((np.fromiter(seen, int), np.array(list(seen.values()))))
    L, H = len(histories), max(len(items) for items, _ in histories)
    out = Tokens(np.zeros((L, H), int), np.zeros((L, H), bool), np.zeros((L, H)), np.zeros((L, H), int), np.zeros((L, H)), np.zeros((L, H)))
    for n, (items, facts) in enumerate(histories):
        h = len(items)
        clicked, age, popularity = facts.T
        out.item[n, :h], out.real[n, :h], out.clicked[n, :h], out.age[n, :h] = items, True, clicked, age
        out.popularity[n, :h] = log_odds(popularity)
        out.surprise[n, :h] = surprises(clicked, popularity)
    return out


def readers(lists, tokens, vectors):
    """Σ surprise · vector / √H for each candidate, leaving out the item itself: (L, C, D). The input of a linear model
    of taste.
    """
    weights = tokens.surprise * tokens.real  # (L, H)
    root = np.sqrt(np.maximum(tokens.real.sum(1), 1))[:, None, None]
    total = np.einsum("lh,lhd->ld", weights, vectors[tokens.item])[:, None]  # (L, 1, D)
    same = lists.items[:, :, None] == np.where(tokens.real, tokens.item, -2)[:, None]  # (L, C, H)
    own = (same * weights[:, None]).sum(2)[..., None] * vectors[lists.items]  # (L, C, D)
    return (total - own) / root
