"""Runs Vowpal Wabbit on the same slots as the other policies: reads tests as JSON lines, prints a JSON object of
results.

With the argument `slots`, each line is a simulated site as written by simulate.mjs, otherwise a headline test: {"id",
"seed", "rates": [K], "showings": N, "batch": B, "scores": [K], "prior": [[showings, goals]...]}. N showings are chosen
in batches of B, and each reaches the goal at random with its rate. A result is {"clicks", "regret"} in expected clicks,
summed over tests.
"""

import json
import random
import sys

import vowpalwabbit

# By row: VW's options, which arm features to use, and whether it learns from the earlier counts first.
ROWS = {
    "vw": ("--epsilon 0.05", False, False),
    "vw-squarecb": ("--squarecb", False, False),
    "vw + content": ("--squarecb", True, False),
    "vw + site-wide": ("--squarecb", False, True),
}


def arms(test, content):
    told = [f" |c score:{score:.5f}" if content else "" for score in test["scores"]]
    return [f"|a h{k}{more}" for k, more in enumerate(told)]


def labelled(lines, at, reward, chance):
    return [f"0:{-reward}:{chance:.6f} {line}" if k == at else line for k, line in enumerate(lines)]


def play(test, words, content, warm):
    chance = random.Random(test["seed"])
    vw = vowpalwabbit.Workspace(f"--cb_explore_adf {words} --quiet --random_seed {test['seed'] % 65536}")
    lines = arms(test, content)
    if warm:
        # Earlier showings one by one in random order; they were uniform over arms.
        earlier = [(k, n < goals) for k, (shown, goals) in enumerate(test["prior"]) for n in range(shown)]
        chance.shuffle(earlier)
        for at, goal in earlier:
            vw.learn(labelled(lines, at, int(goal), test["prior"][at][0] / len(earlier)))
    rates = test["rates"]
    best, clicks, left = max(rates), 0.0, test["showings"]
    while left > 0:
        chances = vw.predict(lines)
        for _ in range(min(left, test["batch"])):
            at = chance.choices(range(len(rates)), weights=chances)[0]
            clicks += rates[at]
            vw.learn(labelled(lines, at, int(chance.random() < rates[at]), chances[at]))
        left -= test["batch"]
    vw.finish()
    return clicks, best * test["showings"] - clicks


# By row, for sites: VW's options, and whether it learns from the site's counts first.
SITE_ROWS = {
    "Vowpal Wabbit": ("--epsilon 0.05", False),
    "Vowpal Wabbit (SquareCB)": ("--squarecb", False),
    "Vowpal Wabbit (SquareCB) after the report": ("--squarecb", True),
}


def site_lines(view):
    """`-q sa` interacts context and creative; a fit is a single feature with one weight."""
    shared = "shared |s " + " ".join(view["arms"][0]["cells"])
    fits = [f" |f content:{arm['fits'].get('content', 0):.5f}" for arm in view["arms"]]
    return [shared] + [f"|a {arm['creative']}{more}" for arm, more in zip(view["arms"], fits)]


def play_site(site, words, warm):
    chance = random.Random(site["seed"])
    vw = vowpalwabbit.Workspace(f"--cb_explore_adf {words} -q sa --quiet --random_seed {site['seed'] % 65536}")
    creatives = [arm["creative"] for arm in site["views"][0]["arms"]]
    if warm:
        earlier = [
            (count["creative"], count["cells"], n < count["goals"])
            for count in site["counts"]
            for n in range(count["showings"])
        ]
        chance.shuffle(earlier)
        for creative, cells, goal in earlier:
            arms = [{"creative": each, "cells": cells, "fits": {}} for each in creatives]
            lines = site_lines({"arms": arms})
            vw.learn(labelled(lines, 1 + creatives.index(creative), int(goal), 1 / len(creatives)))
    clicks, most = 0.0, 0.0
    for view in site["views"]:
        lines, rates = site_lines(view), view["rates"]
        chances = vw.predict(lines)
        at = chance.choices(range(len(rates)), weights=chances)[0]
        clicks += rates[at]
        most += max(rates)
        vw.learn(labelled(lines, 1 + at, int(chance.random() < rates[at]), chances[at]))
    vw.finish()
    return clicks, most - clicks


def main():
    rows, of = (SITE_ROWS, play_site) if sys.argv[1:] == ["slots"] else (ROWS, play)
    results = {name: {"clicks": 0.0, "regret": 0.0} for name in rows}
    for line in sys.stdin:
        test = json.loads(line)
        for name, flags in rows.items():
            clicks, regret = of(test, *flags)
            results[name]["clicks"] += clicks
            results[name]["regret"] += regret
    json.dump({"version": vowpalwabbit.__version__, "rows": results}, sys.stdout)


main()
