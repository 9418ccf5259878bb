"""Does a reader's preferred tone predict the next click, given all existing features? RankLens (CC BY-SA 4.0), films by
title and overview.

    python ranker/preferred_tone.py --data DATA        DATA as for data.py, folds 0 and 1; WORK/tone.pt from tone.py

Each fold's logistic regression is fitted on its training part, with or without additional columns, and nDCG@10 is
measured on its test part, which has other users. Tones are those at depth 1: valence, intensity, and the probabilities
of gravity and levity. A reader's preference for each is the distance of clicked items from their list's mean in earlier
lists, summed over clicks and divided by the number of clicks plus three.

- `tone`: the four values of each candidate.
- `preferred`: these four, each times the reader's preference.
"""

import argparse
import sys
from pathlib import Path

import numpy as np
import torch

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
import tokens  # noqa: E402
from data import Catalogue, Logistic, bootstrap, fold_of, metrics  # noqa: E402
from paths import BUNDLE, WORK  # noqa: E402
from start import student_of  # noqa: E402
from tone_head import GRAVITY, INTENSITY, LEVITY, VALENCE, Tone  # noqa: E402

FOLDS = (0, 1)
HALF_TRUSTED = 3  # clicks at which a preference has half its weight


@torch.inference_mode()
def tones_of(texts):
    """(N, 4), columns standardised over the catalogue; 0 without text."""
    student = student_of(BUNDLE).eval()
    model = Tone(len(student.tokenEmbedding))
    model.load_state_dict(torch.load(WORK / "tone.pt", weights_only=True))
    model.eval()
    encodings = [encoding.ids for encoding in tokens.load(BUNDLE / "vocabulary.txt").encode_batch(texts)]
    out = np.zeros((len(texts), 4), np.float32)
    order = sorted((i for i, text in enumerate(texts) if text), key=lambda i: len(encodings[i]))
    for at in range(0, len(order), 128):
        some = order[at : at + 128]
        width = len(encodings[some[-1]])
        ids, mask = torch.zeros(len(some), width, dtype=torch.long), torch.zeros(len(some), width)
        for row, i in enumerate(some):
            ids[row, : len(encodings[i])] = torch.tensor(encodings[i])
            mask[row, 1 : len(encodings[i]) - 1] = 1  # without [CLS] and [SEP]
        states = student.states(ids).float()[:, 1:]  # (B, T − 1, 384)
        told = model.heads[1](states, model.lexicon[ids[:, 1:]], mask[:, 1:])  # (B, 12)
        out[some] = torch.stack([told[:, VALENCE], told[:, INTENSITY], torch.sigmoid(told[:, GRAVITY]), torch.sigmoid(told[:, LEVITY])], 1).numpy()
    out[order] = (out[order] - out[order].mean(0)) / out[order].std(0)
    return out


def columns(lists, tones):
    """(L, C, 4) of candidates, and (L, C, 4) times the reader's preference; 0 pads."""
    own = np.where(lists.real[..., None], tones[lists.items], 0)
    preferred = np.zeros((len(lists), 4))
    for n, past in enumerate(lists.past):
        apart, clicks = np.zeros(4), 0.0
        for items, clicked, _ in past:
            told = tones[items]
            apart += (clicked[:, None] * (told - told.mean(0))).sum(0)
            clicks += clicked.sum()
        preferred[n] = apart / (clicks + HALF_TRUSTED)
    return own, own * preferred[:, None, :]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder of the folds and items.jsonl")
    data = parser.parse_args().data
    catalogue = Catalogue(data / "items.jsonl")
    tones = tones_of(catalogue.texts)
    ways = {"base": lambda own, preferred: None, "+ tone": lambda own, preferred: own, "+ tone, preferred": lambda own, preferred: np.concatenate([own, preferred], 2)}
    users, values = [], {name: [] for name in ways}
    for fold in FOLDS:
        train, test = fold_of(data, fold, catalogue)
        told, asked = columns(train, tones), columns(test, tones)
        users.append(test.user)
        for name, way in ways.items():
            model = Logistic(train, extra=way(*told))
            values[name].append(np.stack(list(metrics(test, model.score(test, way(*asked))).values()), 1))  # (L, 2)
    users = np.concatenate(users)
    values = {name: np.concatenate(parts) for name, parts in values.items()}
    print(f"{len(users):,} lists of {len(set(users)):,} users; with repeats, and of films not shown before")
    for name, value in values.items():
        gains = bootstrap(users, value - values["base"])
        low, high = np.quantile(gains, [0.025, 0.975], axis=0)
        print(f"{name:18} nDCG@10 " + ", ".join(f"{v:.4f}" for v in np.nanmean(value, 0)) + "".join(f" · {m:+.4f} [{a:+.4f}, {b:+.4f}]" for m, a, b in zip(np.nanmean(value - values["base"], 0), low, high)))


if __name__ == "__main__":
    main()
