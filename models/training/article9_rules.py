"""Words that reveal a topic of article 9. They are used to find training titles for topics without a community of their
own.

Only the prototypes ship, not these words. Low recall is acceptable, but precision must be high.
"""

import re

RULES = {
    topic: re.compile(words, re.IGNORECASE | re.VERBOSE)
    for topic, words in {
        "health": r"""\bcancer\b | diabet | alzheimer | \bhiv\b | pregnan | miscarriage | chemotherap | vaccin | antidepress
            | schizophren | epileps | diagnosed\ with | asthma | leuk[a]?emia | \btumou?r | transplant\ (?:patient|surgery)
            | malaria | cholera | \bebola | (?:swine|bird)\ flu | eating\ disorder | anorexi | bulimi | \bstillb | dementia
            | mental\ (?:illness|health) | suicid(?!e[-\ ](?:bomb|attack|car|squad|mission|truck)) | \brehab\b | wheelchair | \bautis""",
        "religion": r"""\bchurch(?:es)?\b | mosque | synagogue | \bbishop | \bpope\b | \bimam\b | rabbi\b | muslim | \bislam
            | \bchristian(?:s|ity)\b | \bjewish\b | \bjews\b | \bhindu | buddhis | \bqu?ran\b | \bbible\b | ramadan | vatican
            | atheis | \bevangelical | catholic | \bsikh""",
        "politics": r"""\bsenat(?:e|ors?)\b | \bcongress(?:man|woman)?\b | parliament | prime\ minister | \belections?\b
            | \bdemocrats?\b | \brepublicans?\b | labour\ party | \btor(?:y|ies)\b | \bobama | \bromney\b | \bclinton\b
            | \bputin\b | \bmerkel\b | sarkozy | referendum | lawmakers | \bsocialis[mt] | \bcommunis[mt] | libertarian
            | \bgop\b | conservatives | liberals\b | \bpro-?life\b | government\ shutdown | coalition\ (?:talks|government)""",
        "ethnic": r"""racis[tm] | racial(?:ly)?\b | immigra | refugees?\b(?!.*emacs) | asylum\ seeker | \bdeport(?:ed|ation)
            | black\ (?:people|community|americans?) | white\ (?:people|supremac|privilege) | african[-\ ]americans?
            | native\ americans? | \b(?:asian|mexican|chinese|arab)[-\ ]americans? | latinos?\b | hispanic | xenophob
            | aborigin | indigenous\ (?:people|communit|australian) | apartheid | ethnic\ (?:minorit|cleans|violence)
            | \bantisemit | anti-semit""",
        "sex": r"""\bgays?\b | lesbian | transgender | transsexual | bisexual | same-?sex | homosexual | homophob | \blgbt
            | masturbat | orgasm | threesome | polyamor | asexual | having\ sex | sex\ life | coming\ out\ (?:as|to\ my)""",
        "genetics": r"""\bdna\b(?!\s*\|) | \bgenom | \bgenetic(?:s|ally|ist)?\b | \bgenes?\b(?!\s+[A-Z]) | chromosom
            | hereditary""",
        "union": r"""\b(?:trade|labou?r|teachers'?|workers'?)\ unions?\b | unioni[sz](?:e|ing|ation|ed)
            | (?<!soviet\ )(?<!credit\ )(?<!civil\ )union[-\ ](?:busting|rep|leader|member|worker|dues|boss)
            | (?:workers?|teachers?|miners?|nurses?|drivers?|employees?|staff|pilots?|writers)\b.{0,20}\bstrike\b
            | picket\ line | collective\ bargaining | general\ strike | \bstrike\ (?:ends|enters|over)""",
    }.items()
}


def topic_by_words(title):
    """The first topic revealed by a word in the title, or ""."""
    return next((topic for topic, words in RULES.items() if words.search(title)), "")
