"""Measures a checkpoint on the STS benchmark, in PyTorch, with and without int8. What is reported to the world is measured
through TypeScript (`node models/training/measure.mjs`). Nothing is chosen by these figures: checkpoints are chosen by
their agreement with the teacher, which train.py prints.

    python evaluate.py [CHECKPOINT] [--test]     --test also scores the test parts: once per released version
"""

import argparse
import csv
import io
import lzma
from pathlib import Path

import numpy as np
import torch
from scipy.stats import spearmanr

import teacher as teachers
import tokens
from export import load_student
from paths import CHECKPOINTS, DATA, VOCABULARY

TEST = DATA / "test"


def stsb(part):
    """(left, right, score 0..5) of the STS benchmark's `dev` or `test`."""
    with lzma.open(TEST / f"stsbenchmark/sts-{part}.csv.xz", "rt", encoding="utf-8") as file:
        rows = [line.rstrip("\n").split("\t") for line in file]
    return [row[5] for row in rows], [row[6] for row in rows], np.array([float(row[4]) for row in rows])


@torch.inference_mode()
def embed(student, tokenizer, texts):
    ids = [encoding.ids for encoding in tokenizer.encode_batch(texts)]
    out = np.empty((len(ids), student.architecture.output), np.float32)
    order = sorted(range(len(ids)), key=lambda i: len(ids[i]))
    for start in range(0, len(order), 128):
        rows = order[start : start + 128]
        padded = torch.zeros(len(rows), max(len(ids[i]) for i in rows), dtype=torch.long)
        for row, i in enumerate(rows):
            padded[row, : len(ids[i])] = torch.tensor(ids[i])
        out[rows] = student(padded)[1].numpy()
    return out


def spearman(left, right, score, width=None):
    left, right = left[:, :width], right[:, :width]
    cosine = (left * right).sum(1) / (np.linalg.norm(left, axis=1) * np.linalg.norm(right, axis=1))
    return spearmanr(cosine, score).statistic


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    final = CHECKPOINTS / "final.pt"
    parser.add_argument("checkpoint", type=Path, nargs="?", default=final if final.exists() else CHECKPOINTS / "stable.pt")
    parser.add_argument("--test", action="store_true")
    parser.add_argument("--teacher", action="store_true", help="the teacher's own figures too")
    args = parser.parse_args()
    tokenizer = tokens.load(VOCABULARY)
    for part in ("dev", "test") if args.test else ("dev",):
        left, right, score = stsb(part)
        for quantised in (False, True):
            student, step = load_student(args.checkpoint, quantised)
            a, b = embed(student, tokenizer, left), embed(student, tokenizer, right)
            widths = "  ".join(f"{width}: {spearman(a, b, score, width):.4f}" for width in (128, 64, 32))
            print(f"STS-B {part}, step {step}, {'int8' if quantised else 'float'}: Spearman {widths}")
        if args.teacher:
            model, teacher_tokenizer = teachers.load()
            a, b = (teachers.embed(model, teacher_tokenizer, side, bf16=False) for side in (left, right))
            print(f"STS-B {part}, teacher: Spearman {spearman(a, b, score):.4f}")
