"""Learned corrections of the logistic regression from a user's history.

    python residual.py --data DATA --out OUT --model transformer [--joint] [--seeds 1 2 3] [--trial]
    python residual.py --data DATA --out OUT --model metric [--joint] [--rank 32]
    python residual.py --data DATA --out OUT --model diagonal

`transformer`  self-attention over the history's tokens, cross-attention from candidates, a small MLP, a gate by history
length, and a zero-initialised last layer, so it starts as the logistic regression. --joint also trains the regression's
weights.
`metric`       Σ surprise · (P c · P h) / √H with P (128 → R).
`diagonal`     the same with a weight for each of the 128 dimensions, as additional columns of the logistic regression.

--trial prints the loss of some recipes on held-out training users, and scores no test list. Resumable.

B lists of a batch, C candidates, H tokens, D width, N items, K features, R rank.
"""

import time
from dataclasses import replace

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

import data
import history
import learn
from history import AGES

RANK = 32


class Past(nn.Module):
    """Embeds a history's tokens and the candidates in the same space."""

    def __init__(self, vectors, width):
        super().__init__()
        self.register_buffer("vectors", vectors, persistent=False)  # (N, 128)
        self.item = nn.Linear(vectors.shape[1], width)
        self.candidate = nn.Linear(vectors.shape[1], width)
        self.clicked = nn.Embedding(2, width)
        self.age = nn.Embedding(AGES, width)
        self.numbers = nn.Linear(2, width, bias=False)
        self.popularity = nn.Linear(1, width, bias=False)
        self.norm = nn.LayerNorm(width)
        for table in (self.clicked, self.age):
            nn.init.normal_(table.weight, std=0.5)

    def tokens(self, b):
        # Projects the whole catalogue once, because a batch repeats its items many times.
        x = self.item(self.vectors)[b["past_item"]]  # (B, H, D)
        x = x + self.clicked(b["past_clicked"].long()) + self.age(b["past_age"])  # (B, H, D)
        x = x + self.numbers(torch.stack([b["past_popularity"], b["past_surprise"]], 2))  # (B, H, D)
        return self.norm(x)

    def candidates(self, b):
        return self.candidate(self.vectors)[b["items"]] + self.popularity(b["popularity"][..., None])  # (B, C, D)


class Attention(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.heads = heads
        self.q, self.k, self.v, self.out = (nn.Linear(width, width) for _ in range(4))

    def forward(self, queries, states, real):
        """queries (B, Q, D), states (B, H, D), real (B, H) -> (B, Q, D)"""
        split = lambda x: x.unflatten(2, (self.heads, -1)).transpose(1, 2)  # (B, heads, ·, D/heads)
        x = F.scaled_dot_product_attention(split(self.q(queries)), split(self.k(states)), split(self.v(states)), attn_mask=real[:, None, None])
        return self.out(x.transpose(1, 2).flatten(2))


class Layer(nn.Module):
    """Pre-norm (Xiong et al. 2002.04745)."""

    def __init__(self, width, heads, dropout):
        super().__init__()
        self.first, self.second = nn.LayerNorm(width), nn.LayerNorm(width)
        self.attention = Attention(width, heads)
        self.feed = nn.Sequential(nn.Linear(width, 2 * width), nn.GELU(), nn.Linear(2 * width, width))
        self.dropout = nn.Dropout(dropout)

    def forward(self, x, real):
        y = self.first(x)  # (B, H, D)
        x = x + self.dropout(self.attention(y, y, real))  # (B, H, D)
        return x + self.dropout(self.feed(self.second(x)))  # (B, H, D)


class Transformer(nn.Module):
    def __init__(self, vectors, width=32, layers=1, heads=2, dropout=0.2, forget=0.1):
        super().__init__()
        self.past = Past(vectors, width)
        self.layers = nn.ModuleList(Layer(width, heads, dropout) for _ in range(layers))
        self.norm = nn.LayerNorm(width)
        self.cross = Attention(width, heads)
        self.mix = nn.Sequential(nn.Linear(3 * width, width), nn.GELU(), nn.Dropout(dropout))
        self.last = nn.Linear(width, 1, bias=False)
        self.gate = nn.Linear(1, 1)
        self.dropout, self.forget = nn.Dropout(dropout), forget
        nn.init.zeros_(self.last.weight)

    def forward(self, b):
        real = b["past_real"]  # (B, H)
        count = real.sum(1, keepdim=True)  # (B, 1)
        if self.training:
            # Drops random parts of the history as regularisation, but never all of it.
            keep = torch.rand(real.shape) >= self.forget
            keep[:, 0] = True
            real = real & keep
        x = self.dropout(self.past.tokens(b))  # (B, H, D)
        for layer in self.layers:
            x = layer(x, real)  # (B, H, D)
        q = self.past.candidates(b)  # (B, C, D)
        context = self.cross(q, self.norm(x), real)  # (B, C, D)
        score = self.last(self.mix(torch.cat([q, context, q * context], 2)))[..., 0]  # (B, C)
        return score * torch.sigmoid(self.gate(torch.log(count.float()) - 3))  # (B, C)


class Metric(nn.Module):
    def __init__(self, vectors, rank=RANK, dropout=0.0):
        super().__init__()
        self.register_buffer("vectors", vectors, persistent=False)
        self.project = nn.Parameter(torch.linalg.svd(vectors - vectors.mean(0), full_matrices=False)[2][:rank].T.clone())  # (128, R): principal axes
        self.scale = nn.Parameter(torch.zeros(rank))  # zero-initialised, so it starts as the logistic regression; negative values express dislike
        self.dropout = nn.Dropout(dropout)

    def forward(self, b):
        items = self.vectors @ self.project  # (N, R)
        weights = b["past_surprise"] * b["past_real"]  # (B, H)
        c, h = items[b["items"]], items[b["past_item"]]  # (B, C, R), (B, H, R)
        same = b["items"][:, :, None] == torch.where(b["past_real"], b["past_item"], -2)[:, None]  # (B, C, H)
        reader = torch.einsum("bh,bhr->br", weights, h)[:, None] - (same * weights[:, None]).sum(2)[..., None] * c  # (B, C, R), leaving out the item itself
        return (self.dropout(c * reader) @ self.scale) / b["past_real"].sum(1, keepdim=True).sqrt()  # (B, C)


class Joint(nn.Module):
    """A residual, plus a change of the logistic regression's own weights under its own prior."""

    def __init__(self, residual, weights, candidates, position):
        """weights (K) of standardised features; candidates: number of training candidates."""
        super().__init__()
        self.residual, self.position = residual, position
        self.register_buffer("weights", torch.tensor(weights, dtype=torch.float32), persistent=False)
        self.change = nn.Parameter(torch.zeros(len(weights)))
        self.share = data.PRECISION / candidates

    def penalty(self):
        return 0.5 * self.share * (self.weights + self.change).square().sum()

    def forward(self, b):
        change = self.change
        if not self.training:
            # As everywhere, position explains clicks but isn't used for ranking.
            change = change * (torch.arange(len(change)) != self.position)
        return self.residual(b) + b["features"] @ change  # (B, C)


RECIPES = {"transformer": learn.Recipe(rate=1e-3, decay=0.1), "metric": learn.Recipe(rate=1e-3, decay=0.1, epochs=30, patience=6)}


def spreads(lists):
    """(K) within-list standard deviation of each feature; 0 for a constant one."""
    x = data.centred(lists.features, lists.real)[lists.real]
    spread = np.sqrt((x**2).mean(0))
    return np.where(spread > data.FLAT, spread, 0)


class Fold:
    """Shared by all models of a fold: training uses the position as logged, and test lists are scored without it."""

    def __init__(self, folder, k, catalogue, base=None):
        """base: names of the features of the logistic regression to add to, default all."""
        self.train, self.test = data.fold_of(folder, k, catalogue)
        self.logistic = data.Logistic(self.train, which=base)
        self.scale = spreads(self.train)
        self.all = learn.Batches(self.train, self.logistic.score(self.train, position=True), self.scale)
        self.final = learn.Batches(self.test, self.logistic.score(self.test), self.scale)

    def split(self, seed):
        """(most, held out)"""
        return tuple(self.all.part(rows) for rows in data.inner_split(self.train, seed))


def runs(row, args, fold_for):
    """(seed, k, fold) of the remaining work; a fold is loaded once for all seeds."""
    for k in args.folds:
        seeds = [seed for seed in args.seeds if not row.has(seed, k)]
        if seeds:
            fold = fold_for(k)
            for seed in seeds:
                yield seed, k, fold


def build(args, vectors, fold):
    model = {"transformer": lambda: Transformer(vectors, width=args.width, layers=args.layers), "metric": lambda: Metric(vectors, args.rank)}[args.model]()
    if args.joint:
        return Joint(model, fold.logistic.weights * fold.scale, int(fold.train.real.sum()), fold.train.names.index(data.POSITION))
    return model


def neural(args, catalogue):
    vectors = torch.tensor(catalogue.vectors)
    name = args.name or f"{args.model}{'-joint' if args.joint else ''}"
    row = data.Results(args.out, name)
    recipe = RECIPES[args.model]
    recipe = replace(recipe, rate=args.rate or recipe.rate)
    for seed, k, fold in runs(row, args, lambda k: Fold(args.data, k, catalogue)):
        began = time.time()
        torch.manual_seed(seed)
        model = build(args, vectors, fold)
        note = learn.fit(model, *fold.split(seed), seed, recipe)
        note |= {"seconds": round(time.time() - began), "parameters": sum(p.numel() for p in model.parameters())}
        print(name, seed, k, row.add(seed, k, fold.test, learn.scores_of(model, fold.final), note), note, flush=True)


def diagonal(args, catalogue):
    """Chooses the only setting, the precision, on held-out training users; the fit itself is deterministic."""
    row = data.Results(args.out, "diagonal")
    vectors = catalogue.vectors.astype(float)

    def columns(lists):
        return vectors[lists.items] * history.readers(lists, history.tokens_of(lists), vectors)  # (L, C, 128)

    for k in args.folds:
        if row.has(0, k):
            continue
        train, test = data.fold_of(args.data, k, catalogue)
        extra = columns(train)
        most, held = data.inner_split(train, 1)
        inner = {}
        for precision in (1000, 3000, 10000, 30000, 100000):
            fit = data.Logistic(train.take(most), extra=extra[most], extra_precision=precision)
            inner[precision] = data.loss_of(train.take(held), fit.score(train.take(held), extra[held], position=True))
        precision = min(inner, key=inner.get)
        fit = data.Logistic(train, extra=extra, extra_precision=precision)
        print("diagonal", k, row.add(0, k, test, fit.score(test, columns(test)), {"precision": precision}), inner, flush=True)


def trial(args, catalogue):
    """Compares recipes by their loss on held-out training users, without looking at test lists."""
    vectors = torch.tensor(catalogue.vectors)
    folds = [Fold(args.data, k, catalogue) for k in args.folds]
    shapes = [(32, 1), (32, 2), (16, 1)] if args.model == "transformer" else [(8, 0), (16, 0), (32, 0)]
    for rate in (1e-3, 3e-3):
        for decay in (0.1, 1.0):
            for width, layers in shapes if decay == 0.1 else shapes[:1]:
                args.width, args.rank, args.layers = width, width, layers
                notes, began = [], time.time()
                for fold in folds:
                    torch.manual_seed(1)
                    notes.append(learn.fit(build(args, vectors, fold), *fold.split(1), 1, learn.Recipe(rate, decay)))
                print({"rate": rate, "decay": decay, "width": width, "layers": layers}, [(n["inner"], n["epoch"]) for n in notes], round(time.time() - began), flush=True)


def main():
    parser = data.arguments(__doc__)
    parser.add_argument("--model", choices=["transformer", "metric", "diagonal"], required=True)
    parser.add_argument("--joint", action="store_true")
    parser.add_argument("--trial", action="store_true")
    parser.add_argument("--name", help="of the results; by default that of the model")
    parser.add_argument("--width", type=int, default=32)
    parser.add_argument("--layers", type=int, default=1)
    parser.add_argument("--rank", type=int, default=RANK)
    parser.add_argument("--rate", type=float, help="of learning; by default the one that --trial chose")
    parser.add_argument("--seeds", nargs="*", type=int, default=[1, 2, 3])
    parser.add_argument("--folds", nargs="*", type=int, default=list(data.FOLDS))
    args = parser.parse_args()
    torch.set_num_threads(1)
    catalogue = data.Catalogue(args.data / "items.jsonl")
    (trial if args.trial else diagonal if args.model == "diagonal" else neural)(args, catalogue)


if __name__ == "__main__":
    main()
