"""Precomputes the teacher's output and the output of the frozen blocks for every picture. Resumable, in shards of 1,000
pictures.

    python prepare.py teacher --most 5     WORK/teacher/NNN.npz: `features` (N, 1280) float16, and `top`, `share` (N, 10), the most probable classes
    python prepare.py 0                    WORK/view-0/NNN.npy: (N, 112, 8, 8) float16, of the original picture
    python prepare.py 1                    the same for an augmented view: cropped, slightly rotated, sometimes mirrored, in different light; 2, 3 … for further views

The frozen blocks use quantised weights as shipped, so later layers are trained with the quantisation error. Augmented views
are for training pictures only.
"""

import argparse
import time

import numpy as np
import torch
from torch.nn import functional as F

from data import facts_of
from paths import DRAWINGS, WORK
from student import FROZEN, ImageEncoder, Teacher, load_lite0, rounded

SIDE = 128
SHARD = 1000
BATCH = 20


def augment(pixels):
    """Makes augmented views, (B, 3, 160, 160) -> (B, 3, 128, 128): cropped, slightly rotated and stretched, sometimes
    mirrored, and in different light.
    """
    batch = len(pixels)
    scale = torch.empty(batch).uniform_(0.68, 1.08)
    stretch = torch.empty(batch).uniform_(-0.22, 0.22).exp()
    width, height = scale * stretch.sqrt(), scale / stretch.sqrt()
    angle = torch.empty(batch).normal_(0, 0.08)
    mirror = torch.where(torch.rand(batch) < 0.5, -1.0, 1.0)
    shift = torch.empty(batch, 2).uniform_(-1, 1) * (1 - torch.stack([width, height], 1)).abs()
    across = torch.stack([mirror * width * angle.cos(), -height * angle.sin(), shift[:, 0]], 1)
    down = torch.stack([mirror * width * angle.sin(), height * angle.cos(), shift[:, 1]], 1)
    grid = F.affine_grid(torch.stack([across, down], 1), (batch, 3, SIDE, SIDE), align_corners=False)
    seen = F.grid_sample(pixels, grid, padding_mode="border", align_corners=False)
    light = torch.empty(batch, 3, 1, 1).normal_(1, 0.05) * torch.empty(batch, 1, 1, 1).uniform_(0.75, 1.25)
    contrast = torch.empty(batch, 1, 1, 1).uniform_(0.75, 1.25)
    return ((seen * light - 127) * contrast + 127).clamp(0, 255)


def plain(pixels, side=SIDE):
    """Downscales pictures as on the page, (B, 3, 160, 160) -> (B, 3, S, S)."""
    return F.interpolate(pixels, (side, side), mode="bilinear", antialias=True).round().clamp(0, 255)


def columns(pixels):
    return pixels.contiguous(memory_format=torch.channels_last)


def teach(teacher, pixels):
    with torch.autocast("cpu", torch.bfloat16):
        seen, logits = teacher(columns(plain(pixels, 192)))  # (B, 1280), (B, 1000)
    likeliest = logits.float().softmax(1).topk(10)
    return {"features": seen.half(), "top": likeliest.indices.short(), "share": likeliest.values}


def shards(what):
    """Yields (file, rows of pictures) of each missing shard."""
    everybody = what in ("0", "teacher")
    rows = [i for i, each in enumerate(facts_of()) if each["split"] == "train" or (everybody and each["split"] != "dropped")]
    folder = WORK / ("teacher" if what == "teacher" else f"view-{what}")
    folder.mkdir(exist_ok=True)
    for index, start in enumerate(range(0, len(rows), SHARD)):
        path = folder / f"{index:03}.npz"
        if not path.exists():
            yield path, rows[start : start + SHARD]


@torch.inference_mode()
def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what")
    parser.add_argument("--most", type=int, default=1000, help="shards now")
    parser.add_argument("--backwards", action="store_true", help="from the last on: for a second process")
    args = parser.parse_args()
    pictures = np.load(WORK / "pictures.npy", mmap_mode="r")  # (N, 160, 160, 3)
    model = load_lite0(Teacher() if args.what == "teacher" else ImageEncoder(), DRAWINGS / "lite0.pth").to(memory_format=torch.channels_last)
    with rounded(model, args.what != "teacher"):
        for path, rows in list(shards(args.what))[:: -1 if args.backwards else 1][: args.most]:
            if path.exists():
                continue
            began = time.process_time()
            torch.manual_seed(int(path.stem) + 1000 * len(args.what) + sum(args.what.encode()))
            parts = []
            for start in range(0, len(rows), BATCH):
                pixels = torch.from_numpy(pictures[rows[start : start + BATCH]]).permute(0, 3, 1, 2).float()
                if args.what == "teacher":
                    parts.append(teach(model, pixels))
                else:
                    view = plain(pixels) if args.what == "0" else augment(pixels)
                    parts.append({"early": model.trunk.early(columns(view), FROZEN).half()})
            made = {name: torch.cat([part[name] for part in parts]).contiguous().numpy() for name in parts[0]}
            with open(path.with_suffix(".part"), "wb") as file:
                np.savez(file, rows=np.array(rows), **made)
            path.with_suffix(".part").rename(path)  # atomic
            print(f"{args.what} {path.stem}: {(time.process_time() - began) / len(rows) * 1000:.1f} ms a picture", flush=True)


if __name__ == "__main__":
    main()
