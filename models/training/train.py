"""Distils the teacher into the student. Resumable: run it again and it goes on.

    python train.py --stable 6000          constant learning rate up to step 6000
    python train.py --anneal 1500          from the last stable checkpoint: rate falls to zero, rounding as it ships; writes final.pt

Warm-up, stable, decay (Hu et al. 2404.06395): the stable part can be lengthened later without starting again.
"""

import argparse
import json
import math
import time
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional as F

import start
import teacher as teachers
import tokens
from paths import BUNDLE, CHECKPOINTS, VECTORS, VOCABULARY, WORK
from student import Architecture, Student

BATCH = 256
RATE = 5e-4
WARMUP = 200
WEIGHT_DECAY = 0.01
DIMS = (128, 64, 32)  # Matryoshka (Kusupati et al. 2205.13147)
SEED = 1


class Corpus:
    """Token ids (ragged) and teacher vectors of every shard that stands; the first 5,000 groups are held out."""

    def __init__(self, least=1):
        tokenizer = tokens.load(VOCABULARY)
        ids, vectors, groups, start = [], [], [], 0
        for index, texts_by_group in teachers.shards():
            path = VECTORS / f"{index:03}.npy"
            if not path.exists():
                break
            texts = [text for group in texts_by_group for text in group]
            cache = WORK / f"tokens-{index:03}.npz"
            if not cache.exists():
                encoded = [encoding.ids for encoding in tokenizer.encode_batch(texts)]
                np.savez(cache, flat=np.concatenate(encoded).astype(np.int16), lengths=np.array([len(e) for e in encoded]))
            stored = np.load(cache)
            ids += np.split(stored["flat"], np.cumsum(stored["lengths"])[:-1])
            vectors.append(np.load(path))
            for group in texts_by_group:
                groups.append((start, start + len(group)))
                start += len(group)
        self.ids, self.vectors = ids, np.concatenate(vectors)
        self.held_out, self.groups = groups[: teachers.SHARD_GROUPS // 2], groups[teachers.SHARD_GROUPS // 2 :]
        self.longest = np.array([max(len(ids[i]) for i in range(a, b)) for a, b in self.groups])

    def batch(self, rows):
        width = max(len(self.ids[i]) for i in rows)
        padded = np.zeros((len(rows), width), np.int64)
        for row, i in enumerate(rows):
            padded[row, : len(self.ids[i])] = self.ids[i]
        return torch.from_numpy(padded), torch.from_numpy(self.vectors[rows].astype(np.float32))

    def epoch(self, number):
        """Batches of whole groups of like length, so that close texts meet in a batch and little is padding."""
        rng = np.random.default_rng(SEED * 1000 + number)
        order = rng.permutation(len(self.groups))
        batches = []
        for start in range(0, len(order), 8192):
            pool = order[start : start + 8192]
            pool = pool[np.argsort(self.longest[pool], kind="stable")]
            rows = []
            for g in pool:
                rows += range(*self.groups[g])
                if len(rows) >= BATCH:
                    batches.append(rows)
                    rows = []
        rng.shuffle(batches)
        return batches


def loss_of(pooled, vector, target):
    """Distance to the teacher's own vector, and to its picture of who is close to whom, at every Matryoshka width."""
    cosine = 1 - F.cosine_similarity(pooled.float(), target, dim=1).mean()
    wanted = target @ target.t()  # (B, B)
    off = ~torch.eye(len(target), dtype=torch.bool)
    matrix = 0
    for width, weight in zip(DIMS, (2, 1, 1)):
        short = F.normalize(vector[:, :width], dim=1)
        error = (short @ short.t() - wanted)[off].square()
        # Close pairs are rare in a batch and are what a ranking is about: they weigh more.
        matrix = matrix + weight * (error * (1 + 8 * wanted[off].clamp_min(0))).mean()
    return cosine + 8 * matrix, cosine.detach()


@torch.inference_mode()
def agreement(student, corpus, most=3000):
    """Spearman between student's and teacher's similarities over held-out pairs, half of them within groups."""
    from scipy.stats import spearmanr

    rows = [i for a, b in corpus.held_out for i in range(a, b)][:most]
    pairs = [(i, j) for a, b in corpus.held_out for i in range(a, b) for j in range(i + 1, b) if j < len(rows)]
    rng = np.random.default_rng(0)
    pairs += [tuple(pair) for pair in rng.integers(0, len(rows), (len(pairs), 2))]
    student.eval()
    vectors = torch.cat([student(corpus.batch(rows[s : s + 128])[0])[1] for s in range(0, len(rows), 128)])
    student.train()
    left, right = map(list, zip(*pairs))
    theirs = torch.from_numpy(corpus.vectors[: len(rows)].astype(np.float32))
    return spearmanr((vectors[left] * vectors[right]).sum(1), (theirs[left] * theirs[right]).sum(1)).statistic


def start_student(corpus, bundle):
    teacher, _ = teachers.load()
    trained_on = corpus.groups[0][0]  # the held-out texts stand before it
    sample, _ = corpus.batch(range(trained_on, trained_on + 512))
    return start.grown(bundle, teacher, sample)


def save(path, **state):
    torch.save(state, path.with_suffix(".part"))
    path.with_suffix(".part").rename(path)


def train(args):
    torch.manual_seed(SEED)
    CHECKPOINTS.mkdir(parents=True, exist_ok=True)
    corpus = Corpus()
    print(f"{len(corpus.groups):,} groups, {len(corpus.ids):,} texts", flush=True)
    stable, annealing, final = (CHECKPOINTS / name for name in ("stable.pt", "annealing.pt", "final.pt"))
    path = annealing if args.anneal else stable
    source = annealing if args.anneal and annealing.exists() else stable
    if source.exists():
        state = torch.load(source, weights_only=True)
        student = Student(Architecture(**state["architecture"]))
        student.load_state_dict(state["student"])
    else:
        state = None
        student = start_student(corpus, args.start)
    kernels = [p for p in student.parameters() if p.ndim > 1]
    rest = [p for p in student.parameters() if p.ndim == 1]
    optimiser = torch.optim.AdamW([{"params": kernels, "weight_decay": WEIGHT_DECAY}, {"params": rest, "weight_decay": 0.0}], lr=RATE, betas=(0.9, 0.98))
    step, epoch, at = 0, 0, 0
    if state:
        optimiser.load_state_dict(state["optimiser"])
        step, epoch, at = state["step"], state["epoch"], state["at"]
    first = state["first"] if state and source is annealing else step
    last = first + args.anneal if args.anneal else args.stable
    student.quantise(bool(args.anneal))

    def checkpoint(to):
        save(to, student=student.state_dict(), optimiser=optimiser.state_dict(), step=step, epoch=epoch, at=at, first=first, architecture=student.architecture.as_manifest())

    began, seen, total = time.time(), 0, 0.0
    batches = corpus.epoch(epoch)
    while step < last and time.time() - began < args.minutes * 60:
        if at >= len(batches):
            epoch, at = epoch + 1, 0
            batches = corpus.epoch(epoch)
        rate = RATE * min(1, (step + 1) / WARMUP)
        if args.anneal:
            rate = RATE * (1 - math.sqrt((step - first) / args.anneal))  # 1 − √t: Hägele et al. 2405.18392
        for group in optimiser.param_groups:
            group["lr"] = rate
        ids, target = corpus.batch(batches[at])
        with torch.autocast("cpu", torch.bfloat16):
            pooled, vector = student(ids)
        loss, cosine = loss_of(pooled, vector, target)
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(student.parameters(), 1.0)
        optimiser.step()
        step, at, seen, total = step + 1, at + 1, seen + len(ids), total + loss.item()
        if step % 100 == 0:
            line = {"step": step, "epoch": epoch, "loss": round(total / 100, 4), "cosine": round(1 - cosine.item(), 4), "texts/s": round(seen / (time.time() - began))}
            total = 0.0
            if step % args.every == 0:
                line["agreement"] = round(float(agreement(student, corpus)), 4)
                checkpoint(path)
            print(json.dumps(line), flush=True)
    checkpoint(path)
    if args.anneal and step >= last:
        checkpoint(final)
    print(f"stopped at step {step}; agreement {agreement(student, corpus, 8000):.4f}", flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stable", type=int, default=6000, help="last step of the stable part")
    parser.add_argument("--anneal", type=int, default=0, help="steps of the decay; 0 trains the stable part")
    parser.add_argument("--start", type=Path, default=BUNDLE, help="the two-layer bundle to grow from: encoder-en 0.1.0")
    parser.add_argument("--minutes", type=float, default=1e9, help="stop (and save) after so long")
    parser.add_argument("--every", type=int, default=500, help="steps between checkpoints")
    train(parser.parse_args())
