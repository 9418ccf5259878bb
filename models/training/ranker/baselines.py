"""Two baselines: gradient-boosted trees on the ranker's own features, and similarities of larger or simpler text
representations under the same fusion.

    python baselines.py --data DATA --out OUT trees [--inputs raw centred both] [--seeds 1 2 3]
    python baselines.py --data DATA --out OUT content

`trees` is LambdaMART (Burges 2010) from LightGBM. `content` uses texts only: all-MiniLM-L6-v2 (384 dimensions), the
catalogue's own vectors (128), and tf-idf. Both are resumable.

L lists, C candidates, K features, N items.
"""

import collections
import math
import re
import sys
import time
from pathlib import Path

import numpy as np

import data

TRIALS = 8
MOST_ROUNDS = 500
PATIENCE = 40
TEMPERATURE = 0.1


# ---- LambdaMART


def inputs_of(lists, kind, position):
    """(M, K or 2K), M candidates of all lists. `position`: as logged, or unknown, as on a page before layout."""
    features = lists.features.copy()  # (L, C, K)
    if not position:
        # A constant, so that the trees can't distinguish a list's candidates by it; the log's median rather than an
        # extreme value.
        features[..., lists.names.index(data.POSITION)] = -0.79
    middle = data.centred(features, lists.real)  # (L, C, K)
    return {"raw": features, "centred": middle, "both": np.concatenate([features, middle], 2)}[kind][lists.real]


def settings(seed):
    """TRIALS random settings, the same for all folds."""
    rng = np.random.default_rng(seed)
    for _ in range(TRIALS):
        yield {
            "num_leaves": int(rng.choice([4, 8, 16, 31])),
            "learning_rate": float(np.exp(rng.uniform(math.log(0.02), math.log(0.15)))),
            "min_data_in_leaf": int(rng.choice([50, 100, 200, 500, 1000])),
            "feature_fraction": float(rng.choice([0.4, 0.6, 0.8, 1.0])),
            "lambda_l2": float(np.exp(rng.uniform(math.log(0.1), math.log(100)))),
        }


def trees(args):
    import lightgbm as lgb

    lgb.register_logger(_Silent())
    fixed = {"objective": "lambdarank", "metric": "ndcg", "eval_at": [data.CUT], "num_threads": 1, "verbosity": -1, "deterministic": True}
    catalogue = data.Catalogue(args.data / "items.jsonl")

    def dataset(lists, kind, position, reference=None):
        # Settings differ in min_data_in_leaf, so don't drop features in advance.
        binning = {"max_bin": 127, "feature_pre_filter": False, "verbosity": -1}
        return lgb.Dataset(inputs_of(lists, kind, position), lists.clicked[lists.real], group=lists.real.sum(1), reference=reference, params=binning, free_raw_data=False)

    for seed in args.seeds:
        for k in data.FOLDS:
            for kind in args.inputs:
                row = data.Results(args.out, f"lambdamart-{kind}")
                if row.has(seed, k):
                    continue
                began = time.time()
                train, test = data.fold_of(args.data, k, catalogue)
                # Lists without clicks, or with clicks only, contain no pair to learn from and would count as perfect.
                train = train.take(np.flatnonzero((train.clicked.sum(1) > 0) & (train.clicked.sum(1) < train.real.sum(1))))
                most, held = (train.take(rows) for rows in data.inner_split(train, seed))
                fit = dataset(most, kind, True)
                check = dataset(held, kind, False, fit)
                tried = []
                for setting in settings(seed):
                    model = lgb.train({**fixed, **setting, "seed": seed}, fit, MOST_ROUNDS, [check], callbacks=[lgb.early_stopping(PATIENCE, verbose=False)])
                    tried.append((model.best_score["valid_0"][f"ndcg@{data.CUT}"], model.best_iteration, setting))
                value, rounds, setting = max(tried, key=lambda t: t[0])
                model = lgb.train({**fixed, **setting, "seed": seed}, dataset(train, kind, True), rounds)
                scores = np.zeros(test.real.shape)  # (L, C)
                scores[test.real] = model.predict(inputs_of(test, kind, False), num_threads=1)
                note = {"rounds": rounds, "inner": round(float(value), 4), **setting, "seconds": round(time.time() - began)}
                print(kind, seed, k, row.add(seed, k, test, scores, note), note, flush=True)


class _Silent:
    def info(self, text):
        pass

    def warning(self, text):
        pass


# ---- content alone


def minilm(texts, out):
    """(N, 384) of the full teacher, cached in OUT."""
    path = out / "minilm.npy"
    if not path.exists():
        import torch

        sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
        import minilm

        torch.set_num_threads(1)
        np.save(path, minilm.embed(*minilm.load(), texts, bf16=False))
    return np.load(path)


def tfidf(texts):
    """(N, V) unit length: (1 + log count) · log(N / texts with the word) (Salton & Buckley 1988)."""
    counts = [collections.Counter(re.findall(r"\w+", text.lower())) for text in texts]
    within = collections.Counter(word for count in counts for word in count)
    column = {word: n for n, word in enumerate(within)}
    out = np.zeros((len(texts), len(column)), np.float32)
    for n, count in enumerate(counts):
        for word, times in count.items():
            out[n, column[word]] = (1 + math.log(times)) * math.log(len(texts) / within[word])
    return out / np.maximum(np.linalg.norm(out, axis=1, keepdims=True), 1e-9)


def fused(lists, similarities):
    """Late fusion over all previously clicked items, τ·log of the mean of exp(similarity/τ): (L, C), leaving out the
    item itself.

    similarities (N, N). 0 for all with an empty history, and for an item that is the only one clicked.
    """
    out = np.zeros(lists.real.shape)
    for n, past in enumerate(lists.past):
        opened = np.unique(np.concatenate([items[clicked > 0] for items, clicked, _ in past]))  # (H)
        if not len(opened):
            continue
        items = lists.items[n]  # (C)
        other = opened[None] != items[:, None]  # (C, H)
        pull = np.where(other, np.exp(similarities[np.ix_(items, opened)] / TEMPERATURE), 0)
        count = other.sum(1)
        out[n] = np.where(count > 0, TEMPERATURE * np.log(np.maximum(pull.sum(1), 1e-30) / np.maximum(count, 1)), 0)
    return out


def content(args):
    catalogue = data.Catalogue(args.data / "items.jsonl")
    for name, vectors in (
        ("content-vectors", lambda: catalogue.vectors),
        ("content-minilm", lambda: minilm(catalogue.texts, args.out)),
        ("content-tfidf", lambda: tfidf(catalogue.texts)),
    ):
        row = data.Results(args.out, name)
        if all(row.has(0, k) for k in data.FOLDS):
            continue
        v = vectors()
        similarities = v @ v.T  # (N, N)
        for k in data.FOLDS:
            test = data.load(args.data / f"fold{k}-test.jsonl", catalogue)
            print(name, k, row.add(0, k, test, fused(test, similarities)), flush=True)


def main():
    parser = data.arguments(__doc__)
    parser.add_argument("what", choices=["trees", "content"])
    parser.add_argument("--inputs", nargs="*", default=["raw", "centred"], choices=["raw", "centred", "both"])
    parser.add_argument("--seeds", nargs="*", type=int, default=[1, 2, 3])
    args = parser.parse_args()
    {"trees": trees, "content": content}[args.what](args)


if __name__ == "__main__":
    main()
