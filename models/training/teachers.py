"""The teachers of text vectors, and the shards in which their vectors are stored.

    python teachers.py en mpnet e5 use        embeds the English groups, in shards of 20,000 texts; resumable
    python teachers.py ru e5 use              the texts of another language

With `--part 0/2` and `--part 1/2`, two single-threaded processes share the shards, which is faster than one process
with two threads on a busy machine.

| | dim | licence | |
|---|---|---|---|
| mpnet | 768 | Apache-2.0 | sentence-transformers/all-mpnet-base-v2, English |
| e5 | 384 | MIT | intfloat/multilingual-e5-small, about 100 languages; needs "query: " before a text |
| use | 512 | Apache-2.0 | Universal Sentence Encoder multilingual v3, 16 languages (Yang et al. 2019, arXiv:1907.04307) |

By default, mpnet and e5 are downloaded from Hugging Face, and `use` is unavailable. For offline machines and custom
teachers, INKLING_TEACHERS names a Python file with functions `mpnet(folder)`, `e5(folder)` and `use(folder)`. Each returns
a function from a list of texts to unit vectors (N, dim). Their argument is INKLING_TEACHERS_FOLDER.
"""

import argparse
import importlib.util
import os
import time

import numpy as np
import torch

import texts as corpora
from device import DEVICE, in_bfloat16
from paths import WORK

NAMES = {"mpnet": ("sentence-transformers/all-mpnet-base-v2", ""), "e5": ("intfloat/multilingual-e5-small", "query: ")}
SHARD = 20_000


def load(name):
    """Returns a function: texts -> (N, dim) float32 of unit length."""
    path = os.environ.get("INKLING_TEACHERS")
    if path:
        spec = importlib.util.spec_from_file_location("own_teachers", path)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return getattr(module, name)(os.environ.get("INKLING_TEACHERS_FOLDER", str(WORK / "teachers")))
    if name not in NAMES:
        raise SystemExit(f"{name} comes by INKLING_TEACHERS alone: see the docstring of teachers.py")
    return _from_hub(*NAMES[name])


def _from_hub(name, prefix, batch=64, most=64):
    from transformers import AutoModel, AutoTokenizer

    tokenizer, model = AutoTokenizer.from_pretrained(name), AutoModel.from_pretrained(name).eval().to(DEVICE)

    @torch.inference_mode()
    def embed(texts):
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
        out = np.empty((len(texts), model.config.hidden_size), np.float32)
        for start in range(0, len(order), batch):
            rows = order[start : start + batch]
            tokens = tokenizer([prefix + texts[i] for i in rows], padding=True, truncation=True, max_length=most, return_tensors="pt").to(DEVICE)
            with in_bfloat16():
                hidden = model(**tokens).last_hidden_state  # (B, T, D)
            weights = tokens["attention_mask"].unsqueeze(-1).float()  # (B, T, 1)
            mean = (hidden.float() * weights).sum(1) / weights.sum(1)  # (B, D)
            out[rows] = torch.nn.functional.normalize(mean, dim=1).cpu().numpy()
        return out

    return embed


def shard_path(language, name, index):
    return WORK / language / f"{name}-{index:03}.npy"


def vectors(language, name):
    """Returns the vectors (N, dim) float16 of all shards before the first missing one, or None if there are none."""
    parts = []
    while shard_path(language, name, len(parts)).exists():
        parts.append(np.load(shard_path(language, name, len(parts))))
    return np.concatenate(parts) if parts else None


def embed_shards(language, name, part=0, parts=1, most=None):
    texts = corpora.read(language)[:most]
    embed = None
    for index, start in enumerate(range(0, len(texts), SHARD)):
        path = shard_path(language, name, index)
        if index % parts != part or path.exists():
            continue
        embed = embed or load(name)
        began, chunk = time.time(), texts[start : start + SHARD]
        made = np.concatenate([embed(chunk[i : i + 1000]) for i in range(0, len(chunk), 1000)]).astype(np.float16)
        np.save(path.with_suffix(".part.npy"), made)
        path.with_suffix(".part.npy").rename(path)  # atomic, so that an interrupted run can resume
        print(f"{language} {name} {index}: {len(made):,} texts, {len(made) / (time.time() - began):.0f} texts/s", flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("language")
    parser.add_argument("teacher", nargs="+", choices=("mpnet", "e5", "use"))
    parser.add_argument("--part", default="0/1", help="which shards: I/N")
    parser.add_argument("--most", type=int, help="texts at the front only")
    args = parser.parse_args()
    part, parts = map(int, args.part.split("/"))
    if parts > 1:
        torch.set_num_threads(1)
    for name in args.teacher:
        embed_shards(args.language, name, part, parts, args.most)
