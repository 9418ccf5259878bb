"""Determines the weight of a picture relative to an item's words.

    python mixing.py [labelled]

Held-out drawings and emoji, represented by titles and pictures, are retrieved with their keywords, which the items
lack. Products, represented by names and photographs, are retrieved with the names of their classes. Words are
sufficient for this, so the result shows whether pictures do any harm. The weight is chosen on the validation split and
evaluated on the test split.
"""

import sys

import torch
from torch.nn import functional as F

import data as pictures_with_words
from measure import DRAWINGS, embed
from paths import WORK
from student import ImageEncoder, rounded

WEIGHTS = (0.0, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.75, 1.0)


def drawings(all, split):
    return torch.tensor([i for i in all.rows(split, *DRAWINGS).tolist() if all.facts[i]["words"]])


def by_keywords(all, rows, items):
    """Returns (recall@10, mean reciprocal rank) for retrieving each item with its keywords."""
    queries = torch.stack([all.vector[", ".join(all.facts[i]["words"])] for i in rows.tolist()])
    likeness = queries @ items.T  # (N, N)
    own = likeness.diagonal()[:, None]
    # Emoji with the same name have the same text, so tied items get their mid-rank.
    place = (likeness > own + 1e-6).sum(1) + ((likeness - own).abs() <= 1e-6).sum(1).sub(1) / 2
    return (place < 10).float().mean().item(), (1 / (place + 1)).mean().item()


def by_kind(all, rows, items):
    """Returns the mean average precision for retrieving the products of each class with the name of the class."""
    kinds = all.kind[rows]
    total = []
    for kind in kinds.unique():
        order = (items @ all.names[kind]).argsort(descending=True)
        right = (kinds[order] == kind).float()
        total.append(((right.cumsum(0) / torch.arange(1, len(right) + 1)) * right).sum() / right.sum())
    return torch.stack(total).mean().item()


@torch.inference_mode()
def main(run="labelled"):
    state = torch.load(WORK / f"{run}.pt", weights_only=True)
    all = pictures_with_words.load(state["frozen"])
    model = ImageEncoder().eval()
    model.load_state_dict(state["student"])
    with rounded(model):
        for split in ("validation", "test"):
            shown, sold = drawings(all, split), all.rows(split, "grocery")
            seen, bought = embed(model, all, shown), embed(model, all, sold)
            for weight in WEIGHTS:
                mixed = lambda rows, pictures: F.normalize(F.normalize(all.titles[rows], dim=1) + weight * pictures, dim=1)  # noqa: B023, E731
                found, rank = by_keywords(all, shown, mixed(shown, seen))
                kinds = by_kind(all, sold, mixed(sold, bought))
                print(f"{split} {weight}: of {len(shown)} by keywords recall@10 {found:.3f}, reciprocal rank {rank:.3f}; of {len(sold)} goods average precision {kinds:.3f}", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
