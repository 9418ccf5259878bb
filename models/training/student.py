"""The student model, with two depths over one table of token embeddings, in a single file.

Depth 0 is a static embedding: a weighted sum of the rows, followed by a small head. Depth 1 is a three-layer BERT with
factorised token embeddings (Lan et al. 2019, arXiv:1909.11942), a narrowed feed-forward layer and a 128-dimensional
head. Both map to the same space.

Shapes in comments: B texts, T tokens, V pieces in the vocabulary, E embedding width, D hidden width, H heads, F
feed-forward width, O output width.
"""

from dataclasses import asdict, dataclass

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F


@dataclass(frozen=True)
class Architecture:
    vocabulary: int = 17_000
    embeddingWidth: int = 128
    hidden: int = 384
    layers: int = 3
    heads: int = 12
    feedForward: int = 704
    maxTokens: int = 64
    output: int = 128
    tableBits: int = 4  # bits per token embedding value: 4 or 3
    activation: str = "quick-gelu"
    layerNormEpsilon: float = 1e-12

    def as_manifest(self):
        return asdict(self)


def quick_gelu(x):
    """x·σ(1.702x) (Hendrycks & Gimpel 2016, section 2): two cheap operations in tfjs, while erf-GELU needs five."""
    return x * torch.sigmoid(1.702 * x)


INT8 = 127
# Token embeddings are a third of the weights. Their rows are looked up rather than summed over, so four bits are
# enough, and the bytes saved make room for a layer.
INT4 = 7


# Number of inputs of a kernel that share one scale.
BLOCK = 64


def fake_quantise(weight, axis, most=INT8):
    """Quantises to integers from −most to most, with one scale per row (axis 0) or column (axis 1). The gradient passes
    straight through.
    """
    reduce = 1 - axis
    scale = half(weight.detach().abs().amax(dim=reduce, keepdim=True).clamp_min(1e-6) / most)
    rounded = (weight / scale).round().clamp(-most, most) * scale
    return weight + (rounded - weight).detach()


# Candidate clipping factors: a row's largest value may be clipped to this share if that reduces the error of the other
# values.
CLIPPED = torch.linspace(0.65, 1.0, 11)


def fake_quantise_fitted(weight):
    """Quantises (R, C) to int4 with a scale per row, like fake_quantise, but with the clipping factor from CLIPPED that
    has the least squared error. The gradient passes straight through.

    A row's largest value always maps to seven steps, so quantising again with that value, as export.py does, gives the
    same result.
    """
    rows = weight.detach()
    most = rows.abs().amax(dim=1, keepdim=True).clamp_min(1e-6)  # (R, 1)
    best, least = torch.empty_like(rows), torch.full_like(most, torch.inf)
    for share in CLIPPED:
        scale = half(share * most / INT4)
        rounded = (rows / scale).round().clamp(-INT4, INT4) * scale
        error = (rounded - rows).square().sum(1, keepdim=True)
        best = torch.where(error < least, rounded, best)
        least = torch.minimum(error, least)
    return weight + (best - rows)


# Eight levels without zero: −3.5, −2.5 … 3.5.
INT3 = 3.5
# Optimal spacing of eight levels for normally distributed values, in units of their root mean square (Max 1960,
# "Quantizing for minimum distortion").
INT3_APART = 0.586


def int3(weight):
    """Returns the steps (R, C) and the scales (R, 1), as stored, for values (R, C). The scale of a row is based on its
    root mean square, and values beyond the last level are clipped.
    """
    scale = half(weight.square().mean(dim=1, keepdim=True).sqrt().clamp_min(1e-6) * INT3_APART)
    return ((weight / scale).floor() + 0.5).clamp(-INT3, INT3), scale


def fake_quantise_int3(weight):
    """Quantises (R, C) to int3 with a scale per row. The gradient passes straight through."""
    steps, scale = int3(weight.detach())
    return weight + (steps * scale - weight).detach()


def fake_quantise_blocks(weight):
    """Quantises (in, out) to int4 with one scale per column for each block of BLOCK inputs."""
    blocks = weight.reshape(-1, BLOCK, weight.shape[1])  # (in / 64, 64, out)
    scale = half(blocks.detach().abs().amax(dim=1, keepdim=True).clamp_min(1e-6) / INT4)
    rounded = (blocks / scale).round().clamp(-INT4, INT4) * scale
    return weight + (rounded.reshape(weight.shape) - weight).detach()


def half(scale):
    """Rounds scales to 16 bits, as they are stored."""
    return scale.half().float()


def bag(parts):
    """Converts the pieces of texts, one array per text, to the input of depth 0: (concatenated pieces (N), offset of each
    text (B)).
    """
    offsets = np.cumsum([0] + [len(part) for part in parts[:-1]])
    return torch.from_numpy(np.concatenate(parts).astype(np.int64)), torch.from_numpy(offsets)


OF_TABLE = ("tokenEmbedding", "tokenWeight", "tableHead")  # the parameters of depth 0


@torch.no_grad()
def ensemble(student, before, share):
    """Moves a student's layers by `share` back towards the earlier student from which it was trained. Depth 0 stays
    unchanged.

    A fine-tuned model and the model from which it was trained are in the same loss basin, and weights between the two
    are better than either (weight-space ensembling: Wortsman et al. 2022, arXiv:2109.01903).
    """
    theirs = dict(before.named_parameters())
    for name, parameter in student.named_parameters():
        if not name.startswith(OF_TABLE):
            parameter.lerp_(theirs[name], share)


class Kernel(nn.Module):
    """A matrix (in, out) in tfjs' layout, with an optional bias."""

    def __init__(self, rows, columns, bias=True, blocks=False):
        super().__init__()
        self.blocks = blocks
        self.kernel = nn.Parameter(torch.empty(rows, columns).normal_(std=0.02))
        self.bias = nn.Parameter(torch.zeros(columns)) if bias else None
        self.quantised = False

    def forward(self, x):
        kernel = self.kernel
        if self.quantised:
            kernel = fake_quantise_blocks(kernel) if self.blocks else fake_quantise(kernel, 1)
        return F.linear(x, kernel.t(), self.bias)


class Norm(nn.Module):
    def __init__(self, width, epsilon):
        super().__init__()
        self.scale = nn.Parameter(torch.ones(width))
        self.shift = nn.Parameter(torch.zeros(width))
        self.epsilon = epsilon

    def forward(self, x):
        return F.layer_norm(x.float(), x.shape[-1:], self.scale, self.shift, self.epsilon)


class Layer(nn.Module):
    """One post-norm transformer layer (Vaswani et al. 2017)."""

    def __init__(self, a):
        super().__init__()
        self.heads = a.heads
        self.qkv = Kernel(a.hidden, 3 * a.hidden, blocks=True)
        self.output = Kernel(a.hidden, a.hidden, blocks=True)
        self.attentionNorm = Norm(a.hidden, a.layerNormEpsilon)
        self.expand = Kernel(a.hidden, a.feedForward, blocks=True)
        self.contract = Kernel(a.feedForward, a.hidden, blocks=True)
        self.outputNorm = Norm(a.hidden, a.layerNormEpsilon)

    def forward(self, x, mask):
        B, T, D = x.shape
        qkv = self.qkv(x).view(B, T, 3, self.heads, D // self.heads).permute(2, 0, 3, 1, 4)  # (3, B, H, T, D/H)
        context = F.scaled_dot_product_attention(qkv[0], qkv[1], qkv[2], attn_mask=mask.to(qkv.dtype))  # (B, H, T, D/H)
        context = context.transpose(1, 2).reshape(B, T, D)  # (B, T, D)
        x = self.attentionNorm(x + self.output(context))  # (B, T, D)
        return self.outputNorm(x + self.contract(quick_gelu(self.expand(x))))  # (B, T, D)


class Student(nn.Module):
    def __init__(self, architecture=Architecture()):
        super().__init__()
        a = self.architecture = architecture
        self.tokenEmbedding = nn.Parameter(torch.empty(a.vocabulary, a.embeddingWidth).normal_(std=0.02))
        self.tokenWeight = nn.Parameter(torch.ones(a.vocabulary))  # for depth 0: the weight of a piece
        self.tableHead = Kernel(a.embeddingWidth, a.output, bias=False)  # for depth 0
        self.embeddingProjection = Kernel(a.embeddingWidth, a.hidden, bias=False)
        self.positions = nn.Parameter(torch.zeros(a.maxTokens, a.hidden))
        self.embeddingNorm = Norm(a.hidden, a.layerNormEpsilon)
        self.layer = nn.ModuleList(Layer(a) for _ in range(a.layers))
        self.head = Kernel(a.hidden, a.output, bias=False)
        self.quantised = self.tableQuantised = False

    def quantise(self, on=True):
        """Sets whether to train with quantised values as shipped. If not, int3 token embeddings are still quantised,
        since they need more training steps than the other weights.
        """
        for module in self.modules():
            if hasattr(module, "quantised"):
                module.quantised = on
        self.tableQuantised = on or self.architecture.tableBits == 3

    def table(self):
        """Returns the token embeddings (V, E), quantised as shipped if `quantise` is on."""
        if not self.tableQuantised:
            return self.tokenEmbedding
        return fake_quantise_int3(self.tokenEmbedding) if self.architecture.tableBits == 3 else fake_quantise(self.tokenEmbedding, 0, INT4)

    def forward_table(self, tokens, offsets, table=None):
        """Computes vectors of depth 0: concatenated pieces of all texts (N) int, offset of each text (B) -> (B, O), of unit
        length.
        """
        table = self.table() if table is None else table
        summed = F.embedding_bag(tokens, table, offsets, mode="sum", per_sample_weights=self.tokenWeight[tokens])  # (B, E)
        return F.normalize(self.tableHead(summed).float(), dim=1)

    def states(self, tokens, table=None):
        """Computes token states of depth 1: tokens (B, T) int, padded with 0 -> (B, T, D)."""
        real = tokens.ne(0)  # (B, T)
        mask = torch.zeros(real.shape, device=tokens.device).masked_fill(~real, -1e4)[:, None, None, :]  # (B, 1, 1, T)
        embedding = self.table() if table is None else table
        positions = fake_quantise(self.positions, 0) if self.quantised else self.positions
        x = self.embeddingProjection(F.embedding(tokens, embedding)) + positions[: tokens.shape[1]]  # (B, T, D)
        x = self.embeddingNorm(x)  # (B, T, D)
        for layer in self.layer:
            x = layer(x, mask)  # (B, T, D)
        return x

    def forward(self, tokens, table=None):
        """Computes vectors of depth 1: tokens (B, T) int, padded with 0 -> (pooled (B, D), vector (B, O)), of unit length."""
        x = self.states(tokens, table)  # (B, T, D)
        real = tokens.ne(0)  # (B, T)
        weights = real.unsqueeze(-1).float()  # (B, T, 1)
        pooled = (x.float() * weights).sum(1) / weights.sum(1)  # (B, D)
        return pooled, F.normalize(self.head(pooled).float(), dim=1)


def student_in(checkpoint):
    """Returns the student of a checkpoint that was loaded with torch.load."""
    student = Student(Architecture(**checkpoint["architecture"]))
    student.load_state_dict(checkpoint["student"])
    return student
