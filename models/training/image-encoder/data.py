"""Loads the recipe's data into memory: pixels, captions, caption vectors, and the teacher's output."""

import json
from dataclasses import dataclass

import numpy as np
import torch
from torch.nn import functional as F

from paths import DATA, WORK
from student import FROZEN

@dataclass
class Pictures:
    pixels: np.ndarray  # (N, 160, 160, 3) uint8, on disk
    facts: list  # per picture: source, split, label, title, words
    titles: torch.Tensor  # (N, 128): the vector of the title
    captions: torch.Tensor  # (N, 128): the vector of title and keywords, or of title and description
    names: torch.Tensor  # (K, 128): names of product classes and garments
    kind: torch.Tensor  # (N,): index into `names`, or -1
    rivals: torch.Tensor  # (K, K): 0 for names of the same source, else -inf
    conse: torch.Tensor  # (N, 128): the teacher's prediction as a text vector (ConSE)
    seen: torch.Tensor  # (N, 1280) float16: the teacher's features
    taught: torch.Tensor  # (N,): 1 where there is teacher output
    views: list  # each (rows -> index, (M, C, H, W) float16): output of the frozen blocks for a view
    frozen: int  # number of frozen blocks
    vector: dict  # text -> (128,)

    def rows(self, split, *sources):
        chosen = [i for i, each in enumerate(self.facts) if each["split"] == split and (not sources or each["source"] in sources)]
        return torch.tensor(chosen)


def caption_of(facts):
    if facts.get("description"):
        return f"{facts['title']}. {facts['description']}"
    return ", ".join([facts["title"], *facts["words"]])


def name_of(facts):
    """Returns the name of a photograph's class as a page would write it."""
    return facts["title"] if facts["source"] == "clothing" else facts["label"]


def facts_of():
    return [json.loads(line) for line in (WORK / "pictures.jsonl").read_text(encoding="utf-8").splitlines()]


def view_of(folder, count):
    """Returns each picture's index in the stacked arrays (-1 if it isn't in them), and these arrays."""
    shards = [np.load(path) for path in sorted(folder.glob("*.npz"))]
    place = torch.full((count,), -1)
    place[torch.from_numpy(np.concatenate([shard["rows"] for shard in shards]))] = torch.arange(sum(len(shard["rows"]) for shard in shards))
    return place, torch.from_numpy(np.concatenate([shard["early"] for shard in shards]))


def load(frozen=FROZEN):
    """@param frozen number of blocks whose output is precomputed: FROZEN, or all blocks"""
    facts = facts_of()
    texts = json.loads((WORK / "texts.json").read_text(encoding="utf-8"))
    vectors = torch.from_numpy(np.fromfile(WORK / "texts.f32", np.float32).reshape(len(texts), 128))
    vector = dict(zip(texts, vectors))
    names = (DATA / "mobilenet-coral" / "labels.txt").read_text().strip().split("\n")[1:]
    glosses = json.loads((WORK / "glosses.json").read_text(encoding="utf-8"))
    classes = F.normalize(torch.stack([vector[name] + vector[gloss] for name, gloss in zip(names, glosses)]), dim=1)  # (1000, 128)
    conse, seen = torch.zeros(len(facts), 128), torch.zeros(len(facts), 1280, dtype=torch.float16)
    for path in sorted((WORK / "teacher").glob("*.npz")):
        shard = np.load(path)
        rows, top, share = (torch.from_numpy(shard[name].astype(kind)) for name, kind in (("rows", int), ("top", int), ("share", np.float32)))
        conse[rows] = F.normalize((classes[top] * share[..., None]).sum(1), dim=1)  # Norouzi et al. 2013, arXiv:1312.5650
        seen[rows] = torch.from_numpy(shard["features"])
    named = sorted({(each["source"], name_of(each)) for each in facts if each["label"]})
    place = {key: i for i, key in enumerate(named)}
    sources = [source for source, _ in named]
    return Pictures(
        np.load(WORK / "pictures.npy", mmap_mode="r"),
        facts,
        torch.stack([vector.get(each["title"], torch.zeros(128)) for each in facts]),
        torch.stack([vector.get(caption_of(each), torch.zeros(128)) for each in facts]),
        torch.stack([vector[name] for _, name in named]),
        torch.tensor([place.get((each["source"], name_of(each)), -1) if each["label"] else -1 for each in facts]),
        torch.tensor([[0.0 if a == b else -torch.inf for a in sources] for b in sources]),
        conse,
        seen,
        (conse.abs().sum(1) > 0).float(),
        [view_of(folder, len(facts)) for folder in sorted(WORK.glob("view-*" if frozen == FROZEN else "deep-*")) if any(folder.glob("*.npz"))],
        frozen,
        vector,
    )
