"""A recurrent model of the reader: a GRU over the history's tokens in time order, whose last state scores candidates by
a bilinear form.

    python gru.py --data DATA --out OUT --base popularity [--seeds 1 2 3]     added to the popularity's log-odds only
    python gru.py --data DATA --out OUT --base logistic                       a residual on the logistic regression

The bilinear form is initialised to zero, so the model starts as its base (and position: it explains clicks, but isn't
used in scores). Resumable.

B lists of a batch, C candidates, H tokens, D width.
"""

import time

import torch
from torch import nn

import data
import learn
from residual import Fold, Past, runs

# High patience, because a zero-initialised form improves little in its first epochs.
RECIPE = learn.Recipe(rate=1e-3, decay=0.1, epochs=30, patience=6)


class Reader(nn.Module):
    """GRU (Cho et al. 1406.1078), read as in GRU4Rec (Hidasi et al. 1511.06939)."""

    def __init__(self, vectors, width=32, dropout=0.2):
        super().__init__()
        self.past = Past(vectors, width)
        self.gru = nn.GRU(width, width, batch_first=True)
        self.form = nn.Parameter(torch.zeros(width, width))
        self.dropout = nn.Dropout(dropout)

    def forward(self, b):
        count = b["past_real"].sum(1)  # (B)
        states, _ = self.gru(self.dropout(self.past.tokens(b)))  # (B, H, D)
        last = self.dropout(states[torch.arange(len(count)), count - 1])  # (B, D): before the padding
        return torch.einsum("bd,de,bce->bc", last, self.form, self.past.candidates(b))


def main():
    parser = data.arguments(__doc__)
    parser.add_argument("--base", choices=["popularity", "logistic"], required=True)
    parser.add_argument("--width", type=int, default=32)
    parser.add_argument("--seeds", nargs="*", type=int, default=[1, 2, 3])
    parser.add_argument("--folds", nargs="*", type=int, default=list(data.FOLDS))
    args = parser.parse_args()
    torch.set_num_threads(1)
    catalogue = data.Catalogue(args.data / "items.jsonl")
    vectors = torch.tensor(catalogue.vectors)
    base = ["popularity", data.POSITION] if args.base == "popularity" else None
    row = data.Results(args.out, f"gru-on-{args.base}")
    for seed, k, fold in runs(row, args, lambda k: Fold(args.data, k, catalogue, base)):
        began = time.time()
        torch.manual_seed(seed)
        model = Reader(vectors, args.width)
        note = learn.fit(model, *fold.split(seed), seed, RECIPE)
        note |= {"seconds": round(time.time() - began), "parameters": sum(p.numel() for p in model.parameters())}
        print(row.path.stem, seed, k, row.add(seed, k, fold.test, learn.scores_of(model, fold.final), note), note, flush=True)


if __name__ == "__main__":
    main()
