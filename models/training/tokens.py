"""The packs' tokenizers (lower-case WordPiece), and strings to test them with.

    python tokens.py            writes the token ids that the TypeScript must reproduce, for every pack in models/
"""

import argparse
import json
import random

from tokenizers import BertWordPieceTokenizer

from paths import MODELS, REPOSITORY

MAX_TOKENS = 64
FIRST_PIECE = 4  # ids below it are [PAD], [UNK], [CLS], [SEP]
# English strips diacritics, like the vocabulary on which the English one is based. In other languages a letter with a
# diacritic is a different letter.
WITHOUT_MARKS = ("en",)
GOLDEN = REPOSITORY / "packages/sdk/test/unit/engine/pack/tokenizer-golden.json"

AWKWARD = [
    "", " ", "\t\n\r", "a", "A", "Z", "0", "é", "e\u0301", "É", "ÉCOLE", "naïve café", "Ångström", "A\u030angstro\u0308m", "ﬁnance", "ﬀ", "Straße",
    "STRASSE", "ẞ", "İstanbul", "ISTANBUL", "ıstanbul", "ΑΣ", "ΟΔΥΣΣΕΥΣ", "ὈΔΥΣΣΕΎΣ", "Ǆ ǅ ǆ", "Ω Ω", "K k", "Å Å", "µ μ", "ﬃ", "ĳ", "Œuvre œuvre", "Æ",
    "Zażółć gęślą jaźń", "Příliš žluťoučký kůň", "Łódź", "đ Đ", "ø Ø", "ł", "Tiếng Việt", "Việt Nam", "Đà Nẵng", "ñandú", "n\u0303", "ç", "c\u0327",
    "привет мир", "ПРИВЕТ", "Ёжик ёлка", "й Й", "и\u0306", "Україна ї", "Ђурђевак", "Қазақстан", "ქართული", "Ქ", "Հայերեն", "עברית", "שָׁלוֹם", "العربية",
    "مُحَمَّد", "کتاب", "هـــا", "हिन्दी", "क्षेत्र", "தமிழ்", "বাংলা", "ไทย ภาษา", "ລາວ", "မြန်မာ", "ខ្មែរ", "አማርኛ", "ᏣᎳᎩ", "ꭰ", "日本語", "東京タワー",
    "カタカナ", "ﾊﾝｶｸ", "ガ", "カ\u3099", "ひらがな", "中文", "中文abc中文", "漢字kanji漢字", "한국어", "한", "한국어 텍스트 abc", "㐀", "𠀀", "𪜀𫝀", "豈", "々〆", "〇",
    "、。「」", "！？", "ＡＢＣ", "ｆｕｌｌ ｗｉｄｔｈ", "１２３", "①②③", "½ ⅓", "²³", "H₂O", "E=mc²", "x²+y²", "Ⅷ ⅷ", "№ 5", "℃ ℉", "™ ® ©", "€100", "£5", "¥", "₹ 500",
    "₿", "¢", "$5.99", "100%", "50‰", "1,000,000", "3.14159", "1/2", "10:30", "2026-11-24", "24/11/2026", "+1 (555) 010-9999", "a@b.example", "http://example.org/a?b=c&d=e#f",
    "www.example.org", "C++", "C#", ".NET", "node.js", "f(x)=y", "a_b_c", "snake_case_word", "camelCaseWord", "kebab-case-word", "#hashtag", "@mention", "~/x", "a\\b", "\\n",
    "<b>bold</b>", "<img src=x onerror=alert(1)>", "&amp;", "&lt;script&gt;", "{{template}}", "${x}", "`code`", "\"quoted\"", "'single'", "“curly”", "‘single curly’", "it's", "it’s",
    "don't", "DON'T", "rock'n'roll", "o'clock", "l'été", "d'Artagnan", "«guillemets»", "„Gänsefüßchen“", "em—dash", "en–dash", "minus−sign", "hyphen‐hyphen", "non‑breaking",
    "soft\u00adhyphen", "zero\u200bwidth", "zero\u200cwidth", "zero\u200djoiner", "word\u2060joiner", "bom\ufeffbom", "\ufefftext", "rtl\u200fmark", "\u202eoverride\u202c", "\u2066isolate\u2069",
    "nul\x00nul", "\x00", "bell\x07", "esc\x1b[31m", "del\x7f", "c1\x80c1", "nel\x85nel", "replacement\ufffdchar", "\ufffd", "private\ue000use", "\U000f0000", "unassigned\u0378x", "\ufdd0",
    "\U0001fffe", "tab\tbetween", "new\nline", "carriage\rreturn", "vertical\x0btab", "form\x0cfeed", "nbsp\u00a0space", "ogham\u1680space", "en\u2002space", "em\u2003space", "thin\u2009space",
    "hair\u200aspace", "line\u2028separator", "para\u2029separator", "narrow\u202fnbsp", "math\u205fspace", "ideographic\u3000space", "mongolian\u180evowel", "  many   spaces  ", "trailing ",
    " leading", "😀", "😀😀😀", "👍🏽", "👨‍👩‍👧‍👦", "🏳️‍🌈", "🇫🇷🇩🇪", "❤️", "❤", "☎️", "☺", "✓", "✔️", "→", "←↑↓", "★★★☆☆", "•bullet", "…", "...", "‥", "·", "◆", "■□", "♪♫", "♥", "☃", "⚡️fast",
    "hi😀there", "text❤️text", "🎉 Sale! 🎉", "a\u0301", "a\u0301\u0302\u0303\u0304", "Z̸̢̛̫̳a̷̢l̶g̵o̴", "\u0301", "\u0301abc", "\u20e3", "1️⃣", "क\u094d", "\u0e33", "\u3099", "\u1ab0x", "\u1dc4y",
    "o\u0338", "≠ =\u0338", "∑∏∫", "α β γ", "∀x∈ℝ", "ℝ ℤ ℵ", "𝒜𝓑𝔠", "𝟘𝟙", "𝐛𝐨𝐥𝐝", "ⓐⓑ", "🄰", "ʰʲ", "ˈfəʊnɛtɪks", "ŋ", "ʃ", "ˌ", "ʼn ŉ", "ǰ", "ẖ", "ﬗ", "ᾳ ᾼ", "ΐ", "ς σ Σ",
    "antidisestablishmentarianism", "pneumonoultramicroscopicsilicovolcanoconiosis", "a" * 99, "a" * 100, "a" * 101, "ab" * 60, "é" * 100, "e\u0301" * 100, "中" * 70, "😀" * 101, "x" * 5000,
    "supercalifragilisticexpialidocious " * 10, "word " * 100, "word," * 100, ("longword" * 20 + " ") * 3, "!" * 80, "!?" * 50, "1" * 120, "1 " * 80, "-" * 101, "\u0301" * 200, "\u200b" * 50, "a\u200b" * 60,
    "[CLS]", "[SEP]", "[PAD] x", "[UNK]", "[MASK]", "[cls] [sep]", "a [SEP] b", "##ing", "## ing", "play##ing", "##", "#", "[", "]", "[]", "^", "$", "+", "<", "=", ">", "|", "~", "`", "^_^", ":-)", "¯\\_(ツ)_/¯",
    "__proto__", "constructor", "toString", "hasOwnProperty", "null", "undefined", "NaN", "true", "0x1F", "1e10", "-0", "∞", "\u061c", "\u2063", "\u00b7", "\u00a7 12", "\u00b6", "¡Hola! ¿Qué?", "\u055a", "\u05be", "\u060c",
    "\u0964", "\u0e2f", "\u1361", "\u166e", "\u16eb", "\u2e3a", "\u3003", "\ufe10", "\uff0c", "\U00010100", "\U0001039f", "\u2044", "\u2052", "\u20a0", "\u2100", "\u2190", "\u02c6", "\u00a8", "\u00b4", "\u00b8", "\u037e", "\u0387",
    "Breaking: markets fall 3.2% as oil hits $90", "How to make sourdough bread at home", "NASA's James Webb telescope spots a galaxy", "10 Things You Didn't Know About Cats", "iPhone 15 Pro Max 256GB – Blue Titanium",
    "Café Müller’s crème brûlée", "THE QUICK BROWN FOX", "the-quick-brown-fox", "thequickbrownfox", "U.S.A. vs. U.K.", "Ph.D.", "e.g., i.e.", "R&B", "AT&T", "24/7", "9to5", "B2B", "Covid-19", "1st 2nd 3rd", "’90s", "rock & roll",
    "What's the point?", "Jalapeño", "Beyoncé", "Motörhead", "Sigur Rós", "Dvořák", "Þór", "ðe", "Tchaïkovski", "Škoda", "Çelik", "İzmir'de", "I\u0307", "i\u0307", "ǅ", "\u1e9e", "\u0130\u0131", "\u2126", "\u212a", "\u212b",
]


def load(path, language="en"):
    """Returns the language's tokenizer with the vocabulary at `path`, truncated at MAX_TOKENS."""
    tokenizer = BertWordPieceTokenizer(str(path), lowercase=True, strip_accents=language in WITHOUT_MARKS)
    tokenizer.enable_truncation(MAX_TOKENS)
    return tokenizer


def awkward_strings():
    """Returns the strings in AWKWARD, and mixtures of their parts."""
    rng = random.Random(7)
    short = [text for text in AWKWARD if 0 < len(text) < 40]
    mixed = [rng.choice(("", " ", "-", "\u00a0")).join(rng.sample(short, rng.choice((2, 3, 4)))) for _ in range(200)]
    return list(dict.fromkeys(AWKWARD + mixed))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("languages", nargs="*", help="whose vocabularies stand in models/; default: all")
    languages = parser.parse_args().languages or sorted(path.parent.name.removeprefix("encoder-") for path in MODELS.glob("encoder-*/vocabulary.txt"))
    texts = awkward_strings()
    ids = {}
    for language in languages:
        path = MODELS / f"encoder-{language}" / "vocabulary.txt"
        tokenizer = load(path, language)
        ids[language] = [tokenizer.encode(text).ids for text in texts]
    lines = ",\n".join(json.dumps(text, ensure_ascii=True) for text in texts)
    rows = ",\n".join(f'"{language}":' + json.dumps(of_language, separators=(",", ":")) for language, of_language in ids.items())
    GOLDEN.write_text(f'{{"maxTokens":{MAX_TOKENS},"texts":[\n{lines}\n],"ids":{{\n{rows}\n}}}}\n', encoding="utf-8")
    print(f"{len(texts)} strings in {', '.join(ids)}")
