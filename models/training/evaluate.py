"""Evaluates a checkpoint in PyTorch: STS-B dev and the proxy, at each depth and across depths, unquantised and as
shipped. Published figures are measured through the TypeScript instead (`node models/training/measure.mjs`).

    python evaluate.py [CHECKPOINT]
"""

import argparse
import lzma
from pathlib import Path

import numpy as np
import torch
from scipy.stats import spearmanr

import proxy
import tokens
from export import load_student, shallow_of
from paths import CHECKPOINTS, DATA, VOCABULARY


def stsb(part):
    """Returns the `dev` or `test` part of the STS benchmark as (left, right, score from 0 to 5)."""
    with lzma.open(DATA / f"test/stsbenchmark/sts-{part}.csv.xz", "rt", encoding="utf-8") as file:
        rows = [line.rstrip("\n").split("\t") for line in file]
    return [row[5] for row in rows], [row[6] for row in rows], np.array([float(row[4]) for row in rows])


@torch.inference_mode()
def embed(student, texts):
    """Returns the unit vectors (N, 128) at depth 0 and at depth 1. The vectors of texts without known pieces are
    zeros."""
    ids = [encoding.ids for encoding in tokens.load(VOCABULARY).encode_batch(texts)]
    shallow, deep = np.zeros((2, len(ids), student.architecture.output), np.float32)
    for i, one in enumerate(ids):
        vector = shallow_of(one, student.tokenEmbedding, student.tokenWeight, student.tableHead.kernel)
        if len(vector):
            shallow[i] = vector
    order = sorted(range(len(ids)), key=lambda i: len(ids[i]))
    for start in range(0, len(order), 128):
        rows = order[start : start + 128]
        padded = torch.zeros(len(rows), max(len(ids[i]) for i in rows), dtype=torch.long)
        for row, i in enumerate(rows):
            padded[row, : len(ids[i])] = torch.tensor(ids[i])
        with torch.autocast("cpu", torch.bfloat16):
            deep[rows] = student(padded)[1].float()
    return shallow, deep


def spearman(left, right, score):
    return round(float(spearmanr((left * right).sum(1), score).statistic), 4)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    final = CHECKPOINTS / "final.pt"
    parser.add_argument("checkpoint", type=Path, nargs="?", default=final if final.exists() else CHECKPOINTS / "stable.pt")
    args = parser.parse_args()
    left, right, score = stsb("dev")
    topics, titles = proxy.read()
    for quantised in (False, True):
        student, step, _ = load_student(args.checkpoint, quantised)
        (a0, a1), (b0, b1), (t0, t1) = (embed(student, texts) for texts in (left, right, titles))
        print(f"step {step}, {'as it ships' if quantised else 'not rounded'}:")
        print(f"  STS-B dev: depth 0 {spearman(a0, b0, score)}, depth 1 {spearman(a1, b1, score)}, one of each {spearman(a0, b1, score)}")
        print(f"  proxy: depth 0 {proxy.nearest(t0, topics):.4f}, depth 1 {proxy.nearest(t1, topics):.4f}", flush=True)
