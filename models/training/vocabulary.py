"""The pieces (lower-case WordPiece) into which a language's texts are split.

`tokenizers` learns the most frequent letter sequences. In highly inflected languages, every form becomes a rare piece of
its own. The vocabulary of Russian therefore combines the first TRAINED of these pieces, ENDINGS endings, and Snowball
stems in the remaining space. Since the longest match is taken first, a word is split into its stem and its ending.
Polish and French gained nothing from this (decision 55).
"""

import collections
import re

import snowballstemmer
from tokenizers import BertWordPieceTokenizer

import tokens
from paths import WORK

PIECES = 16_000
MORE_PIECES = {"ru": 17_000}
SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]")
STEMMED = {"ru": "russian"}
TRAINED, ENDINGS = 4_000, 400
SHORTEST = 3  # minimum letters of a stem


def trained(language, texts, most):
    """Returns up to `most` pieces: special ones and letters first, then the others in merge order."""
    tokenizer = BertWordPieceTokenizer(lowercase=True, strip_accents=language in tokens.WITHOUT_MARKS)
    tokenizer.train_from_iterator(texts, vocab_size=most, min_frequency=2, limit_alphabet=400, special_tokens=[*SPECIAL, "[MASK]"], show_progress=False)
    pieces = sorted(tokenizer.get_vocab().items(), key=lambda item: item[1])
    return [piece for piece, _ in pieces if piece != "[MASK]"]


def stemmed(pieces, stemmer, texts, weights, most):
    """Returns up to `most` pieces: the first ones of `pieces`, then the endings and stems that are most frequent in the
    weighted texts."""
    words, stems, endings = collections.Counter(), collections.Counter(), collections.Counter()
    for text, weight in zip(texts, weights):
        for word in re.findall(r"[^\W\d_]+", text.lower()):
            words[word] += weight
    for word, n in words.items():
        stem = stemmer.stemWord(word)
        if not word.startswith(stem) or len(stem) < SHORTEST:
            stem = word
        stems[stem] += n
        if word != stem:
            endings[f"##{word[len(stem):]}"] += n
    ranked = [*pieces[:TRAINED], *(ending for ending, _ in endings.most_common(ENDINGS)), *(stem for stem, _ in stems.most_common())]
    return list(dict.fromkeys(ranked))[:most]


def make(language, texts, weights):
    """Writes WORK/<language>/vocabulary.txt."""
    most = MORE_PIECES.get(language, PIECES)
    pieces = trained(language, texts, most)
    if language in STEMMED:
        pieces = stemmed(pieces, snowballstemmer.stemmer(STEMMED[language]), texts, weights, most)
    (WORK / language / "vocabulary.txt").write_text("\n".join(pieces) + "\n", encoding="utf-8")
