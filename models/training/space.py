"""The vector space shared by all packs: 128 dimensions onto which every teacher's vectors are mapped.

    python space.py            fits it to the available English shards, writes inkling-1.npz, prints how much it preserves
    python space.py level      recomputes the mean position of English news from written texts (written/en-news.txt), and updates the file

`inkling-1.npz` is committed, so that packs of other languages can be made without the English texts. A refitted space
needs a new name, here and in export.py, and all packs must be rebuilt.

An English text's position consists of the first 128 principal components of its mpnet and centred e5 vectors,
concatenated with squared weights of 1 − SHARE and SHARE: mpnet is better at topics, e5 at sentence meaning. Components
are uncentred, which preserves cosines. They are sorted by size, so that the first 64 or 32 are useful on their own (as
in Matryoshka, Kusupati et al. 2205.13147).

A text in another language is mapped linearly from its concatenated e5 and USE vectors, or from one of them. The map is
a ridge regression fitted to the English texts, without parallel data. It leaves each language offset from English: the
mean position of its news differs from that of English news by .35 or more (both were written for this purpose). This
offset is subtracted (`levelled`).
"""

import json
import sys

import numpy as np

import teachers
import texts as corpora
from paths import HERE

SHARE = 0.25
WIDTH = 128
RIDGE = 3.0
APART = 0.9
FILE = HERE / "inkling-1.npz"
ROWS = 60_000  # texts for computing the components


def unit(vectors):
    return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)


def beside(mpnet, e5, e5_mean):
    """Concatenates the vectors of both teachers, (N, 768) and (N, 384), to (N, 1152) of unit length. Target
    similarities are computed from these.
    """
    centred = unit(e5.astype(np.float32) - e5_mean)
    return np.concatenate([np.sqrt(1 - SHARE) * mpnet.astype(np.float32), np.sqrt(SHARE) * centred], 1)


def foreign(e5, use, e5_mean):
    """Concatenates e5 (N, 384) and USE (N, 512), one of which may be None. Returns the map's input: (N, 896), (N, 384) or
    (N, 512), of unit length.
    """
    if use is None:
        return unit(e5.astype(np.float32) - e5_mean)
    if e5 is None:
        return use.astype(np.float32)
    return np.concatenate([unit(e5.astype(np.float32) - e5_mean), use.astype(np.float32)], 1) * np.float32(np.sqrt(0.5))


def apart(e5, use):
    """Like the function above, but centres each teacher's vectors by subtracting APART times their mean over these
    texts. Target similarities in other languages are computed from the result.
    """
    centred = [unit(vectors - APART * vectors.mean(0)) for vectors in (e5, use) if vectors is not None]
    return np.concatenate(centred, 1) / np.float32(np.sqrt(len(centred)))


class Space:
    def __init__(self):
        stored = {name: values.astype(np.float32) for name, values in np.load(FILE).items()}
        self.e5_mean, self.components = stored["e5_mean"], stored["components"]
        self.news = stored["news"]  # (128), the mean position of English news
        self._maps = {(True, True): stored["map"], (True, False): stored["map_e5"], (False, True): stored["map_use"]}

    def english(self, mpnet, e5):
        """Returns the positions of English texts: (N, 128), of unit length."""
        return unit(beside(mpnet, e5, self.e5_mean) @ self.components)

    def other(self, e5, use):
        """Returns the positions of texts in another language: (N, 128), of unit length. One of the arguments may be None."""
        mapping = self._maps[e5 is not None, use is not None]
        return unit(foreign(e5, use, self.e5_mean) @ mapping[:-1] + mapping[-1])

    def levelled(self, places, news):
        """Shifts a language's positions (N, 128) so that the mean of its news (selected by a mask (N)) matches the mean
        of English news. Without news, positions are unchanged.
        """
        return unit(places - (places[news].mean(0) - self.news)) if news.any() else places


def ridge(given, wanted):
    """Fits a map from (N, D) to (N, 128). Returns it as (D + 1, 128), whose last row is the intercept, and the explained
    variance.
    """
    given = np.concatenate([given, np.ones((len(given), 1), np.float32)], 1)
    gram = given.T @ given
    mapping = np.linalg.solve(gram + RIDGE * np.eye(len(gram), dtype=np.float32), given.T @ wanted)
    return mapping, float(1 - np.square(unit(given @ mapping) - wanted).sum() / np.square(wanted).sum())


def fit():
    mpnet, e5, use = (teachers.vectors("en", name) for name in ("mpnet", "e5", "use"))
    rows = min(len(mpnet), len(e5))
    e5_mean = e5[:ROWS].astype(np.float32).mean(0)
    sample = beside(mpnet[: min(rows, ROWS)], e5[: min(rows, ROWS)], e5_mean)
    _, values, components = np.linalg.svd(sample, full_matrices=False)
    components = components[:WIDTH].T  # (1152, 128)
    kept = float((values[:WIDTH] ** 2).sum() / (values**2).sum())
    rows = min(rows, len(use))
    wanted = unit(beside(mpnet[:rows], e5[:rows], e5_mean) @ components)
    both, explained = ridge(foreign(e5[:rows], use[:rows], e5_mean), wanted)
    by_e5, explained_e5 = ridge(foreign(e5[:rows], None, e5_mean), wanted)
    by_use, explained_use = ridge(foreign(None, use[:rows], e5_mean), wanted)
    arrays = {"e5_mean": e5_mean, "components": components, "map": both, "map_e5": by_e5, "map_use": by_use, "news": mean_of_news(wanted)}
    np.savez(FILE, **{name: values.astype(np.float16) for name, values in arrays.items()})
    print(json.dumps({"texts": rows, "kept by 128 components": round(kept, 4), "explained by the maps": [round(share, 4) for share in (explained, explained_e5, explained_use)]}))


def mean_of_news(places):
    """Returns the mean position (128) of the written news among the leading English texts (N, 128)."""
    domains = [group["d"] for group in corpora.groups() for _ in group["t"]][: len(places)]
    return places[np.array(domains) == "en-news"].mean(0)


def level():
    stored = dict(np.load(FILE))
    mpnet, e5 = teachers.vectors("en", "mpnet"), teachers.vectors("en", "e5")
    rows = min(len(mpnet), len(e5))
    stored["news"] = mean_of_news(Space().english(mpnet[:rows], e5[:rows])).astype(np.float16)
    np.savez(FILE, **stored)
    print(f"news: {np.linalg.norm(stored['news'].astype(np.float32)):.3f} from the middle")


if __name__ == "__main__":
    level() if sys.argv[1:] == ["level"] else fit()
