"""Builds one array of pixels and one file of captions from several sources of pictures.

    python dataset.py        writes WORK/pictures.npy, (N, 160, 160, 3) uint8, and WORK/pictures.jsonl, one line each

| source | pictures | words | licence as stated |
|---|---|---|---|
| clothing | photographs of clothes, ten classes | the class | CC0 |
| grocery | photographs in shops, 81 classes, 43 coarse ones | the class; a description by its shop | MIT |
| openclipart | drawings (Debian `openclipart-svg`) | title and keywords | public domain |
| fluent-3d, fluent-flat | emoji (npm `@lobehub/fluent-emoji-3d`, `@iconify-json/fluent-emoji-flat`) | CLDR names and
keywords | MIT |
| noto | emoji (npm `@iconify-json/noto`) | CLDR names and keywords | Apache-2.0 |

Every picture is resized to a square on white, as on the page. An eighth of drawings and emoji is held out as "test", and
a sixteenth as "validation". They are selected by a hash of the caption without digits, so that variants of a drawing,
and all styles of an emoji, are in the same split. Photographs keep their published splits.
"""

import hashlib
import io
import json
import re
import subprocess
import xml.etree.ElementTree as ElementTree
from collections import Counter

import numpy as np
from PIL import Image

from paths import DATA, DRAWINGS, WORK

SIDE = 160
NO_KEYWORDS = ("clip art", "clipart", "externalsource", "unsorted", "image", "media", "hash", "icon", "icons", "theme")
GARMENTS = {"outwear": "outerwear jacket or coat", "longsleeve": "long-sleeved top", "t-shirt": "T-shirt"}


def split_of(caption):
    """Returns the split of a drawing: train, validation or test."""
    key = " ".join(re.findall(r"[a-z]+", caption.lower())) or caption
    share = int(hashlib.sha256(key.encode()).hexdigest(), 16) % 16
    return "test" if share < 2 else "validation" if share == 2 else "train"


def pixels_of(data):
    """Decodes a picture file to (160, 160, 3) uint8, resized to a square on white."""
    picture = Image.open(io.BytesIO(data)).convert("RGBA").resize((SIDE, SIDE), Image.Resampling.BILINEAR, reducing_gap=3)
    white = Image.new("RGBA", picture.size, "white")
    return np.asarray(Image.alpha_composite(white, picture).convert("RGB"))


def render(svg):
    """Renders an SVG to (160, 160, 3) uint8. Returns None if that takes more than ten seconds."""
    command = ["rsvg-convert", "--width", str(SIDE), "--height", str(SIDE), "--background-color", "white"]
    try:
        drawn = subprocess.run(command, input=svg, capture_output=True, timeout=10)
    except subprocess.TimeoutExpired:
        return None
    return pixels_of(drawn.stdout) if drawn.returncode == 0 and drawn.stdout else None


def clothing():
    for path in sorted((WORK / "clothing").glob("*/*/*.jpg")):
        split, name = path.parts[-3], path.parts[-2]
        yield pixels_of(path.read_bytes()), {"split": split, "label": name, "title": GARMENTS.get(name, name), "words": []}


def grocery():
    root = WORK / "grocery"
    rows = [line.split(",") for line in (root / "classes.csv").read_text().splitlines()[1:]]
    spoken = lambda name: name.replace("-", " ").lower()  # noqa: E731
    for split in ("train", "val", "test"):
        for line in (root / f"{split}.txt").read_text().splitlines():
            path, fine, _ = (part.strip() for part in line.split(","))
            name, _, coarse, _, _, text = rows[int(fine)]
            described = (root / text.lstrip("/")).read_text(errors="replace").split(". ")[0]
            title = spoken(name) if spoken(coarse) in spoken(name) else f"{spoken(name)} {spoken(coarse)}"
            facts = {"split": "validation" if split == "val" else split, "label": spoken(coarse), "title": title, "words": [], "description": described}
            yield pixels_of((root / path).read_bytes()), facts


def described_drawings():
    """Yields (path, title, keywords) of each openclipart drawing. If several drawings have the same title, that title
    belongs to a collection, so the file name is used instead.
    """
    dc, rdf = "{http://purl.org/dc/elements/1.1/}", "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
    found = []
    for path in sorted(DRAWINGS.glob("openclipart/**/*.svg")):
        if path.stat().st_size > 2_000_000:
            continue
        try:
            work = next(node for node in ElementTree.parse(path).iter() if node.tag.endswith("}Work"))
        except (ElementTree.ParseError, StopIteration):
            continue
        words = [(item.text or "").strip().lower().replace("_", " ") for item in work.iter(f"{rdf}li")]
        words = [word for word in dict.fromkeys(words) if 2 < len(word) < 30 and word not in NO_KEYWORDS]
        found.append((path, letters(work.findtext(f"{dc}title") or ""), words))
    shared = Counter(title.lower() for _, title, _ in found)
    for path, title, words in found:
        yield path, (letters(path.stem) if shared[title.lower()] > 3 or len(title) < 3 else title)[:80], words[:8]


def letters(text):
    """Removes digits and separators from file names."""
    return " ".join(re.sub(r"[_\W\d]+", " ", text).split())


def openclipart():
    seen = Counter()
    for path, title, words in described_drawings():
        key = (title.lower(), *words)
        # Skip further variants of the same drawing, which add nothing.
        if len(title) < 3 or not words or seen[key] == 3:
            continue
        drawn = render(path.read_bytes())
        if drawn is not None and drawn.std() > 4:
            seen[key] += 1
            yield drawn, {"split": split_of(title), "label": "", "title": title, "words": words}


def names_of_emoji():
    """Returns the (name, keywords) of each emoji, keyed by its code points without variation selectors, joined with
    "-". Skin tones and letter flags are excluded.
    """
    found = {}
    for row in json.loads((DRAWINGS / "emoji.json").read_text()):
        if row.get("group") is not None and "tags" in row:
            found[key_of(row["hexcode"])] = (row["label"], row["tags"])
    return found


def key_of(hexcode):
    return "-".join(part for part in hexcode.lower().split("-") if part != "fe0f")


def emoji_facts(name, tags):
    return {"split": split_of(name), "label": "", "title": name, "words": [tag for tag in tags if tag not in name][:8]}


def fluent_3d():
    for hexcode, (name, tags) in names_of_emoji().items():
        files = [path for path in (DRAWINGS / "fluent-3d").glob(f"{hexcode.split('-')[0]}*.webp") if key_of(path.stem) == hexcode]
        for path in files[:1]:
            yield pixels_of(path.read_bytes()), emoji_facts(name, tags)


def iconify(file):
    """Returns a function that yields those drawings of an icon set that are named after emoji."""

    def drawings():
        icons = json.loads((DRAWINGS / file).read_text())
        named = {re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-"): (name, tags) for name, tags in names_of_emoji().values()}
        for name, icon in icons["icons"].items():
            if name not in named:
                continue
            side = [icon.get(key, icons.get(key, 16)) for key in ("width", "height")]
            svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side[0]} {side[1]}">{icon["body"]}</svg>'
            drawn = render(svg.encode())
            if drawn is not None:
                yield drawn, emoji_facts(*named[name])

    return drawings


SOURCES = {
    "clothing": clothing,
    "grocery": grocery,
    "fluent-3d": fluent_3d,
    "fluent-flat": iconify("fluent-flat.json"),
    "noto": iconify("noto.json"),
    "openclipart": openclipart,
}

if __name__ == "__main__":
    for name, archive in (("clothing", "clothing-small-160"), ("grocery", "grocery-small-128")):
        (WORK / name).mkdir(parents=True, exist_ok=True)
        if not any((WORK / name).iterdir()):
            subprocess.run(["tar", "xf", DATA / archive / f"{archive}.tar", "-C", WORK / name], check=True)
    rows, lines = [], []
    for source, drawings in SOURCES.items():
        first = len(rows)
        for pixels, facts in drawings():
            rows.append(pixels)
            lines.append(json.dumps({"source": source, **facts}, ensure_ascii=False))
        print(f"{source}: {len(rows) - first:,}", flush=True)
    np.save(WORK / "pictures.npy", np.stack(rows))
    (WORK / "pictures.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
