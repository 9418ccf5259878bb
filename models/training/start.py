"""Where training starts: the previous release's bundle, with a larger vocabulary.

Rows of pieces that stay are kept. The new pieces' rows come from the teacher's own: a linear map from its token
embeddings to the student's is fitted on the pieces that both have.
"""

import json

import numpy as np
import torch

from student import Architecture, Student, current_names
from teacher import TEACHER_VOCABULARY

RIDGE = 3.0


def read_bundle(folder):
    """The bundle's manifest and its tensors by name, float32."""
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    files = {name: (folder / name).read_bytes() for name in manifest["files"] if name.endswith(".bin")}

    def array(place, dtype, count):
        return np.frombuffer(files[place["file"]], dtype, count, place["offset"])

    tensors = {}
    for tensor in manifest["tensors"]:
        count = int(np.prod(tensor["shape"]))
        if tensor["dtype"] == "int4":
            packed = array(tensor, np.uint8, count // 2)
            nibbles = np.stack([packed & 15, packed >> 4], 1).reshape(tensor["shape"]).astype(np.int8)
            values = np.where(nibbles > 7, nibbles - 16, nibbles).astype(np.float32)
        else:
            values = array(tensor, tensor["dtype"], count).astype(np.float32).reshape(tensor["shape"])
        if "scales" in tensor:
            axis = tensor["scaleAxis"]
            scale = array(tensor["scales"], np.float32, tensor["shape"][axis])
            values = values * (scale[:, None] if axis == 0 else scale[None, :])
        tensors[tensor["name"]] = torch.from_numpy(np.ascontiguousarray(values))
    return {**manifest, "architecture": current_names(manifest["architecture"])}, current_names(tensors)


def _pieces(path):
    return {piece: i for i, piece in enumerate(path.read_text(encoding="utf-8").removesuffix("\n").split("\n"))}


@torch.no_grad()
def widened(folder, vocabulary, teacher):
    """The student of the bundle in `folder`, with the pieces of the file `vocabulary`."""
    manifest, tensors = read_bundle(folder)
    before, after, theirs = (_pieces(path) for path in (folder / "vocabulary.txt", vocabulary, TEACHER_VOCABULARY))
    source = teacher.embeddings.word_embeddings.weight  # (30522, 384)
    both = [piece for piece in before if piece in theirs]
    x = source[[theirs[piece] for piece in both]]  # (P, 384)
    embedding = tensors["tokenEmbedding"]
    y = embedding[[before[piece] for piece in both]]  # (P, 128)
    x_mean, y_mean = x.mean(0), y.mean(0)
    x, y = x - x_mean, y - y_mean
    gram = x.t() @ x
    fit = torch.linalg.solve(gram + RIDGE * torch.eye(x.shape[1]), x.t() @ y)  # (384, 128)
    grown = torch.empty(len(after), y.shape[1])
    for piece, row in after.items():
        grown[row] = embedding[before[piece]] if piece in before else y_mean + (source[theirs[piece]] - x_mean) @ fit
    known = sum(piece in before for piece in after)
    print(f"token embeddings: {known:,} rows kept, {len(after) - known:,} new; the map explains {1 - (y - x @ fit).square().sum() / y.square().sum():.1%}", flush=True)
    student = Student(Architecture(**{**manifest["architecture"], "vocabulary": len(after)}))
    student.load_state_dict({**tensors, "tokenEmbedding": grown})
    return student
