"""Builds a depth 0 pack for any language from folders of texts, with one command. Needs no parallel data and no
transformer.

    python pack.py nl FOLDER [FOLDER …]       writes models/encoder-nl/

The folders have one text per line (*.txt, *.tsv, also .xz or .gz; a tab ends the text). Texts should be short, like
those to be ranked: headlines, titles, names, captions. Start with 30,000; 100,000 are enough. The individual steps are
texts.py, teachers.py, table.py and export.py. Each resumes where it stopped.
"""

import argparse
from pathlib import Path

import export
import table
import teachers
import texts as corpora

if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("language")
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--steps", type=int, default=table.STEPS)
    parser.add_argument("--teachers", nargs="+", default=["e5"], choices=("e5", "use"), help="use only where INKLING_TEACHERS brings it")
    args = parser.parse_args()
    corpora.write(args.language, args.folders)
    for name in args.teachers:
        teachers.embed_shards(args.language, name)
    table.make(args.language, args.steps)
    export.export_table(args.language)
