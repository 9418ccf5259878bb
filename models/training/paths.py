"""Paths of the training recipe. Nothing under WORK is ever committed.

    INKLING_DATA  folder with `train/` and `test/` (default: `shared/data` beside the repository)
    INKLING_WORK  folder for corpora, teacher vectors and checkpoints (default: `models/training/work`)
"""

import os
from pathlib import Path

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parent.parent
DATA = Path(os.environ.get("INKLING_DATA", REPOSITORY.parent / "shared" / "data"))
WORK = Path(os.environ.get("INKLING_WORK", HERE / "work"))
MODELS = REPOSITORY / "models"
BUNDLE = MODELS / "encoder-en"

CORPUS = WORK / "corpus.jsonl"
VOCABULARY = WORK / "vocabulary.txt"
CHECKPOINTS = WORK / "checkpoints"
