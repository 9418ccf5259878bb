"""Trains depth 1 of languages other than English on top of their tables, in one of three ways. The result isn't a pack;
the printed figures show whether one would be worth its bytes.

    python deepen.py ru --body frozen --minutes 30            English layers unchanged; the language's rows and the norms learn to fit them (Artetxe et al. 2020, arXiv:1910.11856)
    python deepen.py ru --body trained --minutes 30           own layers, initialised from English
    python deepen.py ru de fr es --body trained --minutes 60  one body shared by all of these
    python deepen.py ru de --body trained --rows frozen       the same, with tables unchanged
    python deepen.py ru --body trained --from WORK/ru/deep-trained.pt      resumes
    python deepen.py ru --body trained --english 0.1      moves the resulting body a tenth of the way back to English

Needs each language's texts, teacher vectors and `table.pt` (pack.py). Rows start as the table's rows, scaled to the
norm of English rows, and English's projection reads them through the inverse of English's head, so depth 0 starts
unchanged. The objective is to match the teachers' similarities at both depths, or at depth 1 only if rows are frozen.
In the second half, weights are quantised as shipped while the learning rate falls to zero. At the end, the body is
interpolated back to English by the share --english (weight-space ensembling: Wortsman et al. 2022, arXiv:2109.01903),
because the English body knows more about similarity than texts in other languages can teach it.

Prints STS-B dev at both depths, with and without that interpolation. Depth 1 must beat the language's table by .02 to
be worth loading. Saves WORK/LANG/deep-BODY.pt, the student with this language's rows, every 500 steps and at the end.
export.py turns it into a pack.
"""

import argparse
import csv
import json
import lzma
import math
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from scipy.stats import spearmanr
from torch import nn

import table as tables
import texts as corpora
import tokens
from paths import BUNDLE, DATA, WORK
from start import student_of
from student import INT4, OF_TABLE, bag, ensemble, fake_quantise, fake_quantise_fitted, student_in

BATCH = 256
RATE = 5e-4
WARMUP = 200
POOL = 8  # batches drawn together and sorted by length, to reduce padding
# Weight of depth 0 relative to depth 1, and the learning rate of the rows. A higher weight and a lower rate keep the
# table closer to its initial values, at the expense of depth 1.
SHALLOW, ROW_RATE = 1.0, 5e-4
CLS, SEP = 2, 3
SEED = 1
ENGLISH = 0.2  # how far the body is interpolated back to English


class Tongue:
    """A language's texts, their targets, and the language's rows in the form that the English student expects."""

    def __init__(self, language, student):
        self.language = language
        self.taught = tables.Taught(language)
        self.tokenizer = tokens.load(WORK / language / "vocabulary.txt", language)
        self.ragged = tables.Ragged(self.tokenizer, corpora.read(language)[: len(self.taught.places)])
        table = torch.load(WORK / language / "table.pt", weights_only=True)  # (V, E)
        english = student.tokenEmbedding.detach()
        usual = english[tokens.FIRST_PIECE :].norm(dim=1).mean()
        weight = table.norm(dim=1).clamp_min(1e-6) / usual
        rows = table / weight[:, None]
        rows[: tokens.FIRST_PIECE] = english[: tokens.FIRST_PIECE]
        self.rows, self.weight = nn.Parameter(fake_quantise(rows, 0, INT4)), nn.Parameter(weight)
        self.queue = []

    def into(self, student):
        student.tokenEmbedding, student.tokenWeight = self.rows, self.weight

    def batch(self, rng):
        """Draws a batch of texts that have similar lengths and the same teachers. Returns their row numbers."""
        if not self.queue:
            drawn = np.unique(np.concatenate([self.taught.draw(rng, self.ragged.lengths) for _ in range(POOL)]))
            for start, end, _ in self.taught.parts:
                part = drawn[(drawn >= start) & (drawn < end)]
                part = part[np.argsort(self.ragged.lengths[part], kind="stable")]
                self.queue += [part[at : at + BATCH] for at in range(0, len(part), BATCH) if len(part) - at > 1]
            rng.shuffle(self.queue)
        return self.queue.pop()


def padded(parts):
    """Converts the pieces of texts to ids (B, T) with [CLS] and [SEP], truncated at MAX_TOKENS and padded with 0."""
    parts = [part[: tokens.MAX_TOKENS - 2] for part in parts]
    ids = np.zeros((len(parts), max(map(len, parts)) + 2), np.int64)
    for row, part in enumerate(parts):
        ids[row, : len(part) + 2] = [CLS, *part, SEP]
    return torch.from_numpy(ids)


def stsb(language):
    """Returns the translated STS-B dev set as (left, right, score)."""
    with lzma.open(DATA / f"test/stsb-multi-mt-dev/{language}.csv.xz", "rt", encoding="utf-8") as file:
        rows = list(csv.reader(file))
    return [row[0] for row in rows], [row[1] for row in rows], [float(row[2]) for row in rows]


@torch.inference_mode()
def report(tongue, student):
    """Returns the Spearman correlations on STS-B dev: (depth 0, depth 1)."""
    tongue.into(student)
    left, right, score = stsb(tongue.language)
    parts = tables.Ragged(tongue.tokenizer, left + right).pieces(range(2 * len(left)))
    shallow = student.forward_table(*bag(parts))
    deep = torch.cat([student(padded(parts[at : at + 128]))[1] for at in range(0, len(parts), 128)])
    half = len(left)
    return tuple(round(float(spearmanr((v[:half] * v[half:]).sum(1), score).statistic), 4) for v in (shallow, deep))


def keep(tongues, student, name, made):
    """Saves each language's student as a checkpoint in train.py's format: WORK/LANG/deep-NAME.pt. made: notes for the
    model card.
    """
    for tongue in tongues:
        tongue.into(student)
        architecture = replace(student.architecture, vocabulary=len(tongue.rows)).as_manifest()
        torch.save({"architecture": architecture, "student": student.state_dict(), "step": made["runs"][-1][0], "made": made}, WORK / tongue.language / f"deep-{name}.pt")


@torch.no_grad()
def start():
    """Returns the English student with its rows already mapped through its head, so that the rows of tables, which have
    no head, can take their place.
    """
    student = student_of(BUNDLE)
    student.architecture = replace(student.architecture, tableBits=4)  # of these languages' rows
    head = student.tableHead.kernel.clone()  # (E, O), E = O
    student.tokenEmbedding.copy_(student.tokenEmbedding @ head)
    student.embeddingProjection.kernel.copy_(torch.linalg.inv(head) @ student.embeddingProjection.kernel)
    student.tableHead.kernel.copy_(torch.eye(len(head)))
    return student


def go_on(file, tongues):
    """Returns a checkpoint's student and its previous runs. If there is only one language, its rows are restored as
    well."""
    state = torch.load(file, weights_only=True)
    student = student_in(state)
    if len(tongues) == 1:
        tongues[0].rows, tongues[0].weight = student.tokenEmbedding, student.tokenWeight
    return student, state["made"]["runs"]


def deepen(languages, body, rows_are, minutes, share=ENGLISH, shallow=SHALLOW, row_rate=ROW_RATE, before=None):
    torch.manual_seed(SEED)
    rng = np.random.default_rng(SEED)
    student = start()
    tongues = [Tongue(language, student) for language in languages]
    runs = []
    if before:
        student, runs = go_on(before, tongues)
    name = body + (f"-{len(tongues)}" if len(tongues) > 1 else "") + ("-frozen-rows" if rows_are == "frozen" else "")
    for tongue in tongues:
        print(json.dumps({"language": tongue.language, "texts": len(tongue.taught.places), "before": report(tongue, student)}), flush=True)
    shared = [p for name, p in student.named_parameters() if not name.startswith(OF_TABLE) and (body == "trained" or p.ndim == 1)]
    for parameter in student.parameters():
        parameter.requires_grad_(False)
    for parameter in shared:
        parameter.requires_grad_(True)
    own = [p for tongue in tongues for p in (tongue.rows, tongue.weight)]
    for parameter in own:
        parameter.requires_grad_(rows_are == "trained")
    optimiser = torch.optim.AdamW([{"params": shared, "rate": RATE}, {"params": own, "rate": row_rate}], weight_decay=0.0, betas=(0.9, 0.98))
    began, step, total = time.time(), 0, 0.0

    def made(english=0.0):
        """Returns the notes: the languages, the (steps, minutes) of each run, how rows were trained, and the share of
        the English body.
        """
        told = {"languages": languages, "runs": [*runs, (step, round(spent * minutes))], "rows": rows_are, "english": english}
        return told | {"shallow": shallow, "row rate": row_rate}

    while (spent := (time.time() - began) / 60 / minutes) < 1:
        student.quantise(spent > 0.5)
        fall = 1 if spent < 0.5 else 1 - math.sqrt(2 * spent - 1)  # Hägele et al. 2405.18392
        for group in optimiser.param_groups:
            group["lr"] = group["rate"] * min(1, (step + 1) / WARMUP) * fall
        tongue = tongues[step % len(tongues)]
        tongue.into(student)
        rows = tongue.batch(rng)
        parts = tongue.ragged.pieces(rows)
        place, theirs = tongue.taught.wanted(rows)
        # Rows are quantised at the start, so frozen rows need no quantisation.
        table = fake_quantise_fitted(tongue.rows) if rows_are == "trained" and student.quantised else tongue.rows
        with torch.autocast("cpu", torch.bfloat16):
            _, vector = student(padded(parts), table)  # (B, 128)
        loss, _ = tables.whole_loss(vector, place, theirs)
        whole = loss
        if rows_are == "trained":
            of_table, _ = tables.whole_loss(student.forward_table(*bag(parts), table), place, theirs)
            whole = loss + shallow * of_table
        optimiser.zero_grad(set_to_none=True)
        whole.backward()
        torch.nn.utils.clip_grad_norm_(shared + own, 1.0)
        optimiser.step()
        step, total = step + 1, total + loss.item()
        if step % 500 == 0:
            print(json.dumps({"step": step, "loss": round(total / 500, 4), "minutes": round(spent * minutes, 1)}), flush=True)
            total = 0.0
            keep(tongues, student, name, made())
    student.quantise()
    with torch.no_grad():
        for tongue in tongues:
            tongue.rows.copy_(fake_quantise_fitted(tongue.rows))
    without = [report(tongue, student) for tongue in tongues]
    ensemble(student, start(), share)
    keep(tongues, student, name, made(share))
    for tongue, alone in zip(tongues, without):
        print(json.dumps({"language": tongue.language, "body": body, "together with": len(tongues) - 1, "steps": step, "STS-B dev, depth 0 and 1": alone, f"with {share} of English's body": report(tongue, student)}), flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("languages", nargs="+")
    parser.add_argument("--body", choices=("frozen", "trained"), required=True)
    parser.add_argument("--rows", choices=("frozen", "trained"), default="trained")
    parser.add_argument("--from", dest="before", type=Path, help="a checkpoint to go on from")
    parser.add_argument("--english", type=float, default=ENGLISH, help="how much of the body is English's again at the end")
    parser.add_argument("--shallow", type=float, default=SHALLOW, help="what depth 0 weighs beside depth 1")
    parser.add_argument("--row-rate", type=float, default=ROW_RATE)
    parser.add_argument("--minutes", type=float, default=60)
    args = parser.parse_args()
    deepen(args.languages, args.body, args.rows, args.minutes, args.english, args.shallow, args.row_rate, args.before)
