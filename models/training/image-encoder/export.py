"""Exports a checkpoint to models/image-encoder/: weights, manifest, and golden pictures with their vectors.

    python export.py [labelled]

1 × 1 convolutions are written as matrices with a row per input. So is the stem, with one row for each pixel and colour
channel of its 3 × 3 kernel. Golden vectors are computed from the exact values written, on pictures of 16 × 16 pixels
enlarged without smoothing, so that the page can check its backend.
"""

import base64
import hashlib
import json
import sys

import numpy as np
import torch
import zopfli.gzip

from data import facts_of
from paths import SHIPPED, WORK
from student import BLOCK, BLOCKS, DEPTH, HIDDEN, MEAN, OUTPUT, SPREAD, ImageEncoder, quantise, rounded, scheme_of

VERSION = "0.1.0"
SPACE = "inkling-1"
LICENCE = "Apache-2.0"
SIDE, GOLDEN_SIDE = 128, 16
NAMES = {"trunk.stem": "stem", "wide": "wide", "head": "head"}


def name_of(parameter):
    """Returns a parameter's name in the manifest, such as `block.3.expand.kernel`."""
    path, _, leaf = parameter.rpartition(".")
    path = NAMES.get(path, path.replace("trunk.blocks.", "block."))
    return f"{path}.{'kernel' if leaf == 'weight' else leaf}"


def laid_out(name, array):
    """Converts a kernel (O, I/groups, k, k) to the page's layout: (k, k, C, 1) if depthwise, otherwise (inputs, O)."""
    if array.ndim == 1:
        return array
    if ".depthwise." in name:
        return array.transpose(2, 3, 0, 1)
    return (array.transpose(2, 3, 1, 0) if array.ndim == 4 else array.T).reshape(-1, len(array))


class Writer:
    """Appends arrays to a single file, at offsets that are multiples of four."""

    def __init__(self, file):
        self.file, self.data = file, bytearray()

    def add(self, array):
        place = {"file": self.file, "offset": len(self.data)}
        raw = np.ascontiguousarray(array).tobytes()
        self.data += raw + b"\0" * (-len(raw) % 4)
        return place


def pack(values):
    """Packs int4 values: (R, C) int8 of −8 to 7 -> (R, C/2) uint8. Even columns are in the low four bits, in two's
    complement.
    """
    nibbles = values.astype(np.uint8) & 15
    return nibbles[:, 0::2] | (nibbles[:, 1::2] << 4)


def entry_of(writer, parameter, value):
    name, scheme = name_of(parameter), scheme_of(parameter, value)
    if scheme == "float16":
        return {"name": name, "shape": list(value.shape), "dtype": "float16", **writer.add(value.half().numpy())}
    whole, scales, _ = quantise(value, scheme)
    array = laid_out(name, whole.reshape(value.shape).numpy())
    entry = {"name": name, "shape": list(array.shape), "dtype": scheme, **writer.add(pack(array) if scheme == "int4" else array)}
    shared = {"blockSize": min(BLOCK, array.shape[0])} if scheme == "int4" else {"scaleAxis": 2 if ".depthwise." in name else 1}
    return entry | shared | {"scales": {"dtype": "float16", **writer.add(scales.numpy().T)}}


def golden_pictures():
    """Returns four pictures (4, 16, 16, 3) uint8: a photograph of clothes, a photograph of a product, a drawing and an
    emoji."""
    pictures, facts = np.load(WORK / "pictures.npy", mmap_mode="r"), facts_of()
    chosen = [next(i for i, each in enumerate(facts) if each["source"] == source and each["split"] == "train") for source in ("clothing", "grocery", "openclipart", "noto")]
    cell = 160 // GOLDEN_SIDE
    return np.stack([pictures[i].reshape(GOLDEN_SIDE, cell, GOLDEN_SIDE, cell, 3).mean((1, 3)).round().astype(np.uint8) for i in chosen])


def write(name, data):
    """@returns the file's manifest entry; length and hash are those of the uncompressed content"""
    packed = zopfli.gzip.compress(data) if name.endswith(".bin") else None
    (SHIPPED / name).write_bytes(packed or data)
    return {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()} | ({"gzip": len(packed)} if packed else {})


@torch.inference_mode()
def main(run="labelled"):
    model = ImageEncoder().eval()
    model.load_state_dict(torch.load(WORK / f"{run}.pt", weights_only=True)["student"])
    SHIPPED.mkdir(exist_ok=True)
    writer = Writer("weights-0.bin")
    tensors = [entry_of(writer, name, parameter.detach()) for name, parameter in model.named_parameters()]
    pictures = golden_pictures()
    large = torch.from_numpy(pictures.repeat(SIDE // GOLDEN_SIDE, 1).repeat(SIDE // GOLDEN_SIDE, 2)).permute(0, 3, 1, 2).float()
    with rounded(model):
        vectors = model(large)
    golden = [
        {"pixels": base64.b64encode(picture.tobytes()).decode(), "vector": [round(1000 * value) for value in vector.tolist()]}
        for picture, vector in zip(pictures, vectors)
    ]
    lines = ",\n".join(json.dumps(each, separators=(",", ":")) for each in golden)
    files = {
        writer.file: write(writer.file, bytes(writer.data)),
        "golden.json": write("golden.json", f'{{"pictures":[\n{lines}\n]}}\n'.encode()),
    }
    blocks = [{"kernel": kernel, "stride": stride, "expansion": expansion, "output": output} for kernel, stride, expansion, _, output in BLOCKS[:DEPTH]]
    manifest = {
        "format": 2,
        "kind": "pictures",
        "name": "image-encoder",
        "version": VERSION,
        "licence": LICENCE,
        "space": SPACE,
        "side": SIDE,
        "mean": int(MEAN),
        "spread": int(SPREAD),
        "stem": BLOCKS[0][3],
        "blocks": blocks,
        "hidden": HIDDEN,
        "output": OUTPUT,
        "quantisation": "symmetric, round to nearest; int4: low half first",
        "tensors": tensors,
        "files": files,
    }
    (SHIPPED / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
    print(", ".join(f"{name} {file.get('gzip', file['bytes']):,}" for name, file in files.items()))


if __name__ == "__main__":
    main(*sys.argv[1:])
