"""Initialises training from a shipped pack, with its quantised weights."""

import gzip
import json

import numpy as np
import torch

from student import INT3, INT4, Architecture, Student


def read_pack(folder):
    """Returns a pack's manifest, and its tensors keyed by name, as float32 with the values that the page uses (format
    4, written by `export.py`).
    """
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    if manifest["format"] != 4:
        raise SystemExit(f"{folder} is of format {manifest['format']}: training starts from packs of format 4")

    def content(name):
        data = (folder / name).read_bytes()
        return gzip.decompress(data) if "gzip" in manifest["files"][name] else data

    files = {name: content(name) for name in manifest["files"] if name.endswith(".bin")}

    def array(place, dtype, count):
        return np.frombuffer(files[place["file"]], dtype, count, place["offset"])

    def values_of(tensor):
        shape = tensor["shape"]
        count = int(np.prod(shape))
        if tensor["dtype"] == "float16":
            return array(tensor, np.float16, count).astype(np.float32).reshape(shape)
        if tensor["dtype"] == "int4":
            packed = array(tensor, np.uint8, count // 2)
            nibbles = np.stack([packed & 15, packed >> 4], 1).astype(np.int8)  # (count / 2, 2), low half first
            whole = np.where(nibbles > INT4, nibbles - 16, nibbles)
        elif tensor["dtype"] == "int3":
            packed = array(tensor, np.uint8, count // 2)
            whole = np.stack([packed & 7, packed >> 3], 1) - INT3  # (count / 2, 2), low bits first
        else:
            whole = array(tensor, np.int8, count)
        whole = whole.reshape(shape).astype(np.float32)
        if "blockSize" in tensor:  # one scale per block of a column's inputs
            block = tensor["blockSize"]
            scale = array(tensor["scales"], np.float16, count // block).astype(np.float32).reshape(-1, 1, shape[1])
            return (whole.reshape(-1, block, shape[1]) * scale).reshape(shape)
        axis = tensor["scaleAxis"]
        scale = array(tensor["scales"], np.float16, shape[axis]).astype(np.float32)
        return whole * (scale[:, None] if axis == 0 else scale[None, :])

    return manifest, {tensor["name"]: torch.from_numpy(np.ascontiguousarray(values_of(tensor))) for tensor in manifest["tensors"]}


@torch.no_grad()
def student_of(folder):
    """Returns the student of an English pack, with both depths."""
    manifest, tensors = read_pack(folder)
    table = manifest["table"]
    bits = next(int(tensor["dtype"].removeprefix("int")) for tensor in manifest["tensors"] if tensor["name"] == "tokenEmbedding")
    student = Student(Architecture(vocabulary=table["vocabulary"], embeddingWidth=table["width"], output=table["output"], tableBits=bits, **manifest["transformer"]))
    student.load_state_dict(tensors)
    return student
