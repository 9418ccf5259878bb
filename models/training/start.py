"""Where training starts: the bundle of encoder-en 0.3.0 (in the repository's history), with the pieces that stay, and heads for the new space."""

import json

import numpy as np
import torch

from student import Architecture, Student, current_names


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
def narrowed(folder, vocabulary):
    """The student of the bundle in `folder`, with the pieces of the file `vocabulary`, all of which it must know. Heads are still to be fitted."""
    manifest, tensors = read_bundle(folder)
    before, after = _pieces(folder / "vocabulary.txt"), _pieces(vocabulary)
    rows = torch.tensor([before[piece] for piece in after])
    student = Student(Architecture(**{**manifest["architecture"], "vocabulary": len(after)}))
    student.load_state_dict({**tensors, "tokenEmbedding": tensors["tokenEmbedding"][rows]}, strict=False)
    return student


@torch.no_grad()
def fit_heads(student, corpus, most=12_000):
    """Both depths' heads, by ridge, to the places of texts: where a body that was trained for another space begins."""
    rows = corpus.table_rows[:most]
    places = torch.from_numpy(corpus.places[rows].astype("float32"))
    counts = torch.from_numpy(np.bincount(corpus.flat, minlength=student.architecture.vocabulary).astype("float32"))
    # Rare pieces say more (Arora et al. 2017, "A simple but tough-to-beat baseline").
    student.tokenWeight.copy_(1e-3 / (1e-3 + counts / counts.sum()))
    tokens, offsets = corpus.bag(rows)
    summed = torch.nn.functional.embedding_bag(tokens, student.tokenEmbedding, offsets, mode="sum", per_sample_weights=student.tokenWeight[tokens])
    summed = torch.nn.functional.normalize(summed, dim=1)
    order = sorted(rows, key=lambda i: corpus.lengths[i])
    with torch.autocast("cpu", torch.bfloat16):
        pooled = torch.cat([student(corpus.batch(order[at : at + 256]))[0] for at in range(0, len(order), 256)])
    by_length = torch.from_numpy(corpus.places[order].astype("float32"))
    for head, given, wanted in ((student.tableHead, summed, places), (student.head, pooled, by_length)):
        gram = given.t() @ given
        head.kernel.copy_(torch.linalg.solve(gram + 1e-3 * gram.diagonal().mean() * torch.eye(len(gram)), given.t() @ wanted))
        print(f"head: cosine {torch.nn.functional.cosine_similarity(given @ head.kernel, wanted, dim=1).mean():.4f}", flush=True)
