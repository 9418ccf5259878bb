"""What training computes on: what INKLING_DEVICE says ("cpu", "cuda", "cuda:1", "mps"), else a GPU where PyTorch has one, else the CPU."""

import os

import torch

DEVICE = torch.device(os.environ.get("INKLING_DEVICE") or ("cuda" if torch.cuda.is_available() else "cpu"))


def in_bfloat16():
    """Products in bfloat16 within a `with`."""
    return torch.autocast(DEVICE.type, torch.bfloat16)


def on_cpu(state):
    """The same, in whatever dictionaries and lists, with its tensors where every machine can read them."""
    if isinstance(state, torch.Tensor):
        return state.cpu()
    if isinstance(state, dict):
        return {key: on_cpu(value) for key, value in state.items()}
    return type(state)(map(on_cpu, state)) if isinstance(state, (list, tuple)) else state
