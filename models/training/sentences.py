"""Generates sentences of kinds for which there is no free data set: captions of everyday scenes, ad copy, questions.

Every sentence comes in a small group of variants (another actor, another action, an additional word), so that a batch
has pairs that are similar but not identical; the teacher decides how similar.
"""

import random

PEOPLE = (
    "a man|a woman|a boy|a girl|a child|a baby|a toddler|a young man|a young woman|an old man|an elderly woman|a group of people|"
    "two men|two women|two girls|two boys|three children|a couple|a family|a crowd|a guy|a lady|a person|someone|people|kids|"
    "a cook|a doctor|a farmer|a soldier|a nurse|a teacher|a fisherman|a painter|a singer|a band|a cyclist|a climber|a skier|"
    "a surfer|a runner|a football player|a goalkeeper|a basketball player|a tennis player|a dancer|a tourist|a waiter|a worker"
).split("|")
ANIMALS = (
    "a dog|a cat|a horse|a small dog|a black dog|a brown and white dog|two dogs|a kitten|a puppy|a bird|a parrot|a duck|a cow|"
    "a sheep|a goat|a monkey|an elephant|a tiger|a lion|a panda|a rabbit|a hamster|a squirrel|a fox|a bear|a fish|a turtle|a zebra"
).split("|")
ACTS = (
    "playing the guitar|playing the piano|playing a flute|playing the violin|playing the drums|playing football|playing chess|"
    "playing cards|slicing an onion|chopping carrots|cutting a tomato|peeling a potato|cooking pasta|frying an egg|baking bread|"
    "pouring oil into a pan|mixing dough in a bowl|stirring a pot of soup|grating cheese|eating a banana|eating noodles|drinking coffee|"
    "drinking water|riding a bicycle|riding a horse|riding a motorcycle|driving a car|rowing a boat|paddling a canoe|flying a kite|"
    "walking on the beach|running along the road|climbing a rock face|swimming in the sea|jumping into a pool|surfing a wave|"
    "skiing down a slope|skating on the ice|dancing on a stage|singing into a microphone|reading a newspaper|reading a book|"
    "writing a letter|typing on a laptop|talking on the phone|taking a photograph|painting a wall|drawing a picture|sawing wood|"
    "hammering a nail|lifting weights|doing push-ups|throwing a ball|kicking a ball|catching a frisbee|shooting a gun|"
    "sitting on a bench|standing in line|lying on the grass|sleeping on a sofa|waiting for a bus|looking out of a window|"
    "holding a baby|brushing her hair|putting on make-up|washing the dishes|folding laundry|sweeping the floor|feeding the birds|"
    "walking a dog|milking a cow|picking flowers|cutting paper|opening a box|carrying a bag|pushing a cart|crossing the street|"
    "smiling at the camera|crying|laughing|waving a flag|shaking hands|hugging|arguing|speaking to reporters|giving a speech"
).split("|")
ANIMAL_ACTS = (
    "running through a field|running on the beach|jumping over a fence|jumping into the water|swimming in a lake|chasing a ball|"
    "catching a stick|sleeping on a bed|lying in the sun|eating grass|eating from a bowl|drinking milk|playing in the snow|"
    "playing with a toy|standing on a rock|sitting by the window|looking at the camera|climbing a tree|barking at a stranger|"
    "carrying a stick in its mouth|walking in the mud|shaking off water|licking its paw|rolling on the ground"
).split("|")
PLACES = (
    "in a park|in the kitchen|in the street|at night|in the rain|on a stage|in front of a house|near a lake|on a mountain|in a city|"
    "at the market|in a restaurant|at a party|on a train|at the airport|in an office|in a hospital|in a church|on a sunny day|"
    "under a tree|by the river|in the snow|in the desert|beside a fountain|outside a shop|on a bridge|in a stadium|in a classroom"
).split("|")
LOOKS = (
    "in a red shirt|in a blue jacket|in a white dress|with a hat|with sunglasses|in a black coat|with a backpack|in uniform|"
    "with long hair|in a yellow raincoat|with a beard|in jeans"
).split("|")
THINGS = (
    "running shoes|a winter coat|noise-cancelling headphones|a coffee machine|a garden hose|a cordless drill|a yoga mat|a tent|"
    "car insurance|a savings account|a phone plan|broadband|a cruise|city breaks|cheap flights|a hotel by the sea|a weekend in Rome|"
    "organic vegetables|dog food|cat litter|baby clothes|a pushchair|school books|a laptop|a tablet|a smart watch|a television|"
    "a mattress|a sofa|bed linen|curtains|paint|kitchen knives|a frying pan|a blender|a bicycle|a helmet|hiking boots|a rucksack|"
    "a fishing rod|golf clubs|a guitar|a piano|concert tickets|theatre tickets|a museum pass|a language course|a cookery class|"
    "a gym membership|vitamins|sun cream|perfume|lipstick|a wedding ring|flowers|a birthday cake|chocolates|red wine|craft beer|tea|"
    "a mortgage|solar panels|a heat pump|an electric car|winter tyres|a used car|a camera|a telescope|a chess set|board games|"
    "a video game|a crime novel|cook books|a newspaper subscription|a podcast|a charity run|blood donation|a job fair|voting by post"
).split("|")
ADS = (
    "save {n}% on {x}|{x}: now from ${n}|new in: {x}|buy {x} online|free delivery on {x}|the best {x} of the year|compare {x} in minutes|"
    "{x} for beginners|{x} made simple|get {x} today and pay later|everything you need to know before buying {x}|"
    "five reasons to choose {x}|win {x}|last chance: {x}|{x}, tested by experts|gift idea: {x}|try {x} free for {n} days"
).split("|")
QUESTIONS = (
    "how do I choose {x}?|where can I buy {x}?|is {x} worth the money?|how much does {x} cost?|what is the best {x}?|"
    "should I get {x}?|what should I look for in {x}?|why is {x} so expensive?|how long does {x} last?|can I return {x}?"
).split("|")
FORMS = ("{a} {is} {v}", "{a} {v}", "{a} {v} {p}", "{a} {is} {v} {p}", "{a} {l} {is} {v}", "{a} {l} {v} {p}", "there {is} {a} {v}", "{a} {was} {v}")
PLURAL = ("two", "three", "people", "kids")


def _scene(rng, parts, form):
    plural = parts["a"].startswith(PLURAL)
    negated = " not" if rng.random() < 0.06 else ""
    verbs = {"is": ("are" if plural else "is") + negated, "was": ("were" if plural else "was") + negated}
    text = form.format(**parts, **verbs)
    return text[0].upper() + text[1:] + ("." if rng.random() < 0.6 else "")


def _scene_group(rng):
    animal = rng.random() < 0.25
    subjects, acts = (ANIMALS, ANIMAL_ACTS) if animal else (PEOPLE, ACTS)
    parts = {"a": rng.choice(subjects), "v": rng.choice(acts), "p": rng.choice(PLACES), "l": rng.choice(LOOKS)}
    group = [_scene(rng, parts, rng.choice(FORMS))]
    for _ in range(rng.choice((1, 1, 2, 3))):
        other = dict(parts)
        for key in rng.sample("avpl", rng.choice((0, 1, 1, 2))):
            other[key] = rng.choice({"a": rng.choice((subjects, PEOPLE, ANIMALS)), "v": acts, "p": PLACES, "l": LOOKS}[key])
        group.append(_scene(rng, other, rng.choice(FORMS)))
    return group


def _copy_group(rng):
    thing = rng.choice(THINGS)
    group = []
    for _ in range(rng.choice((2, 2, 3))):
        form = rng.choice(rng.choice((ADS, QUESTIONS)))
        text = form.format(x=rng.choice((thing, thing, rng.choice(THINGS))), n=rng.choice((5, 9, 10, 14, 19, 20, 25, 30, 49, 50, 99)))
        group.append(text[0].upper() + text[1:] if rng.random() < 0.7 else text)
    return group


def scenes(count, seed):
    """`count` groups of captions."""
    rng = random.Random(seed)
    return [_scene_group(rng) for _ in range(count)]


def copies(count, seed):
    """Returns `count` groups of ad copy and of shoppers' questions."""
    rng = random.Random(seed)
    return [_copy_group(rng) for _ in range(count)]
