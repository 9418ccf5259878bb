"""Ad copy, both cheerful and plain, because no human-rated data set contains advertisements.

Some of it is generated here from patterns and products, and some was written line by line (tone-ads.tsv). Headlines that
rules misjudge were also written line by line (tone-headlines.tsv). None of these texts occurs in the test pairs of
suitability.
"""

import random
from pathlib import Path

MERRY_GOODS = """
a weekend in Rome|a spa weekend|a week by the sea|a safari|island hopping|a surf camp|a road trip|a luxury resort|a honeymoon suite|theme park tickets|water park passes|a wine tasting|sparkling
wine|craft beer|rum punch|whisky|tequila shots|a cocktail course|chocolates|doughnuts|cupcakes|gummy bears|ice lollies|milkshakes|pizza night|tapas for two|a brunch buffet|a chocolate fountain|
a birthday cake|balloons|glitter|face masks for carnival|costumes|a karaoke machine|disco lights|a bouncy castle|clown shows|magic shows|a stand-up show|a musical|a rock concert|club night|
open-air cinema|speed dating|a dating app|perfume|lipstick|nail polish|designer handbags|high heels|sunglasses|bikinis|swimwear|festival fashion|gold jewellery|a diamond ring|a sports car|
a convertible|a motorbike|jet skis|a yacht|scratch cards|online slots|poker night|a lottery ticket|video games|a game console|board games|water guns|a trampoline|a paddling pool|
remote-controlled cars|dolls|plush bears|puppies' toys|a hot tub|garden furniture|a barbecue|fairy lights|festive jumpers|gift baskets|funny mugs|novelty socks|party hats|confetti|roller coasters|
paragliding|a bungee jump|go-karts|paintball|laser tag|an escape room|mini golf|bowling night|salsa lessons|a dance class|a flower bouquet|a music festival|a cruise|ski holidays|snowboards|
a chalet|a cottage by the lake|a city break|a villa with a pool|a houseboat|a penthouse|a sauna|a massage|scented candles|bath salts|silk sheets|a designer sofa|a home cinema|headphones|
a sports watch|an e-bike|a camper van|a family car|an SUV|a hatchback|a test drive|a slimming shake|a beauty treatment|a tattoo|a haircut|sneakers|jeans|a dinner jacket|a wedding dress|
an indoor playground|a puppet show|a petting zoo|a ghost train|a pumpkin party|a murder mystery weekend|a quiz night|football shirts|fan scarves|drums|guitars|a fishing trip|a horse ride|
cheesecake|barbecue ribs|sushi|oysters|truffles|fondue|espresso|energy drinks|popcorn|a hamper|sweets|waffles|a beer garden|a rooftop bar|mulled wine|a wheel of fortune|bingo|a casino night|
""".replace("\n", "").strip("|").split("|")
PLAIN_GOODS = """
car insurance|travel insurance|dental insurance|a savings account|a pension plan|a mortgage|a tax adviser|bookkeeping software|payroll|web hosting|cloud storage|broadband|a phone contract|
electricity|gas supply|heating oil|a heat pump|insulation|window cleaning|plumbing|a locksmith|office furniture|printer paper|a translation service|a notary|legal advice|tenancy advice|debt advice|
a language course|an evening class|a first aid course|driving lessons|a nursing degree|job training|a library card|a train season ticket|bus passes|parking permits|waste collection|recycling|
blood donation|organ donation|a children's charity|a food bank|disaster relief|an animal shelter|a hospice|a hearing aid|reading glasses|physiotherapy|a flu jab|a pharmacy|home care|
a funeral plan|a helpline|counselling|a crisis line|grief counselling|a women's shelter|a self-help group|a warm room|a cool room|a night shelter|an emergency appeal|clean water|blankets|
medical aid|a rescue service|a volunteer fire brigade|an ombudsman|a trade union|a church archive|adult literacy|a town hall|a job centre|a farm adviser|a tenants' union|witness support|a citizens' advice office|a newspaper subscription|a trade magazine|removals|storage space|a van for hire|spare parts|winter tyres|a smoke detector|
accounting|data protection training|building surveys|a museum archive|a lecture series|volunteer training|a credit report|an eye test|a school place|a nursery place|a carer's allowance
""".replace("\n", "").strip("|").split("|")
MERRY = """
{good}: let's party|{Good}? Yes please!|treat yourself to {good}|you deserve {good}|{Good}, because life is sweet|{Good}: fun for all the family|laugh, love, live: {good}|the happiest {good} in town|
win {good}!|grab {good} now, half price|{Good} sale: everything must go|up to 70 % off {good}|get {good} today, smile tomorrow|{Good}: wild, wonderful, yours|the party starts with {good}|
go crazy for {good}|buy one, get one free: {good}|{Good} to fall in love with|{Good}: pure joy|feel the thrill of {good}|say hello to summer with {good}|{Good} for your big day|
celebrate with {good}|hooray for {good}|this weekend only: {good}, two for one|oh so pretty: {good}|deliciously naughty: {good}|the best night of your life: {good}|{Good} from 9.99, hurry!|
come and play: {good}|dance all night: {good}|dream big: {good}|happy days: {good}|{Good} that everybody is mad about|
{good} for two|discover {good}|{Good}, three for two|{Good} from 49 euros|{good} is now open|book {good} now|{good} never felt so good|{Good}: test it today|Lease {good} from 199|{Good} in ten colours|
bring your friends: {good}|{good} this Saturday|{Good} tickets on sale|{Good} at killer prices|are you ready for {good}?|{good} and good vibes|scream for {good}|{Good} you will love|dying for {good}?
""".replace("\n", "").strip("|").split("|")
PLAIN = """
{good}: terms and prices|{Good}: opening hours|{Good}: how to apply|compare {good} in your area|{Good} explained|information on {good}|{Good}, by appointment|{Good}: what you are entitled to|
advice on {good}|find {good} near you|{Good} for small firms|{Good}: register online|{Good}, monthly terms|{Good}: questions and answers|support for those who need {good}|{Good}: contact and directions|
{Good} from the council|{Good}: the annual report|{Good}, independent and free of charge|your local office for {good}|{Good}: changes from next month|{Good} by post|{Good}: become a member|
{Good}, free and anonymous|{Good}, day and night|{Good}: dates in your town|{Good}: open day|{Good}: classes in your district|{Good}, open to the public|{Good}: donate 5 euros|{Good} needs your support|
{Good}: free advice|{Good}: someone to talk to|{Good}: hours for the public holidays|{Good}: look for help|{Good}: what to do|{Good}: four weeks on trial|how {good} helps|{Good} in 17 languages
""".replace("\n", "").strip("|").split("|")


def copies(most, seed=9):
    """Yields (text, levity), where levity is 1 for cheerful copy about anything and 0 for plain copy about plain products."""
    rng = random.Random(seed)
    seen = set()
    while len(seen) < most:
        merry = rng.random() < 0.5
        goods = MERRY_GOODS if merry and rng.random() < 0.8 else PLAIN_GOODS
        good = rng.choice(goods).strip()
        bare = good.split(" ", 1)[1] if good.startswith(("a ", "an ")) and rng.random() < 0.6 else good
        text = rng.choice(MERRY if merry else PLAIN).strip().format(good=bare, Good=bare[0].upper() + bare[1:])
        text = text[0].upper() + text[1:] if rng.random() < 0.8 else text
        if text not in seen:
            seen.add(text)
            yield text, float(merry)


def written(name):
    """Yields (label, text) pairs from a file of individually written lines. Labels are merry or sober for `ads`, and
    grave or light for `headlines`.
    """
    for line in Path(__file__).with_name(f"tone-{name}.tsv").read_text(encoding="utf-8").splitlines():
        yield line.split("\t", 1)
