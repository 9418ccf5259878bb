"""Distils the teacher into the student. Resumable: run it again and it goes on.

    python train.py --stable 6000 --minutes 40     constant learning rate, up to step 6000 or for 40 minutes
    python train.py --anneal 25                    from the last stable checkpoint: in 25 minutes the rate falls to zero, rounding as it ships; writes final.pt

Warm-up, stable, decay (Hu et al. 2404.06395): the stable part can be lengthened later without starting again.

With `--worker 0/2` and `--worker 1/2`, two processes of one thread each train on different batches and every so many seconds
take the mean of their weights (local SGD, Stich 1805.09767), each counting by its steps. Where others use the
same cores, that stalls less than one process of two threads.
"""

import argparse
import datetime
import json
import math
import time
from pathlib import Path

import numpy as np
import torch
import torch.distributed as dist
from torch.nn import functional as F

import start
import teacher as teachers
import tokens
from paths import CHECKPOINTS, CORPUS, VECTORS, VOCABULARY, WORK
from student import Architecture, Student, current_names

BATCH = 256
RATE = 3e-4
WARMUP = 100
WEIGHT_DECAY = 0.01
DIMS = (128, 64, 32)  # Matryoshka (Kusupati et al. 2205.13147)
SEED = 1
NEWS = ("news", "plain", "swapped", "name")
NEWS_SHARE = 0.4  # of the batches hold nothing else: what tells one piece of news from another
ROUND = 15  # seconds between two means
PORT = 29513  # by which workers meet
LAID_OUT = WORK / "laid-out"
NEAR = 0.05  # the temperature at which a text's neighbours are weighed


class Corpus:
    """Token ids (ragged) and teacher vectors of every shard that stands; the first 5,000 groups are held out.

    All of it is laid out once, in WORK/laid-out, and then read as mapped files: a start takes a second.
    """

    def __init__(self):
        if not LAID_OUT.exists():
            self._lay_out()
        self.vectors, self.flat, self.ends, groups, is_news = (np.load(LAID_OUT / f"{name}.npy", mmap_mode="r") for name in ("vectors", "ids", "ends", "groups", "news"))
        held_out = teachers.SHARD_GROUPS // 2
        self.held_out, self.groups, self.is_news = groups[:held_out].tolist(), groups[held_out:].tolist(), is_news[held_out:]
        lengths = np.diff(self.ends)
        self.longest = np.maximum.reduceat(lengths, groups[:, 0])[held_out:]

    def _lay_out(self):
        tokenizer = tokens.load(VOCABULARY)
        with open(CORPUS, encoding="utf-8") as file:
            domains = [json.loads(line)["d"] for line in file]
        ids, vectors, groups, total = [], [], [], 0
        for index, texts_by_group in teachers.shards():
            path = VECTORS / f"{index:03}.npy"
            if not path.exists():
                break
            ids += [encoding.ids for group in texts_by_group for encoding in tokenizer.encode_batch(group)]
            vectors.append(np.load(path))
            for group in texts_by_group:
                groups.append((total, total + len(group)))
                total += len(group)
        part = LAID_OUT.with_suffix(".part")
        part.mkdir(parents=True, exist_ok=True)
        np.save(part / "ids.npy", np.concatenate([np.array(one, np.int16) for one in ids]))
        np.save(part / "ends.npy", np.cumsum([0] + [len(one) for one in ids]))
        np.save(part / "vectors.npy", np.concatenate(vectors))
        np.save(part / "groups.npy", np.array(groups))
        np.save(part / "news.npy", np.isin(domains[: len(groups)], NEWS))
        part.rename(LAID_OUT)

    def batch(self, rows):
        """The texts' ids (B, T), 0 pads, and the teacher's vectors (B, 384)."""
        ids = [self.flat[self.ends[i] : self.ends[i + 1]] for i in rows]
        padded = np.zeros((len(rows), max(map(len, ids))), np.int64)
        for row, one in enumerate(ids):
            padded[row, : len(one)] = one
        return torch.from_numpy(padded), torch.from_numpy(self.vectors[rows].astype(np.float32))

    def epoch(self, number, worker):
        """Batches of whole groups of like length, so that close texts meet in a batch and little is padding.

        All groups once, and as many batches of news alone as make NEWS_SHARE of all.
        """
        rng = np.random.default_rng((SEED, number, worker))
        batches = self._batches(rng, rng.permutation(len(self.groups)))
        news, wanted = [], len(batches) * NEWS_SHARE / (1 - NEWS_SHARE)
        while len(news) < wanted:
            news += self._batches(rng, rng.permutation(np.flatnonzero(self.is_news)))
        batches += news[: round(wanted)]
        rng.shuffle(batches)
        return batches

    def _batches(self, rng, order):
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


def loss_of(pooled, vector, target, neighbours):
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
    loss = cosine + 8 * matrix
    if neighbours:
        # Who is near at all, and who nearest: what the nearest neighbours are chosen by.
        hidden = torch.eye(len(target)) * -1e4
        theirs, ours = F.log_softmax(wanted / NEAR + hidden, 1), F.log_softmax(vector @ vector.t() / NEAR + hidden, 1)
        loss = loss + neighbours * F.kl_div(ours, theirs, log_target=True, reduction="batchmean")
    return loss, cosine.detach()


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


def save(path, **state):
    torch.save(state, path.with_suffix(".part"))
    path.with_suffix(".part").rename(path)


class Workers:
    """The other processes that train along, if any."""

    def __init__(self, text):
        self.rank, self.count = map(int, text.split("/"))
        if self.count > 1:
            torch.set_num_threads(1)
            dist.init_process_group("gloo", init_method=f"tcp://127.0.0.1:{PORT}", rank=self.rank, world_size=self.count, timeout=datetime.timedelta(hours=3))

    @torch.no_grad()
    def mean(self, student, steps, stop):
        """Sets the weights to the mean of all workers', each by the steps it made; gives the sum of steps, and whether any wants to stop."""
        if self.count == 1:
            return steps, stop
        sums = torch.tensor([float(steps), float(stop)])
        dist.all_reduce(sums)
        everyones = sums[0]
        if everyones > 0:
            flat = torch.cat([p.flatten() for p in student.parameters()]) * (steps / everyones)
            dist.all_reduce(flat)
            for parameter, values in zip(student.parameters(), flat.split([p.numel() for p in student.parameters()])):
                parameter.copy_(values.view_as(parameter))
        return int(everyones), bool(sums[1])


def train(args):
    workers = Workers(args.worker)
    torch.manual_seed(SEED)
    CHECKPOINTS.mkdir(parents=True, exist_ok=True)
    corpus = Corpus()
    print(f"{len(corpus.groups):,} groups, {len(corpus.ends) - 1:,} texts", flush=True)
    stable, annealing, final = (CHECKPOINTS / name for name in ("stable.pt", "annealing.pt", "final.pt"))
    path = annealing if args.anneal else stable
    source = annealing if args.anneal and annealing.exists() else stable
    if source.exists():
        state = torch.load(source, weights_only=True)
        student = Student(Architecture(**current_names(state["architecture"])))
        student.load_state_dict(current_names(state["student"]))
    else:
        state = None
        student = start.widened(args.start, VOCABULARY, teachers.load()[0])
    kernels = [p for p in student.parameters() if p.ndim > 1]
    rest = [p for p in student.parameters() if p.ndim == 1]
    optimiser = torch.optim.AdamW([{"params": kernels, "weight_decay": WEIGHT_DECAY}, {"params": rest, "weight_decay": 0.0}], lr=RATE, betas=(0.9, 0.98))
    step, epoch, at, spent = 0, 0, 0, 0.0
    if state:
        optimiser.load_state_dict(state["optimiser"])
        step, epoch, at = state["step"], state["epoch"], state["at"]
    if state and source is annealing:
        spent = state["spent"]  # minutes of the decay that an earlier run made
    student.quantise(bool(args.anneal))

    def minutes():
        return spent + (time.time() - began) / 60

    def checkpoint(to):
        save(to, student=student.state_dict(), optimiser=optimiser.state_dict(), step=step, epoch=epoch, at=at, spent=minutes(), architecture=student.architecture.as_manifest())

    def report():
        line = {"step": step, "epoch": epoch, "loss": round(total / max(1, of_total), 4), "cosine": round(1 - cosine.item(), 4), "minutes": round(minutes(), 1), "texts/s": round(seen / (time.time() - began))}
        if rounds % args.every == 0:
            line["agreement"] = round(float(agreement(student, corpus)), 4)
        print(json.dumps(line), flush=True)

    began = saved = time.time()
    seen, total, of_total, rounds, cosine = 0, 0.0, 0, 0, torch.tensor(1.0)
    batches = corpus.epoch(epoch, workers.rank)
    limit = args.anneal or args.minutes
    stop = False
    while not stop:
        until, steps = time.time() + ROUND, 0
        while time.time() < until and (args.anneal or step + steps * workers.count < args.stable):
            if at >= len(batches):
                epoch, at = epoch + 1, 0
                batches = corpus.epoch(epoch, workers.rank)
            rate = RATE * min(1, (step + steps * workers.count + 1) / WARMUP)
            if args.anneal:
                rate = RATE * (1 - math.sqrt(min(1, minutes() / args.anneal)))  # 1 − √t: Hägele et al. 2405.18392
            for group in optimiser.param_groups:
                group["lr"] = rate
            ids, target = corpus.batch(batches[at])
            with torch.autocast("cpu", torch.bfloat16):
                pooled, vector = student(ids)
            loss, cosine = loss_of(pooled, vector, target, args.neighbours)
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(student.parameters(), 1.0)
            optimiser.step()
            at, steps, seen, total, of_total = at + 1, steps + 1, seen + len(ids), total + loss.item(), of_total + 1
        everyones, stop = workers.mean(student, steps, minutes() > limit or (not args.anneal and step >= args.stable))
        step, rounds = step + everyones, rounds + 1
        if workers.rank == 0 and rounds % 4 == 0:
            report()
            total, of_total = 0.0, 0
        if workers.rank == 0 and time.time() - saved > 180:
            checkpoint(path)
            saved = time.time()
    if workers.rank == 0:
        checkpoint(path)
        if args.anneal:
            checkpoint(final)
        print(f"stopped at step {step}; agreement {agreement(student, corpus, 8000):.4f}", flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stable", type=int, default=6000, help="last step of the stable part, all workers' together")
    parser.add_argument("--anneal", type=float, default=0, help="minutes of the decay; 0 trains the stable part")
    parser.add_argument("--start", type=Path, default=WORK / "encoder-en-0.2.0", help="the bundle to go on from")
    parser.add_argument("--neighbours", type=float, default=0.3, help="weight of the loss over who is nearest")
    parser.add_argument("--minutes", type=float, default=1e9, help="of the stable part: stop (and save) after so long")
    parser.add_argument("--every", type=int, default=40, help="rounds between two measurings of the agreement, a multiple of 4")
    parser.add_argument("--worker", default="0/1", help="which of how many: I/N")
    train(parser.parse_args())
