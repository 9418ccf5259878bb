"""Evaluates a picture encoder on held-out pictures.

    python measure.py labelled   a run of train.py
    python measure.py            baselines: colour histogram, the teacher by ConSE, and a ridge on its features
"""

import sys

import numpy as np
import torch
from torch.nn import functional as F

import data as pictures_with_words
from paths import WORK
from student import ImageEncoder, rounded

DRAWINGS = ("openclipart", "fluent-3d", "fluent-flat", "noto")


@torch.inference_mode()
def embed(model, all, rows, batch=128):
    """Embeds pictures as (N, 128), from the precomputed output of the frozen blocks."""
    place, made = all.views[0]
    out = []
    for start in range(0, len(rows), batch):
        early = made[place[rows[start : start + batch]]].float().contiguous(memory_format=torch.channels_last)  # (B, C, H, W)
        out.append(model.pool(model.trunk.late(early, all.frozen)))
    return torch.cat(out)


def nearest(vectors, rows, all):
    """Returns the share of pictures for which the nearest of the source's names is correct."""
    right = all.kind[rows]
    return ((vectors @ F.normalize(all.names, dim=1).T + all.rivals[right]).argmax(1) == right).float().mean().item()


def probe(train, train_labels, test, test_labels):
    from sklearn.linear_model import LogisticRegression

    best = LogisticRegression(C=30, max_iter=2000).fit(train.numpy(), train_labels)
    return best.score(test.numpy(), test_labels)


def recall(vectors, captions, text, most=10):
    """Returns the share of distinct captions that have one of their own pictures among the ten nearest, and the share
    expected by chance.
    """
    unique = sorted(set(captions))
    queries = torch.stack([text[captions.index(caption)] for caption in unique])
    owners = torch.tensor([unique.index(caption) for caption in captions])
    found = (queries @ vectors.T).topk(most).indices  # (Q, 10)
    return (owners[found] == torch.arange(len(unique))[:, None]).any(1).float().mean().item(), len(unique)


def histogram(pixels, rows):
    """Returns colour histograms (N, 512): the square roots of each bin's share of the pixels, with 8 × 8 × 8 bins."""
    bins = ((pixels[row] // 32).astype(int) @ np.array([64, 8, 1]) for row in rows.tolist())  # each (160, 160)
    return torch.tensor(np.array([np.sqrt(np.bincount(each.ravel(), minlength=512) / each.size) for each in bins]), dtype=torch.float32)


def layout(pixels, rows):
    """Returns spatial colour histograms (N, 320): 4 × 4 × 4 bins for the whole picture and for each quarter."""
    out = []
    for row in rows.tolist():
        bins = (pixels[row] // 64).astype(int) @ np.array([16, 4, 1])  # (160, 160)
        parts = [bins, bins[:80, :80], bins[:80, 80:], bins[80:, :80], bins[80:, 80:]]
        out.append(np.concatenate([np.sqrt(np.bincount(part.ravel(), minlength=64) / part.size) for part in parts]))
    return torch.tensor(np.array(out), dtype=torch.float32)


def ridge(x, y, test, strength):
    mean, target = x.mean(0), y.mean(0)
    centred = x - mean
    weights = torch.linalg.solve(centred.T @ centred + strength * torch.eye(x.shape[1]), centred.T @ (y - target))
    return F.normalize((test - mean) @ weights + target, dim=1)


def measure(model, all, embedded=None):
    """Returns all figures for the model card. `embedded`: a function from rows to vectors, which is used instead of the
    model if given."""
    of = embedded or (lambda rows: embed(model, all, rows))
    labels = lambda rows: [all.facts[i]["label"] for i in rows.tolist()]  # noqa: E731
    clothes, clothes_test = all.rows("train", "clothing"), all.rows("test", "clothing")
    goods, goods_test = all.rows("train", "grocery"), all.rows("test", "grocery")
    drawings = all.rows("test", *DRAWINGS)
    seen, shown, sold = of(clothes_test), of(drawings), of(goods_test)
    captions = [pictures_with_words.caption_of(all.facts[i]) for i in drawings.tolist()]
    found, queries = recall(shown, captions, all.captions[drawings])
    titled, _ = recall(shown, [all.facts[i]["title"] for i in drawings.tolist()], all.titles[drawings])
    return {
        "garment of ten, nearest text": nearest(seen, clothes_test, all),
        "garment of ten, linear probe": probe(of(clothes), labels(clothes), seen, labels(clothes_test)),
        "goods, 43 coarse, nearest text": nearest(sold, goods_test, all),
        "goods, 43 coarse, linear probe": probe(of(goods), labels(goods), sold, labels(goods_test)),
        f"recall@10, {queries} captions, {len(drawings)} pictures": found,
        "recall@10 by titles": titled,
    }


def show(title, figures):
    print(title + "\n" + "\n".join(f"  {name}: {figure:.3f}" for name, figure in figures.items()), flush=True)


def by_colours(all, describe):
    """Returns the results of a ridge regression on colour descriptors, and the strength of its penalty, chosen on the
    validation split."""
    train, check = all.rows("train", *DRAWINGS), all.rows("validation", *DRAWINGS)
    described = describe(all.pixels, train)
    known = {}

    def of(rows, strength):
        key = (rows[0].item(), len(rows))
        if key not in known:
            known[key] = describe(all.pixels, rows)
        return ridge(described, all.captions[train], known[key], strength)

    captions = [pictures_with_words.caption_of(all.facts[i]) for i in check.tolist()]
    best = max((0.1, 1.0, 10.0, 100.0), key=lambda strength: recall(of(check, strength), captions, all.captions[check])[0])
    return measure(None, all, lambda rows: of(rows, best)), best


def baselines(all):
    show("the teacher by ConSE", measure(None, all, lambda rows: all.conse[rows]))
    for name, describe in (("a histogram of colours", histogram), ("a layout of colours", layout)):
        figures, strength = by_colours(all, describe)
        show(f"{name}, ridge {strength}", figures)
    known = torch.cat([all.rows("train", *DRAWINGS), all.rows("train", "grocery")])
    known = known[all.taught[known] > 0]
    seen = all.seen.float()
    show("the teacher's features, ridge", measure(None, all, lambda rows: ridge(seen[known], all.captions[known], seen[rows], 300.0)))


if __name__ == "__main__":
    if len(sys.argv) > 1:
        state = torch.load(WORK / f"{sys.argv[1]}.pt", weights_only=True)
        model = ImageEncoder().eval()
        model.load_state_dict(state["student"])
        with rounded(model):
            show(sys.argv[1], measure(model, pictures_with_words.load(state["frozen"])))
    else:
        baselines(pictures_with_words.load())
