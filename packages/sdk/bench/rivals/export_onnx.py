"""Writes a pack's depth 1 as ONNX, with exactly the weights of the pack.

    python export_onnx.py PACK OUT.onnx     PACK: a folder such as packages/sdk/dist/models/encoder-en, gzipped or not

int4 weights stay int4, with the same scales for each block of 64 inputs (DequantizeLinear, opset 21). int3 values are odd
multiples of half a scale, so they are written as int4 with half the scale. The graph is that of
packages/sdk/src/engine/model/encoder.ts. In shapes, B is the number of texts and T that of tokens.

Inputs: ids (B, T) int64, 0 for padding; mask (B, T) float32, 1 for tokens, 0 for padding. Output: vectors (B, 128), of length 1.
"""

import gzip
import json
import sys
from pathlib import Path

import numpy as np
from onnx import TensorProto, checker, helper, numpy_helper, save

MASKED = -1e4
OPSET = 21

folder, out = Path(sys.argv[1]), Path(sys.argv[2])
manifest = json.loads((folder / "manifest.json").read_text())
entries = {entry["name"]: entry for entry in manifest["tensors"]}
shape = manifest["transformer"]
HIDDEN, HEADS, WIDTH = shape["hidden"], shape["heads"], manifest["table"]["width"]
nodes, initializers, files = [], [], {}


def content(name):
    if name not in files:
        data = (folder / name).read_bytes()
        files[name] = gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data
    return files[name]


def read(place, dtype, size):
    return np.frombuffer(content(place["file"]), dtype, size, place["offset"])


def constant(name, array):
    initializers.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
    return name


def add(kind, *inputs, **attributes):
    output = f"{kind}_{len(nodes)}"
    nodes.append(helper.make_node(kind, list(inputs), [output], **attributes))
    return output


def weight(name):
    """The name of a tensor as float32: a constant, or the output of DequantizeLinear."""
    entry = entries[name]
    size = int(np.prod(entry["shape"]))
    if entry["dtype"] == "float16":
        return constant(name, read(entry, np.float16, size).astype(np.float32))
    block, axis = entry.get("blockSize"), entry.get("scaleAxis", 0)
    rows, columns = entry["shape"]
    count = -(-rows // block) * columns if block else entry["shape"][axis]
    scales = read(entry["scales"], np.float16, count).astype(np.float32)
    if entry["dtype"] == "int8":
        constant(f"{name}.steps", read(entry, np.int8, size).reshape(rows, columns))
    else:
        data = read(entry, np.uint8, size // 2)
        if entry["dtype"] == "int3":
            # 0 … 7, to be lowered by 3.5: twice that is odd, from -7 to 7
            low, high = (2 * (part & 7).astype(np.int8) - 7 for part in (data, data >> 3))
            data = ((low & 15) | ((high & 15) << 4)).astype(np.uint8)
            scales = scales / 2
        initializers.append(helper.make_tensor(f"{name}.steps", TensorProto.INT4, [rows, columns], data.tobytes(), raw=True))
    constant(f"{name}.scales", scales.reshape(-1, columns) if block else scales)
    return add("DequantizeLinear", f"{name}.steps", f"{name}.scales", axis=0 if block else axis, **({"block_size": block} if block else {}))


def linear(x, name):
    return add("Add", add("MatMul", x, weight(f"{name}.kernel")), weight(f"{name}.bias"))


def norm(x, name):
    return add("LayerNormalization", x, weight(f"{name}.scale"), weight(f"{name}.shift"), axis=-1, epsilon=shape["layerNormEpsilon"])


def attention(x, padding, layer):
    heads = constant(f"{layer}.heads", np.array([0, 0, HEADS, HIDDEN // HEADS], np.int64))
    merged = constant(f"{layer}.merged", np.array([0, 0, HIDDEN], np.int64))
    qkv = linear(x, f"{layer}.qkv")  # (B, T, 3·384)
    nodes.append(helper.make_node("Split", [qkv], [f"{layer}.{part}" for part in "qkv"], axis=2, num_outputs=3))
    q, k, v = (add("Reshape", f"{layer}.{part}", heads) for part in "qkv")  # (B, T, H, D)
    q, v = (add("Transpose", part, perm=[0, 2, 1, 3]) for part in (q, v))  # (B, H, T, D)
    k = add("Transpose", k, perm=[0, 2, 3, 1])  # (B, H, D, T)
    scale = constant(f"{layer}.scale", np.float32((HIDDEN // HEADS) ** -0.5))
    scores = add("Add", add("Mul", add("MatMul", q, k), scale), padding)  # (B, H, T, T)
    context = add("Transpose", add("MatMul", add("Softmax", scores, axis=-1), v), perm=[0, 2, 1, 3])  # (B, T, H, D)
    return linear(add("Reshape", context, merged), f"{layer}.output")  # (B, T, 384)


def feed_forward(x, layer):
    wide = linear(x, f"{layer}.expand")  # (B, T, 704)
    slope = constant(f"{layer}.slope", np.float32(1.702))
    return linear(add("Mul", wide, add("Sigmoid", add("Mul", wide, slope))), f"{layer}.contract")


axes = {name: constant(f"axis{name}", np.array([name], np.int64)) for name in (0, 1, 2)}
one, masked = constant("one", np.float32(1)), constant("masked", np.float32(MASKED))
length = add("Shape", "ids", start=1, end=2)
rows = add("Gather", weight("tokenEmbedding"), "ids", axis=0)  # (B, T, 128)
positions = add("Slice", weight("positions"), axes[0], length, axes[0])  # (T, 384)
x = norm(add("Add", add("MatMul", rows, weight("embeddingProjection.kernel")), positions), "embeddingNorm")
both = constant("both", np.array([1, 2], np.int64))
padding = add("Unsqueeze", add("Mul", add("Sub", one, "mask"), masked), both)  # (B, 1, 1, T)
for i in range(shape["layers"]):
    layer = f"layer.{i}"
    x = norm(add("Add", x, attention(x, padding, layer)), f"{layer}.attentionNorm")
    x = norm(add("Add", x, feed_forward(x, layer)), f"{layer}.outputNorm")
total = add("ReduceSum", add("Mul", x, add("Unsqueeze", "mask", axes[2])), axes[1], keepdims=0)  # (B, 384)
mean = add("Div", total, add("ReduceSum", "mask", axes[1], keepdims=1))
head = add("MatMul", mean, weight("head.kernel"))  # (B, 128)
nodes.append(helper.make_node("Div", [head, add("ReduceL2", head, axes[1], keepdims=1)], ["vectors"]))

graph = helper.make_graph(
    nodes,
    manifest["name"],
    [helper.make_tensor_value_info("ids", TensorProto.INT64, ["B", "T"]), helper.make_tensor_value_info("mask", TensorProto.FLOAT, ["B", "T"])],
    [helper.make_tensor_value_info("vectors", TensorProto.FLOAT, ["B", manifest["table"]["output"]])],
    initializers,
)
model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=10)
checker.check_model(model)
save(model, out)
