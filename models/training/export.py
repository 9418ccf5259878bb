"""Exports a checkpoint as a pack: int4 and int8 weights, manifest, golden vectors.

    python export.py en [CHECKPOINT]                 both depths; default: checkpoints/final.pt or, failing that, the last stable one
    python export.py ru WORK/ru/deep-trained.pt      both depths of another language (deepen.py)
    python export.py de                              depth 0, from WORK/de/table.pt

Token embeddings become int4 or, if the checkpoint says so, int3, with a scale per row. Layer kernels become int4, with
one scale per column for each block of 64 inputs. The small remainder becomes int8 with a scale per row (positions) or
column. Norms, biases, token weights and all scales are 16-bit floats. Two int4 or int3 values share a byte, with the
left value in the lower bits; int3 values are stored with an offset of 3.5. Weight files are gzipped to nearly their
entropy, because hosts rarely compress unknown file types. Golden vectors are computed from the exact values written, so
that the page can check its backend. Export removes the tone head; recreate it with `python tone.py`. Precomputed
vectors come from the TypeScript: build, run `node precompute.mjs`, and build again.
"""

import argparse
import hashlib
import json
from pathlib import Path

import numpy as np
import torch
import zopfli.gzip
from torch.nn import functional as F

import tokens
from paths import CHECKPOINTS, MODELS, VOCABULARY, WORK
from student import BLOCK, INT3, INT4, INT8, int3, student_in

# Version of the next export, which must be increased whenever weights change.
VERSIONS = {"en": "0.10.0"}
OTHERS = "0.8.0"
SPACE = "inkling-1"
LICENCE = "Apache-2.0"
SHARD_BYTES = 768 * 1024  # slow 3G (50 KB a second) loads one or two per page view
TABLE = ("tokenEmbedding", "tokenWeight", "tableHead.kernel")
ROW_SCALED = ("tokenEmbedding", "positions")
GOLDEN = {
    "en": [
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
    ],
    "ru": ["Как испечь хлеб дома", "Центральный банк снова поднял ставку", "Астрономы нашли воду на далёкой планете", "Два щенка бегут по снегу", "Кроссовки мужские, размер 43"],
    "de": ["Brot backen zu Hause", "Die Zentralbank erhöht den Leitzins", "Zwei Hunde laufen durch den Schnee", "Müßiggang in Köln"],
    "fr": ["Faire son pain à la maison", "La banque centrale relève ses taux", "Deux chiens courent dans la neige", "L'été à Besançon"],
    "es": ["Cómo hacer pan en casa", "El banco central sube los tipos", "Dos perros corren por la nieve", "¿Vale la pena un coche eléctrico?"],
    "it": ["Fare il pane in casa", "La banca centrale alza i tassi", "Due cani corrono nella neve", "Perché l'auto elettrica?"],
    "pt": ["Como fazer pão em casa", "O banco central sobe os juros", "Dois cães correm na neve", "Vale a pena um carro elétrico?"],
    "pl": ["Jak upiec chleb w domu", "Bank centralny podnosi stopy procentowe", "Dwa psy biegną po śniegu", "Zażółć gęślą jaźń"],
}
EVERYWHERE = ["10:30 – 11:45, room 3/4 (2nd floor)", "Café crème: Zürich’s best espresso bars", "日本語 and 한국어", "🎉", "a", "", "music " * 80]


class Writer:
    """Appends arrays to files. A tensor never spans two files, and offsets are multiples of four. Depth 0 gets a file
    of its own.
    """

    def __init__(self):
        self.files = {"table.bin": bytearray()}

    def _file(self, name, size):
        if name in TABLE:
            return "table.bin"
        last = f"weights-{len(self.files) - 2}.bin"
        if last not in self.files or len(self.files[last]) + size > SHARD_BYTES:
            last = f"weights-{len(self.files) - 1}.bin"
            self.files[last] = bytearray()
        return last

    def add(self, name, array):
        data = array.tobytes()
        file = self._file(name, len(data))
        place = {"file": file, "offset": len(self.files[file])}
        self.files[file] += data + b"\0" * (-len(data) % 4)
        return place


def scheme_of(name, ndim, table_bits=4):
    """Returns (dtype, axis of the scales, inputs per scale or None) for a tensor."""
    if ndim == 1:
        return "float16", None, None
    if name == "tokenEmbedding":
        return f"int{table_bits}", 0, None
    if name.startswith("layer.") or name == "lexicon":  # the lexicon belongs to the tone head
        return "int4", 1, BLOCK
    return "int8", 0 if name in ROW_SCALED else 1, None


def quantise(name, array, table_bits=4):
    """Quantises like student.fake_quantise. Returns (integers, float16 scales, dequantised values), or (None, None, values)
    for a vector. int3 integers are in their stored form, 0 to 7.
    """
    dtype, axis, block = scheme_of(name, array.ndim, table_bits)
    if dtype == "float16":
        return None, None, array.astype(np.float16).astype(np.float32)
    if dtype == "int3":
        steps, scale = (each.numpy() for each in int3(torch.from_numpy(array)))
        return (steps + INT3).astype(np.int8), scale.astype(np.float16).ravel(), steps * scale
    most = INT4 if dtype == "int4" else INT8
    spread = np.pad(array, ((0, -len(array) % block), (0, 0))).reshape(-1, block, array.shape[1]) if block else array
    scale = (np.maximum(np.abs(spread).max(axis=1 if block else 1 - axis, keepdims=True), 1e-6) / most).astype(np.float16)
    whole = np.clip(np.rint(spread / scale.astype(np.float32)), -most, most)
    values = (whole * scale.astype(np.float32)).astype(np.float32)
    if not block:
        return whole.astype(np.int8), scale.ravel(), values
    rows, columns = array.shape  # the last block may be shorter
    return whole.astype(np.int8).reshape(-1, columns)[:rows], scale.reshape(-1, columns), values.reshape(-1, columns)[:rows]


def pack(values):
    """Packs int4 values: (R, C) int8 of −8 to 7 -> (R, C/2) uint8. Even columns are in the low four bits, in two's
    complement.
    """
    nibbles = values.astype(np.uint8) & 15
    return nibbles[:, 0::2] | (nibbles[:, 1::2] << 4)


def pack_threes(values):
    """Packs int3 values: (R, C) int8 of 0 to 7 -> (R, C/2) uint8. Even columns are in the low three bits, odd columns
    in the next three.
    """
    threes = values.astype(np.uint8)
    return threes[:, 0::2] | (threes[:, 1::2] << 3)


PACKED = {"int3": pack_threes, "int4": pack}


def entry_of(writer, name, array, table_bits=4):
    dtype, axis, block = scheme_of(name, array.ndim, table_bits)
    entry = {"name": name, "shape": list(array.shape), "dtype": dtype}
    if dtype == "float16":
        return entry | writer.add(name, array.astype(np.float16))
    whole, scales, _ = quantise(name, array, table_bits)
    entry |= writer.add(name, PACKED[dtype](whole) if dtype in PACKED else whole)
    entry |= {"blockSize": block} if block else {"scaleAxis": axis}
    return entry | {"scales": {"dtype": "float16", **writer.add(name, scales)}}


def write(folder, name, data):
    """@returns the file's manifest entry; length and hash are those of the uncompressed content"""
    packed = zopfli.gzip.compress(data) if name.endswith(".bin") else None
    (folder / name).write_bytes(packed or data)
    return {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()} | ({"gzip": len(packed)} if packed else {})


def thousandths(vector):
    return [round(1000 * float(value)) for value in vector]


def write_pack(language, vocabulary, tensors, table, transformer, golden, table_bits=4):
    """Writes a pack's folder. `tensors`: (name, float32 array) in the order of the forward pass; `table_bits`: bits per
    token embedding value.
    """
    folder = MODELS / f"encoder-{language}"
    folder.mkdir(parents=True, exist_ok=True)
    for old in [*folder.glob("*.bin"), *folder.glob("precomputed.json"), *folder.glob("tone.json")]:
        old.unlink()
    writer = Writer()
    entries = [entry_of(writer, name, array, table_bits) for name, array in tensors]
    files = {name: write(folder, name, bytes(data)) for name, data in writer.files.items()}
    files["vocabulary.txt"] = write(folder, "vocabulary.txt", vocabulary.read_bytes())
    lines = ",\n".join(json.dumps(text, ensure_ascii=False, separators=(",", ":")) for text in golden)
    files["golden.json"] = write(folder, "golden.json", f'{{"texts":[\n{lines}\n]}}\n'.encode())
    manifest = {
        "format": 4,
        "name": f"encoder-{language}",
        "version": VERSIONS.get(language, OTHERS),
        "licence": LICENCE,
        "languages": [language],
        "space": SPACE,
        "dims": [32, 64, 128],
        "tokenizer": {"kind": "wordpiece", "lowercase": True, "stripAccents": language in tokens.WITHOUT_MARKS},
        "table": table,
        **({"transformer": transformer} if transformer else {}),
        "quantisation": "symmetric, round to nearest; int4 and int3: two a byte, low bits first; int3: 3.5 to be taken off",
        "tensors": entries,
        "files": files,
    }
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"encoder-{language}: " + ", ".join(f"{name} {file.get('gzip', file['bytes']):,}" for name, file in files.items()))


def load_student(checkpoint, quantised=True):
    state = torch.load(checkpoint, weights_only=True)
    student = student_in(state).eval()
    if quantised:
        with torch.no_grad():
            for name, parameter in student.named_parameters():
                parameter.copy_(torch.from_numpy(quantise(name, parameter.numpy(), student.architecture.tableBits)[2]))
    return student, state["step"], state.get("made")


def shallow_of(ids, table, weight=None, head=None):
    """Returns a text's vector at depth 0, or an empty one if the text has no known piece."""
    pieces = torch.tensor([i for i in ids if i >= tokens.FIRST_PIECE], dtype=torch.long)
    if not len(pieces):
        return torch.zeros(0)
    rows = table[pieces] if weight is None else table[pieces] * weight[pieces, None]  # (N, E)
    summed = rows.sum(0)
    return F.normalize(summed if head is None else summed @ head, dim=0)


def vocabulary_of(language):
    return VOCABULARY if language == "en" else WORK / language / "vocabulary.txt"


@torch.inference_mode()
def export_student(language, checkpoint):
    student, step, made = load_student(checkpoint, quantised=False)
    shipped = load_student(checkpoint)[0]
    vocabulary = vocabulary_of(language)
    tokenizer = tokens.load(vocabulary, language)
    golden = []
    for text in GOLDEN.get(language, []) + EVERYWHERE:
        ids = tokenizer.encode(text).ids
        shallow = shallow_of(ids, shipped.tokenEmbedding, shipped.tokenWeight, shipped.tableHead.kernel)
        deep = shipped(torch.tensor([ids]))[1][0]
        golden.append({"text": text, "ids": ids, "table": thousandths(shallow), "vector": thousandths(deep)})
    a = student.architecture
    table = {"vocabulary": a.vocabulary, "width": a.embeddingWidth, "maxTokens": a.maxTokens, "output": a.output}
    transformer = {name: getattr(a, name) for name in ("hidden", "layers", "heads", "feedForward", "maxTokens", "activation", "layerNormEpsilon")}
    tensors = [(name, p.detach().float().numpy().copy()) for name, p in student.named_parameters()]
    dict(tensors)["tokenWeight"][:tokens.FIRST_PIECE] = 0  # special tokens carry no meaning when they occur in a text
    write_pack(language, vocabulary, tensors, table, transformer, golden, a.tableBits)
    print(f"step {step}")
    if made:  # notes by deepen.py for the model card
        file = WORK / language / "made.json"
        file.write_text(json.dumps(json.loads(file.read_text()) | {"deep": made}))


@torch.inference_mode()
def export_table(language):
    table = torch.load(WORK / language / "table.pt", weights_only=True)
    table[:tokens.FIRST_PIECE] = 0  # special tokens carry no meaning when they occur in a text
    vocabulary = vocabulary_of(language)
    tokenizer = tokens.load(vocabulary, language)
    shipped = torch.from_numpy(quantise("tokenEmbedding", table.numpy())[2])
    golden = []
    for text in GOLDEN.get(language, []) + EVERYWHERE:
        ids = tokenizer.encode(text).ids
        shallow = shallow_of(ids, shipped)
        golden.append({"text": text, "ids": ids, "table": thousandths(shallow)})
    shape = {"vocabulary": len(table), "width": table.shape[1], "maxTokens": tokens.MAX_TOKENS, "output": table.shape[1]}
    write_pack(language, vocabulary, [("tokenEmbedding", table.numpy())], shape, None, golden)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    final = CHECKPOINTS / "final.pt"
    parser.add_argument("language")
    parser.add_argument("checkpoint", type=Path, nargs="?")
    args = parser.parse_args()
    if args.checkpoint or args.language == "en":
        export_student(args.language, args.checkpoint or (final if final.exists() else CHECKPOINTS / "stable.pt"))
    else:
        export_table(args.language)
