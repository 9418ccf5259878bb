"""Paths of the picture encoder's recipe. Nothing under WORK is ever committed.

    INKLING_DATA      folder with `train/` (default: `shared/data` beside the repository)
    INKLING_WORK      folder of rendered pictures, features and checkpoints (default: `models/training/work`), here its folder `image-encoder/`
    INKLING_DRAWINGS  folder with the sources listed in dataset.py: openclipart/, fluent-3d/, noto.json, fluent-flat.json, emoji.json, lite0.pth
"""

import os
from pathlib import Path

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parent.parent.parent
DATA = Path(os.environ.get("INKLING_DATA", REPOSITORY.parent / "shared" / "data")) / "train"
WORK = Path(os.environ.get("INKLING_WORK", HERE.parent / "work")) / "image-encoder"
DRAWINGS = Path(os.environ.get("INKLING_DRAWINGS", WORK / "drawings"))
SHIPPED = REPOSITORY / "models" / "image-encoder"
