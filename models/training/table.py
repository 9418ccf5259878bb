"""Trains depth 0 of a language on its own: a static embedding distilled from the teachers. Takes minutes on two cores.

    python table.py ru             vocabulary, then training: WORK/ru/vocabulary.txt and WORK/ru/table.pt

Each piece has a row of 128 numbers, and a text's vector is the normalised sum of its pieces' rows (Tissier et al. 2019,
arXiv:1803.09065, and Model2Vec show how well this works). A row's norm is the weight of its piece.
"""

import argparse
import json
import time

import numpy as np
import torch
from torch.nn import functional as F

import teachers
import texts as corpora
import tokens
import vocabulary
from objective import divergences_of_places, loss_of
from paths import WORK
from space import Space, apart
from student import bag, fake_quantise_fitted

WIDTH = 128
BATCH = 512
RATE = 1e-3
STEPS = 4_000
ROUNDED = 0.3  # share of the steps, at the end, taken with quantisation as shipped
NEIGHBOURS = 0.1
# Retrieval from English to this language fails more often than in the other direction, so it gets more weight.
AMONG_PLACES, AMONG_VECTORS = 0.1, 0.3
# Oversampling factors for written news and forum posts, since there are few of them.
WEIGHTS = {"news": 5.0, "talk": 2.0}
# Limits the share of news in the samples: more news improves translation retrieval at the expense of sentence
# similarity.
NEWS_MOST, NEWS_MOST_OF = 0.15, {"ru": 0.25}


def weights_of(language, sources):
    """Returns the sampling weight of each text, which depends on its source."""
    most = NEWS_MOST_OF.get(language, NEWS_MOST)
    kinds = [source.rpartition("-")[2] for source in sources]
    news = kinds.count("news")
    others = sum(WEIGHTS.get(kind, 1.0) for kind in kinds if kind != "news")
    weights = {**WEIGHTS, "news": min(WEIGHTS["news"], most / (1 - most) * others / max(1, news))}
    return [weights.get(kind, 1.0) for kind in kinds]


class Ragged:
    """The concatenated pieces of texts, excluding special and unknown pieces."""

    def __init__(self, tokenizer, texts):
        rows = []
        for start in range(0, len(texts), 20_000):
            for encoding in tokenizer.encode_batch(texts[start : start + 20_000], add_special_tokens=False):
                rows.append(np.array([i for i in encoding.ids if i >= tokens.FIRST_PIECE], np.int32))
        self.lengths = np.array(list(map(len, rows)))
        self.ends = np.cumsum(self.lengths)
        self.flat = np.concatenate(rows)

    def pieces(self, rows):
        """Returns the pieces of each text in `rows`."""
        return [self.flat[self.ends[i] - self.lengths[i] : self.ends[i]] for i in rows]

    def bag(self, rows):
        """Returns the pieces (N) of the texts in `rows`, and the offset of each text (B)."""
        return bag(self.pieces(rows))


class Taught:
    """Target positions and teacher vectors of a language's texts. Texts with vectors from both teachers use both, and
    the rest use the teacher with more vectors.
    """

    def __init__(self, language):
        space = Space()
        e5, use = teachers.vectors(language, "e5"), teachers.vectors(language, "use")
        ends = [0 if vectors is None else len(vectors) for vectors in (e5, use)]
        both, most = min(ends), max(ends)
        self.both = both  # number of texts with both teachers
        self.parts = []  # (first row, end row, teachers' vectors)
        places = []
        for start, end, pair in ((0, both, (e5, use)), (both, most, (e5, None) if ends[0] > ends[1] else (None, use))):
            if end > start:
                pair = tuple(None if vectors is None else vectors[start:end].astype(np.float32) for vectors in pair)
                self.parts.append((start, end, apart(*pair)))
                places.append(space.other(*pair).astype(np.float32))
        sources = [source for _, source in corpora.rows(language)]
        news = np.array([source.endswith("-news") for source in sources[:most]])
        self.places = space.levelled(np.concatenate(places), news).astype(np.float32)  # (N, 128)
        self.drawn_by = np.cumsum(weights_of(language, sources)[:most])  # (N)

    def draw(self, rng, lengths):
        """Draws the rows of a batch: texts from the same part, leaving out texts without pieces."""
        begin, finish, _ = self.parts[self._part_of(self._drawn(rng, 0, len(self.places), 1)[0])]
        rows = np.unique(self._drawn(rng, begin, finish, BATCH))
        return rows[lengths[rows] > 0]

    def _drawn(self, rng, begin, finish, count):
        """Samples rows from a range in proportion to their weights."""
        low, high = (self.drawn_by[row - 1] if row else 0.0 for row in (begin, finish))
        return np.minimum(np.searchsorted(self.drawn_by, rng.uniform(low, high, count), side="right"), finish - 1)

    def _part_of(self, row):
        return int(np.searchsorted([end for _, end, _ in self.parts], row, side="right"))

    def wanted(self, rows):
        """Returns the texts' target positions (B, 128), and their teacher vectors (B, 384 to 896)."""
        start, _, given = next(part for part in self.parts if part[0] <= rows[0] < part[1])
        return torch.from_numpy(self.places[rows]), torch.from_numpy(given[rows - start])


def first_rows(ragged, places, pieces):
    """Initialises each piece with the mean target of the texts that contain it, minus the overall mean. Rare pieces get
    more weight (Arora et al. 2017).
    """
    owner = np.repeat(np.arange(len(ragged.lengths)), ragged.lengths)
    table = torch.zeros(pieces, WIDTH)
    table.index_add_(0, torch.from_numpy(ragged.flat.astype(np.int64)), torch.from_numpy(places[owner] - places.mean(0)))
    counts = torch.from_numpy(np.bincount(ragged.flat, minlength=pieces)).float()[:, None]
    return table / counts.clamp_min(1) * (1e-3 / (1e-3 + counts / counts.sum()))


def vectors_of(table, ragged):
    """Embeds texts as (N, 128), of unit length. The vectors of texts without known pieces are zeros."""
    out = []
    for start in range(0, len(ragged.lengths), 4096):
        pieces, offsets = ragged.bag(range(start, min(start + 4096, len(ragged.lengths))))
        out.append(F.normalize(F.embedding_bag(pieces, table, offsets, mode="sum"), dim=1))
    return torch.cat(out).numpy()


def whole_loss(vector, place, theirs):
    """Returns (loss, mean cosine to the target), given vector (B, 128), place (B, 128) and theirs (B, 384 to 896)."""
    loss, cosine = loss_of(vector, place, theirs @ theirs.t(), NEIGHBOURS)
    among_places, among_vectors = divergences_of_places(vector, place)
    return loss + AMONG_PLACES * among_places + AMONG_VECTORS * among_vectors, cosine


def train(language, steps=STEPS, seed=1, log=lambda line: print(line, flush=True)):
    """Returns the table (V, 128), quantised as shipped, and its training notes.

    Target similarities are those of the teachers' own vectors. With similarities of the target positions, which the
    linear map has compressed, a quarter fewer translations are found.
    """
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    taught = Taught(language)
    path = WORK / language / "vocabulary.txt"
    tokenizer = tokens.load(path, language)
    ragged = Ragged(tokenizer, corpora.read(language)[: len(taught.places)])
    table = torch.nn.Parameter(first_rows(ragged, taught.places, tokenizer.get_vocab_size()))
    optimiser = torch.optim.Adam([table], lr=RATE, betas=(0.9, 0.99), fused=True)
    began, total = time.time(), 0.0
    for step in range(steps):
        rate = RATE * min(1, (step + 1) / 100) * (1 - step / steps)
        optimiser.param_groups[0]["lr"] = rate
        rows = taught.draw(rng, ragged.lengths)
        pieces, offsets = ragged.bag(rows)
        used, pieces = torch.unique(pieces, return_inverse=True)
        shipped = table[used]  # quantising the whole table would take longer than everything else
        if step > (1 - ROUNDED) * steps:
            shipped = fake_quantise_fitted(shipped)
        vector = F.normalize(F.embedding_bag(pieces, shipped, offsets, mode="sum"), dim=1)  # (B, 128)
        place, theirs = taught.wanted(rows)
        loss, cosine = whole_loss(vector, place, theirs)
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        optimiser.step()
        total += loss.item()
        if step % 1000 == 999:
            log(json.dumps({"step": step + 1, "loss": round(total / 1000, 4), "cosine": round(cosine.item(), 4), "seconds": round(time.time() - began)}))
            total = 0.0
    return fake_quantise_fitted(table.detach()), taught


def make(language, steps=STEPS):
    """Trains the vocabulary and the table on the available texts and vectors. Also writes made.json, with notes for the
    model card.
    """
    began = time.time()
    texts, sources = zip(*corpora.rows(language))
    vocabulary.make(language, texts, weights_of(language, sources))
    table, taught = train(language, steps)
    torch.save(table, WORK / language / "table.pt")
    told = {"steps": steps, "seconds": round(time.time() - began), "most": len(taught.places), "both": taught.both}
    (WORK / language / "made.json").write_text(json.dumps(told))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("language")
    parser.add_argument("--steps", type=int, default=STEPS)
    args = parser.parse_args()
    make(args.language, args.steps)
