"""The tone head: reads the encoder's token states; the encoder itself is frozen.

At depth 0, a token's state is its row of the table (128 numbers); at depth 1, it is the last layer's output (384). The
heads of both depths share a lexicon with LEXICON numbers per piece, because the encoder was trained on what a word is
about rather than on how it feels.

For a text with T tokens, state x (T, S), lexicon l (T, L): h = tanh(x·W + l·U + b) (T, H); then a convolution over five
tokens, for phrases like "not good at all": g = tanh(conv(h)) + h (T, H); attention a = softmax(g·q) (T); out = [Σ a·g,
mean g, max g] (3H) · V + c -> 12 numbers: valence, intensity, the logarithm of valence's spread, the logits of gravity
and levity, and seven emotion logits. packages/sdk/src/engine/tone/tone-head.ts is the same in TypeScript.
"""

import math

import torch
from torch import nn
from torch.nn import functional as F

from tone_data import GROUPS

LEXICON, HIDDEN, TAPS = 4, 44, 5
VALENCE, INTENSITY, SPREAD, GRAVITY, LEVITY = range(5)
EMOTIONS = 5  # index of the first emotion
OUTPUTS = EMOTIONS + len(GROUPS)
STATES = (128, 384)  # size of a token's state by depth
DROPOUT = 0.35


class Head(nn.Module):
    """The head for one depth. The heads for both depths share the lexicon."""

    def __init__(self, states, lexicon=LEXICON, hidden=HIDDEN):
        super().__init__()
        self.input = nn.Parameter(torch.randn(states, hidden) * 0.5 / math.sqrt(states))
        self.words = nn.Parameter(torch.randn(lexicon, hidden) / math.sqrt(lexicon))
        self.bias = nn.Parameter(torch.zeros(hidden))
        self.taps = nn.Parameter(torch.randn(TAPS * hidden, hidden) * 0.3 / math.sqrt(TAPS * hidden))
        self.tapsBias = nn.Parameter(torch.zeros(hidden))
        self.query = nn.Parameter(torch.zeros(hidden))
        self.output = nn.Parameter(torch.randn(3 * hidden, OUTPUTS) * 0.1 / math.sqrt(hidden))
        self.outputBias = nn.Parameter(torch.zeros(OUTPUTS))
        self.drop = nn.Dropout(DROPOUT)

    def forward(self, x, words, mask):
        """Computes the output (B, 12) from states x (B, T, S), lexicon words (B, T, L) and mask (B, T)."""
        real = mask.unsqueeze(-1)  # (B, T, 1)
        h = torch.tanh(self.drop(x) @ self.input + words @ self.words + self.bias) * real  # (B, T, H)
        h = self.drop(h)
        wide = F.pad(h, (0, 0, TAPS // 2, TAPS // 2))  # (B, T + 4, H)
        near = torch.cat([wide[:, k : k + h.shape[1]] for k in range(TAPS)], 2)  # (B, T, 5H)
        g = (torch.tanh(near @ self.taps + self.tapsBias) + h) * real  # (B, T, H)
        weights = torch.softmax((g @ self.query).masked_fill(mask == 0, -1e4), 1).unsqueeze(-1)  # (B, T, 1)
        mean = g.sum(1) / real.sum(1)  # (B, H)
        most = g.masked_fill(real == 0, -1e4).amax(1)  # (B, H)
        return self.drop(torch.cat([(weights * g).sum(1), mean, most], 1)) @ self.output + self.outputBias


class Tone(nn.Module):
    def __init__(self, vocabulary):
        super().__init__()
        self.lexicon = nn.Parameter(torch.randn(vocabulary, LEXICON) * 0.02)
        self.heads = nn.ModuleList(Head(states) for states in STATES)
