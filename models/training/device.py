"""The device for training: the one named in INKLING_DEVICE ("cpu", "cuda", "cuda:1", "mps"), otherwise a GPU if PyTorch
finds one, otherwise the CPU.
"""

import os

import torch

DEVICE = torch.device(os.environ.get("INKLING_DEVICE") or ("cuda" if torch.cuda.is_available() else "cpu"))


def in_bfloat16():
    """Returns a context manager that computes matrix products in bfloat16."""
    return torch.autocast(DEVICE.type, torch.bfloat16)


def on_cpu(state):
    """Moves all tensors in nested dictionaries and lists to the CPU, so that any machine can load them."""
    if isinstance(state, torch.Tensor):
        return state.cpu()
    if isinstance(state, dict):
        return {key: on_cpu(value) for key, value in state.items()}
    return type(state)(map(on_cpu, state)) if isinstance(state, (list, tuple)) else state
