"""Training data for tone: texts with human ratings of valence (VADER's ground truth) or emotion (GoEmotions), headlines
that rules label as grave or not, and cheerful and plain texts, which are ad copy (tone_copies.py) or titles labelled by
community. Examples of what rules and communities get wrong were written individually.

VADER's four sources are split by a hash of the snippet into 80% train, 10% dev and 10% test. GoEmotions has its
own split. Its 27 emotions are grouped as by its authors, following Ekman (Demszky et al. 2020, arXiv:2005.00547, section
4.1).
"""

import csv
import gzip
import hashlib
import html
import io
import lzma
import re

import proxy
import tone_copies
from paths import DATA

SOURCES = ("tweets", "movieReviewSnippets", "nytEditorialSnippets", "amazonReviewSnippets")
GROUPS = ("anger", "disgust", "fear", "joy", "sadness", "surprise", "neutral")
OF_GROUP = {
    "anger": "anger annoyance disapproval",
    "disgust": "disgust",
    "fear": "fear nervousness",
    "joy": "joy amusement approval excitement gratitude love optimism relief pride admiration desire caring",
    "sadness": "sadness disappointment embarrassment grief remorse",
    "surprise": "surprise realization confusion curiosity",
    "neutral": "neutral",
}
COPIES = 4_000
WRITTEN = 5  # oversampling factor of individually written texts
TITLES = 4_500  # per kind of community
ILL = ("anger", "disgust", "fear", "sadness")
LIKELY = 0.45  # valence of a comment whose emotions all have the same sign; about the mean of human ratings of tweets
MOST = 4.0  # ratings are −4 to 4


def _lines(path):
    with lzma.open(DATA / "train" / path, "rt", encoding="utf-8", errors="replace") as file:
        return [line.rstrip("\n") for line in file if line.strip()]


def clean(text):
    return re.sub(r"\s+", " ", html.unescape(text)).strip()[:300]


def part_of(name):
    digit = int(hashlib.sha256(name.encode()).hexdigest(), 16) % 10
    return "test" if digit == 0 else "dev" if digit == 1 else "train"


def valences():
    """Yields every snippet as (part, source, text, valence from −1 to 1)."""
    for source in SOURCES:
        for line in _lines(f"vader-groundtruth/{source}_GroundTruth.txt.xz"):
            number, rating, text = line.split("\t", 2)
            yield part_of(f"{source}/{number}"), source, clean(text), float(rating) / MOST


def emotions():
    """Yields every comment as (part, text, labels). There is one label, 0 or 1, for each of the 7 GROUPS."""
    names = [line.strip() for line in (DATA / "train/goemotions/labels.txt").read_text().split("\n") if line.strip()]
    group = [next(i for i, g in enumerate(GROUPS) if name in OF_GROUP[g].split()) for name in names]
    for part in ("train", "dev", "test"):
        for line in _lines(f"goemotions/{part}.tsv.xz"):
            text, labels, _ = line.rsplit("\t", 2)
            told = [0.0] * len(GROUPS)
            for label in labels.split(","):
                told[group[int(label)]] = 1.0
            yield part, clean(text), told


def likely_valence(told):
    """Derives a comment's valence from its emotions (7): −LIKELY, 0 or LIKELY, or None if they are ambiguous."""
    found = {name for name, is_told in zip(GROUPS, told) if is_told}
    if found == {"joy"}:
        return LIKELY
    if found == {"neutral"}:
        return 0.0
    return -LIKELY if found and found <= set(ILL) else None


# Matches headlines about people or animals who die, are hurt, ill or abused, or lose what they have. These are crude rules
# for headlines only, from which the head should learn to generalise to other wording.
GRAVE = re.compile(
    r"\b(?:dies|died|dead|deaths?|deadly|dying|fatal(?:ly|ity|ities)?|kill(?:s|ed|ing|ings)?|killers?|murder\w*|manslaughter|homicides?|slain|slay\w*|massacre\w*|suicides?|"
    r"funerals?|obituar\w+|mourn\w*|bur(?:ied|ial)|grave(?:s|yard)?|corpses?|bodies|victims?|casualt\w+|wounded|wounds|injur\w+|hospitali[sz]ed|critically|comatose|"
    r"bomb(?:s|ed|ing|ings|er|ers)?|explosions?|blasts?|shoot(?:ing|ings)|gunm[ae]n|gunfire|stabb\w+|behead\w*|tortur\w*|rap(?:e|ed|es|ist|ing)|abus(?:e|ed|ive|er)|assault\w*|"
    r"molest\w*|kidnap\w*|abduct\w*|hostages?|genocide|atrocit\w+|terror\w*|earthquakes?|tsunamis?|hurricanes?|cyclones?|typhoons?|tornado(?:es)?|floods?|flooding|"
    r"wildfires?|bushfires?|avalanches?|landslides?|mudslides?|famines?|starv\w+|drown\w*|epidemics?|pandemics?|outbreaks?|cancer|leuk[a]?emia|tumou?rs?|ebola|cholera|"
    r"recall(?:s|ed|ing) (?:\w+ ){0,3}(?:cars?|vehicles?|toys?|seats?|batter\w+|beef|meat|milk|food|drugs?|products?|models?)|contaminat\w+|salmonella|listeria|toxic|unsafe|faulty|hazard\w*|collaps\w+|"
    r"trapped|feared|rescuers?|missing|starv\w+|refugees?|evacuat\w+|survivors?|tragedy|tragic|disasters?|catastroph\w+|derail\w*|collisions?|capsiz\w+|missing (?:girl|boy|child|woman|man|teen\w*|plane|hiker)\w*|"
    r"(?:plane|train|bus|car|helicopter|jet|flight|air|highway) crash(?:es)?|crash(?:es|ed)? (?:in|into|near|off|kills?)|executed|execution|death row|layoffs?|lays off|laid off|famine)\b",
    re.I,
)
# Excludes the same words in jokes, games and fiction.
NOT_GRAVE = re.compile(
    r"\b(?:box office|film|movie|album|song|game|gamer|xbox|trailer|season|episode|novel|comedy|sequel|to die for|drop[- ]dead|killer (?:app|deal|whale)s?|deadpool|walking dead|"
    r"grateful dead|dead sea|bath bombs?|blast from the past|deadlines?|photo ?bomb\w*|sex bomb|zodiac|zombies?|sudden death|penalty|dead heat|grave mistake|cold case|stocks?|"
    r"market|markets|shares|injury list|terrorbird)\b",
    re.I,
)
# Words about play, festivities, pleasure and sales; a course or start-up whose text has none of these is plain.
MERRY = re.compile(
    r"\b(?:part(?:y|ies)|fun|funn(?:y|ier|iest)|hilarious\w*|laugh\w*|lol|jokes?|comed\w+|giggl\w*|happ(?:y|ier|iest)|happiness|joy\w*|cheer\w*|celebrat\w*|festiv\w*|birthdays?|carnival|"
    r"holidays?|vacations?|beach(?:es)?|sunshine|adventures?|romantic|romance|adorabl\w+|cut(?:e|est|eness)|sexy|delicious|yumm\w+|tasty|treats?|desserts?|cakes?|cupcakes?|cookies?|candy|"
    r"chocolate|ice cream|pizza|burgers?|cocktails?|beers?|wines?|champagne|drinks|gin|dance\w*|dancing|disco|concerts?|toys?|playful|awesome|amazing|magical|dreamy|gorgeous|stunning|"
    r"glamorous|luxur\w+|indulg\w*|bargains?|discounts?|half price|on sale|deals|prizes?|lucky|jackpot|casino|bingo|lottery|thrill\w*|selfies?|pranks?|memes?|puppies|puppy|kittens?|perfect|obsess\w*)\b",
    re.I,
)


def headlines():
    """Yields (part, text, 1 if grave, otherwise 0) for headlines, for news titles that aren't held out for the proxy,
    and for written headlines. Only a third of the titles that aren't grave are included.
    """
    yield from (row for row in _all_headlines() if row[2] or int(hashlib.md5(row[1].encode()).hexdigest(), 16) % 3 == 0)
    yield from _written("headlines", "grave")


def _written(name, truth):
    """Yields individually written texts as (part, text, 1 or 0). Training texts are repeated."""
    for label, text in tone_copies.written(name):
        part = part_of(text)
        yield from [(part, text, float(label == truth))] * (WRITTEN if part == "train" else 1)


def _all_headlines():
    for name in ("clickbait_data", "non_clickbait_data"):
        with gzip.open(DATA / f"train/clickbait/{name}.gz", "rt", encoding="utf-8") as file:
            yield from (_judged(line) for line in file if line.strip())
    for line in _lines("reddit-titles/reddit_titles_top300.tsv.xz"):
        community, _, title = line.split("\t", 2)
        if community in proxy.TOPICS and not proxy.is_held_out(title):
            yield _judged(title)


# Communities about pleasures and communities about duties. A title's label is the kind of its community.
PLEASURES = set(
    "food FoodPorn Baking recipes dessert pizza burgers BBQ beer beerporn homebrewing wine cocktails whiskey scotch vodka Coffee icecream candy chocolate travel backpacking solotravel beach skiing "
    "snowboarding surfing scuba Cruise LasVegas Disney disneyland rollercoasters camping festivals EDM electricdaisycarnival coachella Concerts Music dance burningman Halloween christmas birthday weddingplanning "
    "funny aww Jokes puns gifs memes AdviceAnimals cats dogs puppies Awww MakeupAddiction RedditLaqueristas femalefashionadvice malefashionadvice frugalmalefashion streetwear Sneakers jewelry Watches cars Autos "
    "carporn motorcycles bicycling longboarding skateboarding gaming Games boardgames lego toys Nerf poker gambling sex OkCupid happy pics GetMotivated partytime Drunk trees movies Standup comedy magic steamdeals "
    "GameDeals freebies deals giftideas crafts DIY knitting InteriorDesign RoomPorn hottub tattoos yoga fitness fishing golf paintball airsoft karaoke"
    .split()
)
DUTIES = set(
    "legaladvice law LawSchool Accounting tax taxes personalfinance Insurance RealEstate Nonprofit nonprofit AskDocs medicine nursing ems emergencymedicine pharmacy Dentistry psychology socialwork publichealth Teachers teaching "
    "education AskAcademia GradSchool college LibraryScience Libraries AskEngineers engineering civilengineering electricians Plumbing HomeImprovement HVAC sysadmin networking netsec programming learnprogramming excel "
    "Database webdev jobs resumes careerguidance smallbusiness Entrepreneur business Economics economy finance investing Banking government PublicPolicy urbanplanning transit trains energy environment recycling Agriculture "
    "farming disability deaf Blind caregivers Alzheimers diabetes Parenting Adoption translator linguistics languagelearning history AskHistorians genealogy Archivists philosophy math statistics chemistry askscience "
    "opensource linux AskNetsec techsupport AskLawyers volunteer charity"
    .split()
)


def pleasures():
    """Yields (part, text, 1 if merry, otherwise 0) for ad copy, for titles labelled by community, and for courses and
    start-ups, which are plain.
    """
    yield from ((part_of(text), text, merry) for text, merry in tone_copies.copies(COPIES))
    yield from _written("ads", "merry")
    counts = {1.0: 0, 0.0: 0}
    for line in _lines("reddit-titles/reddit_titles_top300.tsv.xz"):
        community, _, title = line.split("\t", 2)
        merry = 1.0 if community in PLEASURES else 0.0 if community in DUTIES else None
        text = clean(title)
        if merry is None or len(text) > 120 or GRAVE.search(text) or int(hashlib.md5(text.encode()).hexdigest(), 16) % 4:
            continue
        counts[merry] += 1
        if counts[merry] <= TITLES:
            yield part_of(text), text, merry
    for path, column in (("titles-udemy/udemy_courses.csv.xz", "course_title"), ("titles-startups/indian_startups_2021.csv.xz", "What it does")):
        for row in csv.DictReader(io.StringIO("\n".join(_lines(path)).lstrip("\ufeff"))):
            text = clean(row[column] or "")
            if 8 < len(text) < 120 and not MERRY.search(text):
                yield part_of(text), text, 0.0


def _judged(line):
    text = clean(line)
    grave = bool(GRAVE.search(text)) and not NOT_GRAVE.search(text)
    return part_of(text), text, float(grave)
