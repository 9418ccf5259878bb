"""Fits a small model as a residual on given scores, with early stopping on held-out training users.

The loss is that of the logistic regression: scores minus the list's mean, plus the log-odds of the list's clicks,
against clicks. A zero-initialised model starts as its base scores, and may stay there, since epoch 0 counts as well.

L lists, C candidates, H tokens, B lists of a batch.
"""

import copy
from dataclasses import dataclass

import numpy as np
import torch
from torch.nn import functional as F

import data
import history

BATCH = 64
CLIP = 1.0


@dataclass
class Recipe:
    rate: float = 1e-3
    decay: float = 0.1
    epochs: int = 20
    patience: int = 3


class Batches:
    """Lists as tensors: items, real, clicked, popularity, base (L, C), features (L, C, K), offset (L), token fields (L, H)."""

    def __init__(self, lists, base, scale):
        """base (L, C): scores to add to; scale (K): standard deviations of the features, 0 leaves one out."""
        tokens = history.tokens_of(lists)
        as_float = lambda a: torch.tensor(np.asarray(a), dtype=torch.float32)
        features = data.centred(lists.features, lists.real) * np.where(scale > 0, 1 / np.maximum(scale, data.FLAT), 0)
        self.all = {
            "items": torch.tensor(np.maximum(lists.items, 0)),
            "real": torch.tensor(lists.real),
            "clicked": as_float(lists.clicked),
            "popularity": as_float(history.log_odds(lists.popularity)),
            "base": as_float(base),
            "features": as_float(features),
            "offset": as_float(data.offsets(lists)),
            **{f"past_{name}": torch.tensor(getattr(tokens, name)) if name in ("item", "real", "age") else as_float(getattr(tokens, name)) for name in ("item", "real", "clicked", "age", "popularity", "surprise")},
        }
        self.sizes = tokens.real.sum(1)

    def part(self, rows):
        """The lists `rows` only."""
        out = copy.copy(self)
        out.all, out.sizes = {name: t[rows] for name, t in self.all.items()}, self.sizes[rows]
        return out

    def __len__(self):
        return len(self.sizes)

    def take(self, rows):
        longest = int(self.sizes[rows].max())
        return {name: (t[rows][:, :longest] if name.startswith("past_") else t[rows]) for name, t in self.all.items()}

    def epoch(self, rng=None):
        order = np.arange(len(self)) if rng is None else rng.permutation(len(self))
        if rng is not None:
            # Batches have histories of similar length, to reduce padding.
            order = np.concatenate([pool[np.argsort(self.sizes[pool], kind="stable")] for pool in np.array_split(order, max(1, len(order) // (BATCH * 16)))])
        parts = [order[s : s + BATCH] for s in range(0, len(order), BATCH)]
        if rng is not None:
            rng.shuffle(parts)
        return parts


def centre(scores, real):
    """(B, C) minus each list's mean."""
    return scores - (scores * real).sum(1, keepdim=True) / real.sum(1, keepdim=True)


def loss_of(model, batch):
    scores = centre(batch["base"] + model(batch), batch["real"]) + batch["offset"][:, None]  # (B, C)
    return F.binary_cross_entropy_with_logits(scores[batch["real"]], batch["clicked"][batch["real"]])


@torch.no_grad()
def loss_over(model, batches):
    model.eval()
    total = sum(loss_of(model, batches.take(rows)).item() * len(rows) for rows in batches.epoch())
    model.train()
    return total / len(batches)


def fit(model, most, held, seed, recipe):
    """Leaves the model with the weights of its best epoch on `held`; returns a summary."""
    rng = np.random.default_rng(seed)
    kernels = [p for p in model.parameters() if p.ndim > 1]
    rest = [p for p in model.parameters() if p.ndim <= 1]
    optimiser = torch.optim.AdamW([{"params": kernels, "weight_decay": recipe.decay}, {"params": rest, "weight_decay": 0.0}], lr=recipe.rate)
    first = best = loss_over(model, held)
    best_at, weights, curve = 0, copy.deepcopy(model.state_dict()), []
    for epoch in range(1, recipe.epochs + 1):
        for rows in most.epoch(rng):
            loss = loss_of(model, most.take(rows))
            if hasattr(model, "penalty"):
                loss = loss + model.penalty()
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), CLIP)
            optimiser.step()
        value = loss_over(model, held)
        curve.append(round(value - first, 5))
        if value < best:
            best, best_at, weights = value, epoch, copy.deepcopy(model.state_dict())
        elif epoch - best_at >= recipe.patience:
            break
    model.load_state_dict(weights)
    return {"epoch": best_at, "inner": round(best - first, 5), "curve": curve}


@torch.no_grad()
def scores_of(model, batches):
    """(L, C)"""
    model.eval()
    out = torch.cat([(lambda b: b["base"] + model(b))(batches.take(rows)) for rows in batches.epoch()])
    return out.double().numpy()
