"""Checkpoint → bundle: int8 weights with int4 token embeddings, manifest, golden vectors.

    python export.py [CHECKPOINT]     default: checkpoints/final.pt, else the last stable one

Matrices become int8 with one float32 scale per row (embeddings) or per output column (kernels); the token embeddings
become int4, two values a byte, the first in the low half; norms and biases stay float32. The golden vectors are computed from the very values that are written, so that the page can check its backend.
Vectors that come along are made by the TypeScript: build, then `node precompute.mjs`, then build again.
"""

import argparse
import hashlib
import json
import math
from pathlib import Path

import numpy as np
import torch

import tokens
from paths import BUNDLE, CHECKPOINTS, VOCABULARY
from student import INT4, INT8, Architecture, Student, current_names

NAME, VERSION = "encoder-en", "0.3.0"
SHARD_BYTES = 768 * 1024  # a page view on slow 3G (50 KB a second) brings one or two; the token embeddings, 1.1 MB, are one by themselves
ROW_SCALED = ("tokenEmbedding", "positions")
GOLDEN = [
    "The James Webb telescope looks back at the first galaxies",
    "Astronomers find water on a distant planet",
    "How to bake sourdough bread at home",
    "Knead the dough, let it rise, and bake until golden",
    "Central bank raises interest rates again",
    "A beginner's guide to saving for retirement",
    "Striker scores twice as the home side wins the cup final",
    "A man is playing the guitar on a stage.",
    "Someone is playing an instrument.",
    "Two dogs run through the snow",
    "Is it worth buying an electric car?",
    "running shoes, men, size 10",
    "Café crème: Zürich’s best espresso bars",
    "10 Things You Didn't Know About Cats",
    "10:30 – 11:45, room 3/4 (2nd floor)",
    "日本語 and 한국어",
    "🎉",
    "a",
    "",
    "music " * 80,
]


def tensors_of(student):
    """Yields (name, array, axis of the scale or None), in the order of the forward pass."""
    for name, parameter in student.named_parameters():
        array = parameter.detach().float().numpy()
        yield name, array, None if array.ndim == 1 else (0 if name in ROW_SCALED else 1)


def steps_of(name):
    return INT4 if name == "tokenEmbedding" else INT8


def quantise(array, axis, most):
    """float32 matrix -> (int8 matrix of values −most to most, float32 scales along `axis`), as student.fake_quantise rounds it."""
    scale = np.maximum(np.abs(array).max(axis=1 - axis), 1e-8).astype(np.float32) / np.float32(most)
    spread = scale[:, None] if axis == 0 else scale[None, :]
    return np.clip(np.rint(array / spread), -most, most).astype(np.int8), scale


def pack(values):
    """(R, C) int8 of −8 to 7 -> (R, C/2) uint8: the even column in the low four bits, two's complement."""
    nibbles = values.astype(np.uint8) & 15
    return nibbles[:, 0::2] | (nibbles[:, 1::2] << 4)


class Shards:
    """Appends arrays to files of at most SHARD_BYTES; a tensor never spans two, offsets are multiples of four."""

    def __init__(self):
        self.files = [bytearray()]

    def add(self, array):
        data = array.tobytes()
        if self.files[-1] and len(self.files[-1]) + len(data) > SHARD_BYTES:
            self.files.append(bytearray())
        file = self.files[-1]
        place = {"file": f"weights-{len(self.files) - 1}.bin", "offset": len(file)}
        file += data + b"\0" * (-len(data) % 4)
        return place


def write(path, data):
    path.write_bytes(data)
    return {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}


@torch.inference_mode()
def golden(student, tokenizer):
    texts = []
    for text in GOLDEN:
        ids = tokenizer.encode(text).ids
        vector = student(torch.tensor([ids]))[1][0]
        texts.append({"text": text, "ids": ids, "vector": [round(1000 * float(v)) for v in vector]})
    return texts


def load_student(checkpoint, quantised=True):
    state = torch.load(checkpoint, weights_only=True)
    student = Student(Architecture(**current_names(state["architecture"]))).eval()
    student.load_state_dict(current_names(state["student"]))
    if quantised:
        with torch.no_grad():
            for name, parameter in student.named_parameters():
                if parameter.ndim > 1:
                    axis = 0 if name in ROW_SCALED else 1
                    values, scale = quantise(parameter.numpy(), axis, steps_of(name))
                    parameter.copy_(torch.from_numpy(values.astype(np.float32) * (scale[:, None] if axis == 0 else scale[None, :])))
    return student, state["step"]


def export(checkpoint):
    BUNDLE.mkdir(parents=True, exist_ok=True)
    for old in BUNDLE.glob("weights-*.bin"):
        old.unlink()
    student, step = load_student(checkpoint, quantised=False)
    shards, tensors = Shards(), []
    for name, array, axis in tensors_of(student):
        entry = {"name": name, "shape": list(array.shape), "dtype": "float32" if axis is None else "int8"}
        if axis is None:
            entry |= shards.add(array)
        else:
            most = steps_of(name)
            values, scale = quantise(array, axis, most)
            if most == INT4:
                entry["dtype"], values = "int4", pack(values)
            entry |= {"scaleAxis": axis, **shards.add(values), "scales": shards.add(scale)}
        tensors.append(entry)
    files = {f"weights-{i}.bin": write(BUNDLE / f"weights-{i}.bin", bytes(data)) for i, data in enumerate(shards.files)}
    files["vocabulary.txt"] = write(BUNDLE / "vocabulary.txt", VOCABULARY.read_bytes())
    quantised, _ = load_student(checkpoint)
    lines = ",\n".join(json.dumps(text, ensure_ascii=False, separators=(",", ":")) for text in golden(quantised, tokens.load(VOCABULARY)))
    files["golden.json"] = write(BUNDLE / "golden.json", f'{{"texts":[\n{lines}\n]}}\n'.encode())
    manifest = {
        "format": 2,
        "name": NAME,
        "version": VERSION,
        "licence": "Apache-2.0",
        "languages": ["en"],
        "architecture": student.architecture.as_manifest(),
        "dims": [32, 64, 128],
        "quantisation": "symmetric, round to nearest; int4: low half first",
        "tensors": tensors,
        "files": files,
    }
    text = json.dumps(manifest, indent=1)
    (BUNDLE / "manifest.json").write_text(text + "\n", encoding="utf-8")
    weights = sum(size["bytes"] for name, size in files.items() if name.startswith("weights"))
    assert math.isfinite(weights) and weights <= 4_800_000, f"{weights:,} bytes of weights are over the 4.8 MB that a page of 5 MB leaves them"
    print(f"step {step}: {weights:,} bytes of weights in {len(shards.files)} files; vocabulary {files['vocabulary.txt']['bytes']:,}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    final = CHECKPOINTS / "final.pt"
    parser.add_argument("checkpoint", type=Path, nargs="?", default=final if final.exists() else CHECKPOINTS / "stable.pt")
    export(parser.parse_args().checkpoint)
