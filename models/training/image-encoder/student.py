"""The picture encoder: stem and first twelve blocks of EfficientNet-Lite0, and a small head with 128 outputs.

EfficientNet-Lite0 (Tan & Le 2019, arXiv:1905.11946, without squeeze-and-excitation, with ReLU6) is cut after block 11,
because its last four blocks and its classifier hold four fifths of its weights. Batch norms are folded into the
convolutions, so that every layer is a kernel and a bias. packages/sdk/src/engine/image-encoder/ implements the same model.

Shapes in comments: B is the number of pictures, C the number of channels, and S the side of a picture, 128 by default.
"""

from contextlib import contextmanager

import torch
from torch import nn
from torch.nn import functional as F

EPSILON = 1e-3
MEAN, SPREAD = 127.0, 128.0
OUTPUT = 128
HIDDEN = 768
# kernel, stride, expansion, channels in, channels out
BLOCKS = [(3, 1, 1, 32, 16), (3, 2, 6, 16, 24), (3, 1, 6, 24, 24), (5, 2, 6, 24, 40), (5, 1, 6, 40, 40), (3, 2, 6, 40, 80), (3, 1, 6, 80, 80), (3, 1, 6, 80, 80)]
BLOCKS += [(5, 1, 6, 80, 112), (5, 1, 6, 112, 112), (5, 1, 6, 112, 112), (5, 2, 6, 112, 192), (5, 1, 6, 192, 192), (5, 1, 6, 192, 192), (5, 1, 6, 192, 192), (3, 1, 6, 192, 320)]
DEPTH = 12
FROZEN = 11
"""Number of blocks that keep their published weights."""


def same(x, kernel, stride):
    """Pads like TensorFlow's "same": if the padding is odd, the right and lower sides get more."""
    total = max(kernel - stride, 0)
    return F.pad(x, (total // 2, total - total // 2) * 2)


class Convolution(nn.Module):
    """A convolution with batch norm folded in, and optional ReLU6."""

    def __init__(self, inputs, outputs, kernel=1, stride=1, depthwise=False, relu=True):
        super().__init__()
        self.stride, self.relu, self.groups = stride, relu, outputs if depthwise else 1
        self.kernel = nn.Parameter(torch.randn(outputs, inputs // self.groups, kernel, kernel) * (2 / (inputs // self.groups * kernel**2)) ** 0.5)
        self.bias = nn.Parameter(torch.zeros(outputs))

    def forward(self, x):  # (B, C, H, W) -> (B, C', H / stride, W / stride)
        kernel = self.kernel.shape[-1]
        x = F.conv2d(same(x, kernel, self.stride) if kernel > 1 else x, self.kernel, self.bias, self.stride, 0, 1, self.groups)
        return x.clamp(0, 6) if self.relu else x


class Block(nn.Module):
    """An inverted bottleneck: 1 × 1 expansion, depthwise convolution, 1 × 1 projection."""

    def __init__(self, kernel, stride, expansion, inputs, outputs):
        super().__init__()
        wide = inputs * expansion
        self.expand = Convolution(inputs, wide) if expansion > 1 else None
        self.depthwise = Convolution(wide, wide, kernel, stride, depthwise=True)
        self.project = Convolution(wide, outputs, relu=False)
        self.residual = stride == 1 and inputs == outputs

    def forward(self, x):
        y = self.project(self.depthwise(self.expand(x) if self.expand else x))
        return x + y if self.residual else y


class Trunk(nn.Module):
    def __init__(self, depth=DEPTH):
        super().__init__()
        self.stem = Convolution(3, 32, 3, 2)
        self.blocks = nn.ModuleList(Block(*shape) for shape in BLOCKS[:depth])

    def early(self, pixels, until):
        """Converts pictures (B, 3, S, S) with values from 0 to 255 to the input of block `until`."""
        x = self.stem((pixels - MEAN) / SPREAD)  # (B, 32, 64, 64)
        for block in self.blocks[:until]:
            x = block(x)
        return x

    def late(self, x, since):
        for block in self.blocks[since:]:
            x = block(x)
        return x


class ImageEncoder(nn.Module):
    """Maps pictures to unit vectors in the texts' space."""

    def __init__(self, depth=DEPTH):
        super().__init__()
        self.trunk = Trunk(depth)
        self.wide = Convolution(BLOCKS[depth - 1][4], HIDDEN)
        self.head = nn.Linear(HIDDEN, OUTPUT)

    def pool(self, x):  # (B, 192, 4, 4) -> (B, 128)
        return F.normalize(self.head(self.wide(x).mean((2, 3))), dim=1)

    def forward(self, pixels):  # (B, 3, 128, 128) -> (B, 128)
        return self.pool(self.trunk.late(self.trunk.early(pixels, 0), 0))


class Teacher(nn.Module):
    """The complete EfficientNet-Lite0: 1,000 ImageNet classes and the 1,280 features before the classifier."""

    def __init__(self):
        super().__init__()
        self.trunk = Trunk(len(BLOCKS))
        self.wide = Convolution(320, 1280)
        self.classes = nn.Linear(1280, 1000)

    def forward(self, pixels):  # (B, 3, 224, 224) -> (B, 1280), (B, 1000)
        features = self.wide(self.trunk.late(self.trunk.early(pixels, 0), 0)).mean((2, 3))
        return features, self.classes(features)


@torch.no_grad()
def load_lite0(model, path):
    """Loads the published weights, with batch norms folded, into a Teacher or into the trunk of an ImageEncoder."""
    state = torch.load(path, weights_only=True)

    def fold(convolution, kernel, norm):
        scale = state[f"{norm}.weight"] / (state[f"{norm}.running_var"] + EPSILON).sqrt()
        convolution.kernel.copy_(state[f"{kernel}.weight"] * scale[:, None, None, None])
        convolution.bias.copy_(state[f"{norm}.bias"] - state[f"{norm}.running_mean"] * scale)

    fold(model.trunk.stem, "_conv_stem", "_bn0")
    for index, block in enumerate(model.trunk.blocks):
        name = f"_blocks.{index}"
        if block.expand:
            fold(block.expand, f"{name}._expand_conv", f"{name}._bn0")
        fold(block.depthwise, f"{name}._depthwise_conv", f"{name}._bn1")
        fold(block.project, f"{name}._project_conv", f"{name}._bn2")
    if isinstance(model, Teacher):
        fold(model.wide, "_conv_head", "_bn1")
        model.classes.weight.copy_(state["_fc.weight"])
        model.classes.bias.copy_(state["_fc.bias"])
    return model.eval()


BLOCK = 64
"""Number of inputs that share a scale in an int4 1 × 1 kernel."""
FIRST_INT4 = 8
"""Index of the first block whose 1 × 1 kernels are int4. The kernels of earlier blocks are int8 with a scale per
channel."""


def scheme_of(name, parameter):
    """Returns the format in which a parameter ships: "float16" (biases), "int4" or "int8". `name` is the parameter's
    name in `named_parameters` of an ImageEncoder.
    """
    if parameter.ndim == 1:
        return "float16"
    part = name.split(".")
    isLarge = part[0] == "wide" or (part[0] == "trunk" and part[1] == "blocks" and int(part[2]) >= FIRST_INT4)
    return "int4" if isLarge and tuple(parameter.shape[2:]) == (1, 1) else "int8"


def quantise(parameter, scheme):
    """Returns (integers, float16 scales, dequantised values), all with the output dimension first: (O, …), (O, blocks),
    (O, …)."""
    outputs = parameter.reshape(len(parameter), -1)  # (O, I)
    inputs = outputs.shape[1]
    block, most = (min(BLOCK, inputs), 7) if scheme == "int4" else (inputs, 127)
    padded = F.pad(outputs, (0, -inputs % block)).reshape(len(outputs), -1, block)  # (O, blocks, block)
    scale = (padded.abs().amax(2) / most).clamp(min=1e-6).half().float()  # (O, blocks)
    whole = (padded / scale[..., None]).round().clamp(-most, most)
    values = (whole * scale[..., None]).reshape(len(outputs), -1)[:, :inputs]
    return whole.reshape(len(outputs), -1)[:, :inputs].to(torch.int8), scale.half(), values.reshape(parameter.shape)


@contextmanager
def rounded(model, active=True):
    """Within the context, the model computes with quantised weights as shipped. Gradients pass straight through (Bengio et
    al. 2013, arXiv:1308.3432).
    """
    owners = []
    for name, parameter in list(model.named_parameters()) if active else ():
        if not parameter.requires_grad:  # its output is precomputed with quantised weights
            continue
        scheme = scheme_of(name, parameter)
        values = parameter.detach().half().float() if scheme == "float16" else quantise(parameter.detach(), scheme)[2]
        path, _, leaf = name.rpartition(".")
        owner = model.get_submodule(path)
        del owner._parameters[leaf]
        setattr(owner, leaf, parameter + (values - parameter.detach()))
        owners.append((owner, leaf, parameter))
    try:
        yield model
    finally:
        for owner, leaf, parameter in owners:
            delattr(owner, leaf)
            owner._parameters[leaf] = parameter
