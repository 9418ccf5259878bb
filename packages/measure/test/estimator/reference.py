"""Computes reference results for the experiment of make.ts with SciPy, NumPy and statsmodels, and writes
reference-golden.json, which tests compare with.

    pip install scipy statsmodels
    python packages/measure/test/estimator/reference.py

Independent of the estimator's algebra: variances are those of per-device series, and ratio intervals are found by a
root finder.
"""
import json
import math
import pathlib

import numpy as np
import scipy
import statsmodels
from scipy import optimize, stats
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.power import normal_sample_size_one_tail
from statsmodels.stats.weightstats import CompareMeans, DescrStatsW

ALPHA = 0.05
PLANNED = 20_000


def draws(seed):
    state = seed
    while True:
        state = (state * 1664525 + 1013904223) % 2**32
        yield state / 2**32


def experiment(devices=6000, seed=17, uplift=0.2):
    source = draws(seed)
    rows = []
    for _ in range(devices):
        ranked = next(source) < 0.5
        activity = math.floor(1 / (next(source) + 0.05))
        views = activity + math.floor(3 * next(source))
        more = int(next(source) < uplift)
        click = math.floor(views * next(source) * 0.4) + (more if ranked else 0)
        views_before = max(0, activity + math.floor(3 * next(source)) - 1)
        click_before = math.floor(views_before * next(source) * 0.4)
        phone = next(source) < 0.6
        subscribe = int(next(source) < 0.3 and click > 1)
        subscribe_before = int(next(source) < 0.3 and click_before > 1)
        rows.append((ranked, click, views, subscribe, click_before, views_before, subscribe_before, phone))
    return np.array(rows, dtype=float)


def columns(rows, metric):
    """value, per, and both before, one each per device"""
    one = np.ones(len(rows))
    return {
        "click": (rows[:, 1], one, rows[:, 4], one),
        "click/view": (rows[:, 1], rows[:, 2], rows[:, 4], rows[:, 5]),
        "has:subscribe": (rows[:, 3] > 0, one, rows[:, 6] > 0, one),
    }[metric]


def multipliers(n, alpha):
    twice = -2 * math.log(alpha)
    growth = n * (twice + math.log(twice + 1)) / PLANNED
    always = math.sqrt(2 * (growth + 1) / growth * math.log(math.sqrt(growth + 1) / alpha))
    return {"once": float(stats.norm.isf(alpha / 2)), "always": always}


def ends(control, treatment, series, multiplier):
    """Fieller's interval: where treatment - ratio * control is as many standard errors from 0 as the multiplier.
    Series: (2, devices) of each arm.
    """

    def excess(ratio):
        variance = sum(np.var(one[1] - ratio * one[0], ddof=1) / one.shape[1] for one in series)
        return (treatment - ratio * control) ** 2 - multiplier**2 * variance

    middle = treatment / control
    return [
        optimize.brentq(excess, middle - 3, middle, xtol=1e-15, rtol=1e-15),
        optimize.brentq(excess, middle, middle + 3, xtol=1e-15, rtol=1e-15),
    ]


def told(control, treatment, series, n, alpha):
    one = [arm[1] - arm[0] for arm in series]
    # statsmodels' intervals are computed on these series, which have the variance of the difference.
    compared = CompareMeans(DescrStatsW(one[1]), DescrStatsW(-one[0]))
    se = math.sqrt(sum(DescrStatsW(each).std_mean ** 2 for each in one))
    welch = stats.ttest_ind(one[1], -one[0], equal_var=False)
    if not math.isclose(compared.std_meandiff_separatevar, se, rel_tol=1e-12):
        raise SystemExit("statsmodels disagrees with itself")
    centred = treatment - control - (one[1].mean() + one[0].mean())
    out = {"difference": treatment - control, "se": se}
    for looks, multiplier in multipliers(n, alpha).items():
        low, high = compared.zconfint_diff(alpha=2 * stats.norm.sf(multiplier), usevar="unequal")
        out[looks] = {
            "low": low + centred,
            "high": high + centred,
            "ratio": [treatment / control, *ends(control, treatment, series, multiplier)],
        }
    z = (treatment - control) / se
    out["once"]["p"] = float(2 * stats.norm.sf(abs(z)))
    # For means, this z equals Welch's statistic.
    out["welch"] = float(welch.statistic)
    return out


def compared(arms, alpha):
    """arms: control and treatment, each (value, per, before, per before)"""
    n = [len(arm[0]) for arm in arms]
    values = [arm[0].sum() / arm[1].sum() for arm in arms]
    linear = [(arm[0] - value * arm[1]) / arm[1].mean() + value for arm, value in zip(arms, values)]
    zeros = [np.zeros(each) for each in n]
    plain = [np.stack([linear[0], zeros[0]]), np.stack([zeros[1], linear[1]])]
    out = {
        "values": values,
        # The control is subtracted from the treatment.
        "plain": told(values[0], values[1], plain, sum(n), alpha),
    }
    before = np.concatenate([arm[2] for arm in arms]), np.concatenate([arm[3] for arm in arms])
    rate = before[0].sum() / before[1].sum()
    covariate = [(arm[2] - rate * arm[3]) / before[1].mean() for arm in arms]
    both = [np.cov(line, each) / len(each) for line, each in zip(linear, covariate)]
    theta = sum(each[0, 1] for each in both) / sum(each[1, 1] for each in both)
    gap = covariate[1].mean() - covariate[0].mean()
    share = n[1] / sum(n)
    adjusted = values[0] + theta * share * gap, values[1] - theta * (1 - share) * gap
    series = [
        np.stack([linear[0] - theta * share * covariate[0], theta * (1 - share) * covariate[0]]),
        np.stack([theta * share * covariate[1], linear[1] - theta * (1 - share) * covariate[1]]),
    ]
    out["cuped"] = {"theta": theta, **told(*adjusted, series, sum(n), alpha)}
    return out


def main():
    rows = experiment()
    ranked, phone = rows[:, 0] == 1, rows[:, 7] == 1
    of = lambda metric, where: [each[where] for each in columns(rows, metric)]
    metrics = {}
    names = ["click", "click/view", "has:subscribe"]
    for place, metric in enumerate(names):
        alpha = ALPHA if place == 0 else ALPHA / (len(names) - 1)
        metrics[metric] = compared([of(metric, ~ranked), of(metric, ranked)], alpha)
    segments = {}
    for name, where in (("desk", ~phone), ("phone", phone)):
        segments[name] = compared([of("click", ~ranked & where), of("click", ranked & where)], ALPHA / 2)
    counts = [int((~ranked).sum()), int(ranked.sum())]
    ratio = stats.chisquare(counts, [len(rows) * 0.5] * 2)
    exposed, assigned = [4700, 4600], [5000, 5010]
    among = stats.chi2_contingency([exposed, np.subtract(assigned, exposed)], correction=False)
    raw = [0.01, 0.04, 0.03, 0.005, 0.5, 0.03]

    def size(first, second, epsilon=None):
        if epsilon is not None:
            truth = math.exp(epsilon) / (1 + math.exp(epsilon))
            noisy = [(1 - truth) + (2 * truth - 1) * rate for rate in (first, second)]
            deviation = math.sqrt(sum(rate * (1 - rate) for rate in noisy)) / (2 * truth - 1)
        else:
            deviation = math.sqrt(first * (1 - first) + second * (1 - second))
        return normal_sample_size_one_tail(second - first, 0.8, ALPHA / 2, std_null=deviation)

    golden = {
        "versions": {"numpy": np.__version__, "scipy": scipy.__version__, "statsmodels": statsmodels.__version__},
        "counts": counts,
        "metrics": metrics,
        "segments": segments,
        "segmentP": multipletests([segments[name]["cuped"]["once"]["p"] for name in segments], method="holm")[1].tolist(),
        "sampleRatio": [float(ratio.statistic), float(ratio.pvalue)],
        "exposedRatio": {"exposed": exposed, "assigned": assigned, "told": [float(among[0]), float(among[1])]},
        "holm": {"raw": raw, "adjusted": multipletests(raw, method="holm")[1].tolist()},
        "size": [[epsilon, size(0.05, 0.055, epsilon)] for epsilon in (None, 3, 2, 1)],
        "normal": [[z, float(2 * stats.norm.sf(z))] for z in (0.01, 0.5, 1, 1.5, 1.96, 3, 5, 8, 20)],
        "quantile": [[alpha, float(stats.norm.isf(alpha / 2))] for alpha in (0.9, 0.5, 0.05, 0.001, 1e-9)],
        "chiSquare": [[x, k, float(stats.chi2.sf(x, k))] for k in (1, 2, 3, 7, 19) for x in (0.01, 1, 5, 20, 90)],
    }
    file = pathlib.Path(__file__).with_name("reference-golden.json")
    file.write_text(json.dumps(golden, indent=1, default=float) + "\n")


main()
