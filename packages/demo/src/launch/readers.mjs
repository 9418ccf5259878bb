/**
 * The invented readers of the launch page, and the front page that they share. Each has read a few of the magazine's
 * stories, which are left out of the front page: a ranking by them is a ranking of stories that the reader doesn't know.
 */

/** How many stories are ranked. Only the first few are shown (styles/launch.css). */
const RANKED = 40

/** Hours between two reads of an invented reader. The last read is one hour old. */
const PACE = 6

/** Slugs of the stories that each reader has read, oldest first. */
const HISTORIES = {
  en: {
    science: [
      'satellite-clocks',
      'lichen-partnership',
      'telescopes-look-back',
      'beaver-ponds',
      'saturn-thin-rings',
      'voyager-beyond-the-heliosphere',
    ],
    football: [
      'fosbury-flop',
      'slow-golden-onions',
      'curling-sweepers',
      'sourdough-starter',
      'mayonnaise-emulsion',
      'offside-rule-history',
    ],
    bargains: [
      'early-savers',
      'one-small-bag',
      'inflation-and-savings',
      'night-train-mornings',
      'emergency-funds',
      'envelope-budgets',
    ],
  },
  ru: {
    science: ['quartz-tick', 'anthill-weather', 'venus-long-day', 'slow-bogs', 'dark-night-sky'],
    football: ['ski-wax', 'first-pancake', 'skater-spin', 'sour-cabbage'],
    bargains: ['hacked-silver-rouble', 'market-morning', 'shopping-list', 'ninety-nine-price'],
  },
}

/**
 * Stories that Inkling recognises as special categories of data (GDPR, article 9). It learns nothing from these and leaves
 * them in place, which takes more than a page of a few stories to show.
 */
const SENSITIVE = new Set([
  'antibiotics-and-colds',
  'dropped-kerbs',
  'two-numbers',
  'votes-for-women',
  'walking-the-camino',
])

export const withoutSensitive = (stories) => stories.filter(({ slug }) => !SENSITIVE.has(slug))

/** @param {Array<Article>} stories of an edition, in the editors' order */
export function frontPage(stories, language) {
  const read = new Set(Object.values(HISTORIES[language]).flat())
  return withoutSensitive(stories)
    .filter(({ slug }) => !read.has(slug))
    .slice(0, RANKED)
}

/** The items that are ranked, as `rank()` takes them. */
export const itemOf = ({ path, title, summary, topic, tags, published, language }) => ({
  id: path,
  title,
  summary,
  topic,
  tags,
  published,
  language,
})

/** Each reader's events, as rows of an export, except that each event's time is given as its age in milliseconds. */
export function histories(stories, language) {
  const bySlug = new Map(stories.map((story) => [story.slug, story]))
  return Object.fromEntries(
    Object.entries(HISTORIES[language]).map(([reader, slugs]) => [
      reader,
      slugs.map((slug, i) => deed(bySlug.get(slug), 3_600_000 * (1 + PACE * (slugs.length - 1 - i)))),
    ]),
  )
}

function deed({ path, title, topic, tags, language }, age) {
  return { kind: 'read', age, item: path, text: title, fingerprint: '', topic, tags, language, seconds: 60 }
}
