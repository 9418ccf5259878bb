"""The first part of the English training: depth 0 alone, from the rows that the transformer has, which are held near where they were.

    python shallow.py --steps 8000 --hold 1     writes checkpoints/shallow.pt; train.py goes on from it

Rows, weights and head learn a hundred times faster than a transformer does; what they become, the transformer then has to read. So each row
pays for the distance to where it was, and the projection that reads the rows is fitted anew by least squares, pieces counting as often as they come.
"""

import argparse
import json
import time
from pathlib import Path

import numpy as np
import torch

import start
import train
from objective import loss_of
from paths import CHECKPOINTS, VOCABULARY, WORK

RATE = 2e-3


def main(args):
    torch.manual_seed(1)
    rng = np.random.default_rng(1)
    CHECKPOINTS.mkdir(parents=True, exist_ok=True)
    corpus = train.Corpus()
    student = start.narrowed(args.start, VOCABULARY)
    start.fit_heads(student, corpus)
    before = student.tokenEmbedding.detach().clone()
    spread = before.std()
    shallow = [student.tokenEmbedding, student.tokenWeight, student.tableHead.kernel]
    optimiser = torch.optim.Adam(shallow, lr=RATE, betas=(0.9, 0.99))
    began, total = time.time(), 0.0
    for step in range(args.steps):
        rate = RATE * min(1, (step + 1) / 100) * (1 - step / args.steps)
        for group in optimiser.param_groups:
            group["lr"] = rate
        rows = corpus.table_batch(rng)[: args.batch]
        loss, cosine = loss_of(student.forward_table(*corpus.bag(rows)), *corpus.wanted(rows), 0.3)
        held = ((student.tokenEmbedding - before) / spread).square().mean()
        optimiser.zero_grad(set_to_none=True)
        (loss + args.hold * held).backward()
        optimiser.step()
        total += loss.item()
        if step % 500 == 499:
            print(json.dumps({"step": step + 1, "loss": round(total / 500, 4), "cosine": round(cosine.item(), 4), "moved": round(held.item(), 3), "seconds": round(time.time() - began)}), flush=True)
            total = 0.0
    with torch.no_grad():
        counts = torch.from_numpy(np.bincount(corpus.flat, minlength=len(before)).astype("float32")).sqrt()[:, None] + 1
        read, wanted = student.tokenEmbedding * counts, (before @ student.embeddingProjection.kernel) * counts
        student.embeddingProjection.kernel.copy_(torch.linalg.lstsq(read, wanted).solution)
        kept = 1 - (read @ student.embeddingProjection.kernel - wanted).square().sum() / wanted.square().sum()
        print(f"the projection reads {kept:.1%} of what it read; agreement {train.agreement(student, corpus)}", flush=True)
    torch.save({"student": student.state_dict(), "architecture": student.architecture.as_manifest()}, CHECKPOINTS / "shallow.pt")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--start", type=Path, default=WORK / "encoder-en-0.3.0")
    parser.add_argument("--steps", type=int, default=8_000)
    parser.add_argument("--batch", type=int, default=512)
    parser.add_argument("--hold", type=float, default=1.0)
    main(parser.parse_args())
