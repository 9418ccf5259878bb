"""Applies one more block to prepare.py's output and saves the result, WORK/deep-K/NNN.npz, (N, 192, 4, 4) float16, so
that the head can be trained alone first.

    python deepen.py 0
"""

import sys

import numpy as np
import torch

from paths import DRAWINGS, WORK
from student import FROZEN, ImageEncoder, load_lite0, rounded

BATCH = 50


@torch.inference_mode()
def main(view):
    (WORK / f"deep-{view}").mkdir(exist_ok=True)
    model = load_lite0(ImageEncoder(), DRAWINGS / "lite0.pth").to(memory_format=torch.channels_last)
    with rounded(model):
        for path in sorted((WORK / f"view-{view}").glob("*.npz")):
            target = WORK / f"deep-{view}" / path.name
            if target.exists():
                continue
            shard = np.load(path)
            early = torch.from_numpy(shard["early"])
            deep = []
            for start in range(0, len(early), BATCH):
                x = early[start : start + BATCH].float().contiguous(memory_format=torch.channels_last)
                with torch.autocast("cpu", torch.bfloat16):
                    deep.append(model.trunk.late(x, FROZEN).half())
            with open(target.with_suffix(".part"), "wb") as file:
                np.savez(file, rows=shard["rows"], early=torch.cat(deep).contiguous().numpy())
            target.with_suffix(".part").rename(target)
            print(target.name, flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
