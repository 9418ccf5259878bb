"""Distils the teachers into both depths of the student at once. Resumable.

    python train.py --from ../encoder-en --minutes 40     constant learning rate, for 40 minutes or up to step --stable; starts from a pack if there is no checkpoint
    python train.py --anneal 25                           from the last stable checkpoint: decays the rate to zero in 25 minutes, with quantisation as shipped; writes final.pt
    python train.py --anneal 25 --before OLD.pt           moves its layers a fifth of the way back to an earlier version's final.pt

The schedule is warm-up, stable, decay (Hu et al. 2404.06395), so the stable phase can be extended later without
starting again.

With `--worker 0/2` and `--worker 1/2`, two single-threaded processes train on different batches and periodically
average their weights in proportion to their steps (local SGD, Stich 1805.09767). On a busy machine, this stalls less
often than one process with two threads.
"""

import argparse
import datetime
import json
import math
import shutil
import time
from pathlib import Path

import numpy as np
import torch
import torch.distributed as dist

import teachers
import texts as corpora
import tokens
from device import DEVICE, in_bfloat16, on_cpu
from objective import loss_of
from paths import BUNDLE, CHECKPOINTS, VOCABULARY
from space import Space, beside
from start import student_of
from student import bag, ensemble, student_in

BATCH = 256
RATE = 8e-4
WARMUP = 200
WEIGHT_DECAY = 0.01
TABLE_BATCH = 768  # texts per step at depth 0
TABLE_WEIGHT = 0.5
SEED = 1
BEFORE = 0.2  # weight of an earlier version's layers in the average
NEWS = ("news", "plain", "swapped", "name", "en-news")
NEWS_SHARE = 0.4  # share of batches with news only, which teach the differences between news stories
ROUND = 15  # seconds between averages
PORT = 29513  # for communication between workers


class Corpus:
    """Token ids (ragged), target positions and teacher vectors of all texts for which there are shards of both
    teachers. The first 5,000 groups are held out.
    """

    def __init__(self):
        space = Space()
        mpnet, e5 = teachers.vectors("en", "mpnet"), teachers.vectors("en", "e5")
        count = min(len(mpnet), len(e5))
        self.similar = beside(mpnet[:count], e5[:count], space.e5_mean).astype(np.float16)  # (N, 1152)
        self.places = space.english(mpnet[:count], e5[:count]).astype(np.float16)  # (N, 128)
        groups, domains, texts = [], [], []
        for group in corpora.groups():
            if len(texts) + len(group["t"]) > count:
                break
            groups.append((len(texts), len(texts) + len(group["t"])))
            domains.append(group["d"])
            texts += group["t"]
        ids = []
        tokenizer = tokens.load(VOCABULARY)
        for at in range(0, len(texts), 20_000):
            ids += [np.array(encoding.ids, np.int16) for encoding in tokenizer.encode_batch(texts[at : at + 20_000])]
        self.lengths = np.array(list(map(len, ids)))
        self.ends, self.flat = np.cumsum(self.lengths), np.concatenate(ids)
        self.held_out, self.groups = groups[: corpora.HELD_OUT], groups[corpora.HELD_OUT :]
        self.is_news = np.isin(domains[corpora.HELD_OUT :], NEWS)
        self.longest = np.maximum.reduceat(self.lengths, np.array(groups)[:, 0])[corpora.HELD_OUT :]
        self.first = self.groups[0][0]
        self.table_rows = np.flatnonzero(self.lengths > 2)
        self.table_rows = self.table_rows[self.table_rows >= self.first]

    def _ids(self, i):
        return self.flat[self.ends[i] - self.lengths[i] : self.ends[i]]

    def batch(self, rows):
        """Returns the token ids of texts: (B, T), padded with 0."""
        padded = np.zeros((len(rows), max(self.lengths[i] for i in rows)), np.int64)
        for row, i in enumerate(rows):
            padded[row, : self.lengths[i]] = self._ids(i)
        return torch.from_numpy(padded).to(DEVICE)

    def bag(self, rows):
        """Returns the texts' pieces (N) and the offset of each text (B), excluding special and unknown pieces."""
        return tuple(each.to(DEVICE) for each in bag([ids[ids >= tokens.FIRST_PIECE] for ids in map(self._ids, rows)]))

    def wanted(self, rows):
        """Returns target positions (B, 128) and the teachers' similarities (B, B)."""
        theirs = torch.from_numpy(self.similar[rows]).to(DEVICE).float()
        return torch.from_numpy(self.places[rows]).to(DEVICE).float(), theirs @ theirs.t()

    def epoch(self, number, worker):
        """Returns batches of whole groups of similar length, so that related texts share a batch and padding is small.
        Every group occurs once. Batches consisting only of news are added until they make up NEWS_SHARE of all batches.
        """
        rng = np.random.default_rng((SEED, number, worker))
        batches = self._batches(rng, rng.permutation(len(self.groups)))
        news, wanted = [], len(batches) * NEWS_SHARE / (1 - NEWS_SHARE)
        while len(news) < wanted:
            news += self._batches(rng, rng.permutation(np.flatnonzero(self.is_news)))
        batches += news[: round(wanted)]
        rng.shuffle(batches)
        return batches

    def table_batch(self, rng):
        """Samples whole groups at random, TABLE_BATCH texts or slightly more in total."""
        rows = []
        while len(rows) < TABLE_BATCH:
            rows += range(*self.groups[rng.integers(len(self.groups))])
        return [i for i in rows if self.lengths[i] > 2]

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


@torch.inference_mode()
def agreement(student, corpus, most=3000):
    """Returns the Spearman correlations between the student's and the teachers' similarities at (depth 0, depth 1) over
    held-out pairs. Half of the pairs are from the same group.
    """
    from scipy.stats import spearmanr

    rows = [i for a, b in corpus.held_out for i in range(a, b)][:most]
    known = {i for i in rows if corpus.lengths[i] > 2}
    pairs = [(i, j) for a, b in corpus.held_out for i in range(a, b) for j in range(i + 1, b) if i in known and j in known]
    rng = np.random.default_rng(0)
    pairs += [(i, j) for i, j in rng.integers(0, len(rows), (len(pairs), 2)).tolist() if i in known and j in known]
    student.eval()
    deep = torch.cat([student(corpus.batch(rows[s : s + 128]))[1].cpu() for s in range(0, len(rows), 128)])
    shallow = torch.zeros_like(deep)
    shallow[sorted(known)] = student.forward_table(*corpus.bag(sorted(known))).cpu()
    student.train()
    left, right = map(list, zip(*pairs))
    theirs = torch.from_numpy(corpus.similar[: len(rows)].astype(np.float32))
    wanted = (theirs[left] * theirs[right]).sum(1)
    return tuple(round(float(spearmanr((v[left] * v[right]).sum(1), wanted).statistic), 4) for v in (shallow, deep))


def save(path, **state):
    torch.save(on_cpu(state), path.with_suffix(".part"))
    path.with_suffix(".part").rename(path)


class Workers:
    """The other training processes, if any."""

    def __init__(self, text):
        self.rank, self.count = map(int, text.split("/"))
        if self.count > 1:
            torch.set_num_threads(1)
            dist.init_process_group("gloo", init_method=f"tcp://127.0.0.1:{PORT}", rank=self.rank, world_size=self.count, timeout=datetime.timedelta(hours=3))

    @torch.no_grad()
    def mean(self, student, steps, stop):
        """Sets the weights to the average over all workers, weighted by steps; returns the total number of steps, and
        whether any worker wants to stop.
        """
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
    stable, annealing, final = (CHECKPOINTS / name for name in ("stable.pt", "annealing.pt", "final.pt"))
    if not stable.exists():
        shutil.copy(args.start / "vocabulary.txt", VOCABULARY)  # the vocabulary of the rows
    corpus = Corpus()
    print(f"{len(corpus.groups):,} groups, {len(corpus.ends):,} texts; on {DEVICE}", flush=True)
    path = annealing if args.anneal else stable
    source = annealing if args.anneal and annealing.exists() else stable
    if source.exists():
        state = torch.load(source, weights_only=True)
        student = student_in(state).to(DEVICE)
    else:
        state = None
        student = student_of(args.start).to(DEVICE)
        print(f"from {args.start.name}: agreement {agreement(student, corpus)}", flush=True)
    kernels = [p for p in student.parameters() if p.ndim > 1]
    rest = [p for p in student.parameters() if p.ndim == 1]
    optimiser = torch.optim.AdamW([{"params": kernels, "weight_decay": WEIGHT_DECAY}, {"params": rest, "weight_decay": 0.0}], lr=RATE, betas=(0.9, 0.98))
    step, epoch, at, spent = 0, 0, 0, 0.0
    if state:
        optimiser.load_state_dict(state["optimiser"])
        step, epoch, at = state["step"], state["epoch"], state["at"]
    if state and source is annealing:
        spent = state["spent"]  # minutes of decay in an earlier run
    student.quantise(bool(args.anneal))

    def minutes():
        return spent + (time.time() - began) / 60

    def checkpoint(to):
        save(to, student=student.state_dict(), optimiser=optimiser.state_dict(), step=step, epoch=epoch, at=at, spent=minutes(), architecture=student.architecture.as_manifest())

    def report():
        line = {"step": step, "epoch": epoch, "loss": round(total / max(1, of_total), 4), "cosines": [round(cosine_0.item(), 4), round(cosine.item(), 4)], "minutes": round(minutes(), 1), "texts/s": round(seen / (time.time() - began))}
        if rounds % args.every == 0:
            line["agreement"] = agreement(student, corpus)
        print(json.dumps(line), flush=True)

    began = saved = time.time()
    seen, total, of_total, rounds, cosine = 0, 0.0, 0, 0, torch.tensor(0.0)
    cosine_0 = cosine
    batches = corpus.epoch(epoch, workers.rank)
    rng = np.random.default_rng((SEED, step, workers.rank))
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
            rows, more = batches[at], corpus.table_batch(rng)
            table = student.table()
            with in_bfloat16():
                _, vector = student(corpus.batch(rows), table)
            loss, cosine = loss_of(vector, *corpus.wanted(rows), args.neighbours)
            shallow, cosine_0 = loss_of(student.forward_table(*corpus.bag(more), table), *corpus.wanted(more), args.neighbours)
            loss = loss + TABLE_WEIGHT * shallow
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(student.parameters(), 1.0)
            optimiser.step()
            at, steps, seen, total, of_total = at + 1, steps + 1, seen + len(rows), total + loss.item(), of_total + 1
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
            if args.before:
                ensemble(student, student_in(torch.load(args.before, weights_only=True)).to(DEVICE), BEFORE)
            checkpoint(final)
        print(f"stopped at step {step}; agreement {agreement(student, corpus, 8000)}", flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--from", dest="start", type=Path, default=BUNDLE, help="the pack to start from; default: models/encoder-en")
    parser.add_argument("--stable", type=int, default=100_000, help="last step of the stable part, all workers' together")
    parser.add_argument("--anneal", type=float, default=0, help="minutes of the decay; 0 trains the stable part")
    parser.add_argument("--before", type=Path, help=f"final.pt of an earlier version that this training goes on from: {BEFORE:g} of each number of the layers is what it was there")
    parser.add_argument("--neighbours", type=float, default=0.3, help="weight of the loss over who is nearest")
    parser.add_argument("--minutes", type=float, default=1e9, help="of the stable part: stop (and save) after so long")
    parser.add_argument("--every", type=int, default=40, help="rounds between two measurings of the agreement, a multiple of 4")
    parser.add_argument("--worker", default="0/1", help="which of how many: I/N")
    train(parser.parse_args())
