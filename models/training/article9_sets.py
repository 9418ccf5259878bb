"""Titles labelled with topics of article 9 of the GDPR: which communities have a topic, and which titles are for
fitting or testing.

    python article9_sets.py read > titles.tsv     titles of the test half to label by hand, as `hash <TAB> title`
    python article9_sets.py embed FOLDER          writes the texts whose vectors `article9.py` needs: FOLDER/LANGUAGE.jsonl

A community's name is a weak label for its titles. It is good enough for fitting, where one wrong label among thousands
doesn't matter. Results are measured on titles labelled one by one; `article9-labels.tsv` has these labels as `first 16 hex digits of
the title's SHA-256 <TAB> label`. The guideline is in README.md. Other languages have no communities, so titles were
written for them: `article9/training/` for training and, separately and without knowledge of the word lists, `article9/`
for measuring.
"""

import gzip
import hashlib
import json
import lzma
import re
import sys
from itertools import islice
from pathlib import Path

from article9_rules import RULES, topic_by_words
from paths import DATA, HERE, REPOSITORY

LABELS = HERE / "article9-labels.tsv"
TRAINING = HERE / "article9/training"
LANGUAGES = sorted(file.stem for file in TRAINING.glob("*.tsv"))

# Communities that are entirely about a topic, even if some of their titles don't reveal it.
TOPICS = {
    "health": """pregnant BabyBumps beyondthebump breastfeeding aspergers autism ADHD bipolar BipolarReddit depression
        Anxiety socialanxiety SuicideWatch diabetes stopdrinking cripplingalcoholism opiates MMJ medicine nursing ems
        pharmacy psych Health glutenfree stopsmoking psychopharmacology acne""",
    "religion": """Christianity islam exmuslim Judaism Catholicism Buddhism zen taoism atheism TrueAtheism
        atheismrebooted AdviceAtheists DebateAChristian DebateAnAtheist DebateReligion religion agnostic exmormon
        scientology Antitheism magicskyfairy aaaaaatheismmmmmmmmmm TheFacebookDelusion RepublicOfAtheism atheistvids
        GodlessWomen Freethought humanism CoffeeWithJesus askthelord PhilosophyofReligion atheismplus""",
    "politics": """politics PoliticalDiscussion PoliticalHumor Liberal Libertarian libertarianmeme LibertarianLeft
        democrats Republican Conservative progressive socialism communism Anarchism AnarchistNews Anarcho_Capitalism
        ronpaul GaryJohnson obama AmericanPolitics POLITIC NeutralPolitics moderatepolitics Ask_Politics ukpolitics
        CanadaPolitics internationalpolitics worldpolitics occupywallstreet GreenParty watchingcongress government
        gunpolitics politicalfactchecking""",
    "ethnic": "racism AsianParentStories",
    "sex": """lgbt gaybros askgaybros gaymers actuallesbians bisexual asexuality transgender asktransgender
        transpassing transtimelines genderqueer ainbow gay lgbtaww GaymersGoneMild LGBTrees sex TwoXSex sexpertslounge
        SexPositive nonmonogamy polyamory swinghouse DeadBedrooms pornfree NoFap crossdressing""",
    "genetics": "genetics",
}
# Communities that mention topics too often to count as being about something else, and too rarely to be labelled with a
# topic.
NEITHER = """SRSDiscussion SRSWomen SRSsucks SRSFunny ShitRedditSays TalesofPrivilege MensRights Feminism feminisms
    femmit women TwoXChromosomes TheGirlSurvivalGuide Equality news worldnews worldevents inthenews AnythingGoesNews
    NewsCrowd conspiracy conspiratard 911truth WikiLeaks SOPA restorethefourth MURICA Bad_Cop_No_Donut evolution
    evolutionReddit Israel Palestine northkorea NorthKoreaNews Pyongyang TrueReddit TrueTrueReddit Foodforthought
    indepthstories Economics austrian_economics economy geopolitics progun GunsAreCool timetolegalize climateskeptics
    PropagandaPosters ThanksObama polandball askashittydoctor MMFB offmychest confession confessions medicalschool
    premed Drugs askdrugs TripSit DrugNerds Nootropics occult gaaaaaaayyyyyyyyyyyy bigdickproblems TheRedPill
    fitgirls AskWomen AskMen relationships relationship_advice dating_advice lostgeneration whitepeoplegifs
    blackpeoplegifs asianpeoplegifs CivPolitics ColbertRally anonymous TumblrInAction collapse PostCollapse law
    circlebroke circlebroke2 skeptic marijuanaenthusiasts CriticalTheory sociology
    AskSocialScience childfree overpopulation ForeverAlone cannabis weed bioinformatics HorriblyDepressing""".split()
TOPIC_OF = {name: topic for topic, names in TOPICS.items() for name in names.split()}
# Topics with only one or two communities. Their titles are split individually instead of by community.
SPLIT_BY_TITLE = {"ethnic", "genetics"}
# Number of titles to label from each topic's communities.
READ = {"health": 230, "religion": 230, "politics": 230, "ethnic": 80, "sex": 230, "genetics": 40, "": 700}


def digest(text):
    """First 16 hex digits of a text's SHA-256, used as a reproducible pseudo-random order."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def all_titles():
    """Yields (community, title) pairs, with each title only once."""
    seen = set()
    with lzma.open(DATA / "train/reddit-titles/reddit_titles_top300.tsv.xz", "rt", encoding="utf8") as lines:
        next(lines)
        for line in lines:
            community, _, title = line.rstrip("\n").split("\t", 2)
            if title not in seen:
                seen.add(title)
                yield community, title


# The communities whose titles are used for testing: every second community of each topic, in digest order.
TESTING = {name for names in TOPICS.values() for name in sorted(names.split(), key=digest)[::2]}


def is_test(community, title):
    """Whether a title belongs to the test half. This depends on its community or, if the topic has too few communities,
    on the title itself."""
    topic = TOPIC_OF.get(community)
    if topic and topic not in SPLIT_BY_TITLE:
        return community in TESTING
    return int(digest(title if topic else community), 16) % 2 == 1


def halves():
    """Returns (fit, test), each a list of (digest, topic or "", community, title) sorted by digest."""
    fit, test = [], []
    for community, title in all_titles():
        topic = TOPIC_OF.get(community, "")
        if topic or community not in NEITHER:
            (test if is_test(community, title) else fit).append((digest(title), topic, community, title))
    return sorted(fit), sorted(test)


def drawn(test):
    """The titles of the test half that need labels: the first titles of each topic, in digest order."""
    left = dict(READ)
    for row in test:
        if left[row[1]] > 0:
            left[row[1]] -= 1
            yield row


def labels():
    """Returns the labels, keyed by digest. A label is a topic, `none`, or `unclear`."""
    return dict(line.split("\t") for line in LABELS.read_text("utf8").splitlines() if line)


# Sizes of the control sets, for which the share of recognised texts is reported. Each set contains the first texts in
# digest order.
HEADLINES = 800
PRODUCTS = 400
# How many titles to fit on, from the topics' communities and from all others. The first ones in digest order are taken.
TITLES = 18_000
OTHERS = 20_000
# Maximum number of additional titles and headlines found by keyword, per topic.
BY_WORDS = 150


def phrases():
    """The phrases of article9-phrases.ts, whose vectors initialise the prototypes."""
    source = (REPOSITORY / "packages/sdk/src/content/article9-phrases.ts").read_text("utf8")
    return re.search(r"'([^']+)'\.split", source)[1].split("|")


def headlines():
    """Newspaper headlines, which often do mention these topics."""
    with gzip.open(DATA / "train/clickbait/non_clickbait_data.gz", "rt", encoding="utf8") as lines:
        return sorted({line.strip() for line in lines if line.strip()}, key=digest)


def products():
    """Product names, hardly any of which should be recognised."""
    names = set()
    for file in sorted((DATA / "train/product-match").rglob("train.txt*.xz")):
        with lzma.open(file, "rt", encoding="utf8") as lines:
            for line in lines:
                names.update(re.findall(r"COL (?:title|name|Beer_Name|Song_Name) VAL (.+?)(?= COL |\t|$)", line))
    return sorted((name.strip(" \"")[:300] for name in names), key=digest)[:PRODUCTS]


def fitted(fit):
    """Returns the training rows, as (digest, topic or "", source, title): titles from the topics' communities, titles
    and headlines found by keyword, and other titles that contain none of the keywords.
    """
    rows = [row for row in fit if row[1]][:TITLES]
    by_topic = dict.fromkeys(RULES, 0)
    for source, titles in (("words", [row[3] for row in fit if not row[1]]), ("headlines", headlines()[HEADLINES:])):
        found = dict(by_topic)
        for title in titles:
            topic = topic_by_words(title)
            if topic and found[topic] < BY_WORDS:
                found[topic] += 1
                rows.append((digest(title), topic, source, title))
    others = (row for row in fit if not row[1] and not topic_by_words(row[3]))
    return rows + list(islice(others, OTHERS))


def written(language):
    """Yields (digest, label, title) for the training titles. A label is a topic, `none`, or `near` (close to a topic
    but not about it).
    """
    for line in (TRAINING / f"{language}.tsv").read_text("utf8").splitlines():
        label, title = line.split("\t")
        yield digest(title), label, title


def write_texts(folder):
    """Writes one file per language, one text per line."""
    fit, test = halves()
    texts_of = {language: [row[2] for row in written(language)] for language in LANGUAGES}
    texts_of["en"] = phrases() + [row[3] for row in [*drawn(test), *fitted(fit)]] + headlines()[:HEADLINES] + products() + texts_of["en"]
    for language, texts in texts_of.items():
        lines = [json.dumps({"id": digest(text), "text": text}, ensure_ascii=False) for text in dict.fromkeys(texts)]
        (folder / f"{language}.jsonl").write_text("\n".join(lines) + "\n", "utf8")


if __name__ == "__main__":
    if sys.argv[1:] == ["read"]:
        for row in sorted(drawn(halves()[1]), key=lambda row: digest(row[0])):
            print(row[0], row[3], sep="\t")
    elif sys.argv[1:2] == ["embed"] and len(sys.argv) == 3:
        write_texts(Path(sys.argv[2]))
    else:
        sys.exit("article9_sets: say `read`, or `embed FOLDER`.")
