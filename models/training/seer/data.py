"""What the recipe has gathered, in memory: pixels, words, vectors of words, what the teacher says."""

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
    facts: list  # of each: source, split, label, title, words
    titles: torch.Tensor  # (N, 128): the vector of the title
    captions: torch.Tensor  # (N, 128): of title and keywords, or title and description
    conse: torch.Tensor  # (N, 128): what the teacher sees, in words
    seen: torch.Tensor  # (N, 1280) float16: the teacher's features
    taught: torch.Tensor  # (N,): 1 where the teacher has looked
    views: list  # each (rows -> place in it, (M, C, H, W) float16): what the frozen blocks make of a view
    frozen: int  # how many they are
    vector: dict  # text -> (128,)

    def rows(self, split, *sources):
        chosen = [i for i, each in enumerate(self.facts) if each["split"] == split and (not sources or each["source"] in sources)]
        return torch.tensor(chosen)


def caption_of(facts):
    if facts.get("description"):
        return f"{facts['title']}. {facts['description']}"
    return ", ".join([facts["title"], *facts["words"]])


def facts_of():
    return [json.loads(line) for line in (WORK / "pictures.jsonl").read_text(encoding="utf-8").splitlines()]


def view_of(folder, count):
    """(place of each picture, or -1; what there is of them)"""
    shards = [np.load(path) for path in sorted(folder.glob("*.npz"))]
    place = torch.full((count,), -1)
    place[torch.from_numpy(np.concatenate([shard["rows"] for shard in shards]))] = torch.arange(sum(len(shard["rows"]) for shard in shards))
    return place, torch.from_numpy(np.concatenate([shard["early"] for shard in shards]))


def load(frozen=FROZEN):
    """@param frozen blocks whose work is done already: FROZEN, or all of them"""
    facts = facts_of()
    texts = json.loads((WORK / "texts.json").read_text(encoding="utf-8"))
    vectors = torch.from_numpy(np.fromfile(WORK / "texts.f32", np.float32).reshape(len(texts), 128))
    vector = dict(zip(texts, vectors))
    classes = torch.stack([vector[name] for name in (DATA / "mobilenet-coral" / "labels.txt").read_text().strip().split("\n")[1:]])  # (1000, 128)
    conse, seen = torch.zeros(len(facts), 128), torch.zeros(len(facts), 1280, dtype=torch.float16)
    for path in sorted((WORK / "teacher").glob("*.npz")):
        shard = np.load(path)
        rows, top, share = (torch.from_numpy(shard[name].astype(kind)) for name, kind in (("rows", int), ("top", int), ("share", np.float32)))
        conse[rows] = F.normalize((classes[top] * share[..., None]).sum(1), dim=1)  # Norouzi et al. 2013, arXiv:1312.5650
        seen[rows] = torch.from_numpy(shard["features"])
    return Pictures(
        np.load(WORK / "pictures.npy", mmap_mode="r"),
        facts,
        torch.stack([vector.get(each["title"], torch.zeros(128)) for each in facts]),
        torch.stack([vector.get(caption_of(each), torch.zeros(128)) for each in facts]),
        conse,
        seen,
        (conse.abs().sum(1) > 0).float(),
        [view_of(folder, len(facts)) for folder in sorted(WORK.glob("view-*" if frozen == FROZEN else "deep-*")) if any(folder.glob("*.npz"))],
        frozen,
        vector,
    )
