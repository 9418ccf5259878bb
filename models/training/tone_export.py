"""Exports the tone head to a pack. Matrices become int8 with a scale per column, the lexicon becomes int4 with one
scale per column for each block of 64 pieces, and vectors become 16-bit floats. tone.json lists the tensors of tone.bin.
"""

import json

import torch

import tokens
from export import Writer, entry_of, quantise, write
from paths import BUNDLE
from tone_head import HIDDEN, LEXICON, TAPS

# Texts for which the TypeScript must reproduce the head's output.
GOLDEN = [
    "Plane crash in the mountains kills all 112 on board",
    "Our happiest holiday yet: two weeks of sun, sea and laughter",
    "The committee meets on Thursday at ten",
    "This is not good at all, I want my money back.",
    "I love it! Best purchase I ever made.",
    "Beloved teacher dies at 58 after a long illness",
    "Council approves new cycle lanes for the old town",
    "Wow, I did not see that coming",
    "a",
    "日本語 🎉",
]
FILES = ("tone.bin", "tone.json")


class OneFile(Writer):
    def __init__(self):
        self.files = {FILES[0]: bytearray()}

    def _file(self, name, size):
        return FILES[0]


def tensors(model):
    """Yields (name, parameter) of the lexicon and of all parameters of each depth's head."""
    yield "lexicon", model.lexicon
    for depth, head in enumerate(model.heads):
        for name, parameter in head.named_parameters():
            yield f"{name}.{depth}", parameter


@torch.no_grad()
def rounded(model):
    """Replaces all parameters with their quantised values."""
    for name, parameter in tensors(model):
        parameter.copy_(torch.from_numpy(quantise(name, parameter.numpy())[2]))


@torch.inference_mode()
def golden(model, student):
    tokenizer = tokens.load(BUNDLE / "vocabulary.txt")
    model.eval()
    for text in GOLDEN:
        full = tokenizer.encode(text).ids
        ids = torch.tensor([full[1:-1]])
        states = student.tokenEmbedding[ids], student.states(torch.tensor([full]))[:, 1:-1]  # (1, T, 128), (1, T, 384)
        mask = torch.ones(ids.shape)
        tones = [head(x, model.lexicon[ids], mask)[0] for head, x in zip(model.heads, states)]
        yield {"text": text, "tones": [[round(float(value), 4) for value in tone] for tone in tones]}


def write_tone(model, student):
    """Writes the head to the pack's folder and manifest."""
    writer = OneFile()
    entries = [entry_of(writer, name, parameter.detach().numpy()) for name, parameter in tensors(model)]
    told = {"lexicon": LEXICON, "hidden": HIDDEN, "taps": TAPS, "tensors": entries, "golden": list(golden(model, student))}
    path = BUNDLE / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    text = json.dumps(told, ensure_ascii=False, indent=1) + "\n"
    for name, data in zip(FILES, (bytes(writer.files[FILES[0]]), text.encode())):
        manifest["files"][name] = write(BUNDLE, name, data)
        print(f"{name}: {(BUNDLE / name).stat().st_size:,} bytes")
    path.write_text(json.dumps(manifest, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
