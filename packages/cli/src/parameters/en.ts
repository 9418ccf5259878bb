import type { Wording } from './wording.ts'

export const en: Wording = {
  title: 'How this site orders its lists for you',
  intro: [
    'If you have consented, some lists on this site are sorted for you personally. This happens in your browser: what you open, read, skip or hide is recorded on your device, and none of it is sent to us or to anybody else.',
    'Each item of a list gets a score, which is the sum of the factors below. Items with higher scores come first.',
  ],
  counts: 'What counts, and how much',
  shares:
    'A share states how much of the difference between the items of a list comes from this factor. Shares were measured on test lists and may be higher or lower on yours.',
  features: {
    popularity: 'How popular the item is with readers of this site, if known',
    freshness: 'How new it is, if it has a date',
    position: 'Where the editors have placed it',
    interest: 'How similar it is to items that you have opened',
    contrast: 'Whether it is more similar to items that you have opened than to items that you have passed over',
    words: 'Whether it shares words with items that you have opened',
    skippedWords: 'Whether it shares words with items that you have passed over',
    coReading: 'Whether readers of items that you have opened also read it, if the site has counted that',
    labels: 'Whether you open items with its topic and tags more often than others',
    author: 'Whether you open items by its author more often than others',
    opened: 'Whether you have opened this item before',
    skipped: 'How often you were shown it without opening it',
    popularityAffinity: 'Whether you tend to open popular or less popular items',
    eraAffinity: 'Whether you tend to open new or old items',
    era: 'Whether it is of a similar age to items that you have opened',
    dismissed: 'Whether it is similar to items that you have hidden, which moves it down, within limits',
  },
  share: (percent) => `about ${percent} %`,
  little: 'less than 5 %',
  unmeasured: 'depends on what you do',
  comparing: {
    semantic:
      'Similarity is computed by a language model that runs in your browser, or by words and topics until the model has loaded.',
    lexical: 'Similarity is computed from words, topics, tags and authors.',
  },
  rules: 'Rules that apply after the score',
  noRules: 'None: the score alone decides.',
  rule: {
    demoteRead: () => 'An item that you have opened goes below the rest.',
    calibration: () => 'The first ten places keep topics in proportion, based on the page and on what you open.',
    diversity: () => 'Items that are similar to those above them are moved down, for variety.',
    maxRun: (most) => `At most ${most} of one topic follow one another.`,
    displacement: (most) => `No item moves further than ${most} places from where the editors placed it.`,
    strength: (value) =>
      value === 0
        ? 'The editors’ order applies. Your personal order does not count.'
        : `Your order counts for ${Math.round(100 * value)} %, the editors’ for the rest.`,
    order: (order) =>
      order === 'newest'
        ? 'The page lists the newest items first, so dates count instead of places.'
        : order === 'editors' || order === 'number'
          ? 'The order on the page counts as the editors’ choice.'
          : 'The order on the page says nothing about the items, so it does not count.',
    seen: (most) => `Items that you were shown ${most} times and never opened are moved down.`,
    exploration: (share) =>
      `About ${Math.round(100 * share)} % of the places go to topics that you have hardly been shown.`,
  },
  floors: {
    new: ({ share, days }) =>
      `At least ${Math.round(100 * share)} % of the first ten places are kept for what was published in the last ${days} ${days === 1 ? 'day' : 'days'}.`,
    authors: ({ share, names }) =>
      `At least ${Math.round(100 * share)} % of the first ten places are kept for: ${names.join(', ')}.`,
    discovery: ({ share }) =>
      `At least ${Math.round(100 * share)} % of the first ten places are kept for topics that you hardly open.`,
  },
  coldStart: {
    position: 'Until you have opened something, the editors’ order applies.',
    popularity: 'Until you have opened something, the editors’ order and popularity determine the order.',
    prior:
      'Until you have opened something, the editors’ order, the age of items and their popularity determine the order.',
  },
  never: 'What never counts',
  nevers: [
    'Who you are: the ranking does not know your age, sex, origin, location, name or account.',
    'What you do on other sites.',
  ],
  specialCategories: 'Items about health, religion, politics and other sensitive topics count like all others.',
  noSpecialCategories:
    'Items that are recognised as being about health, religion, politics or other sensitive topics do not count.',
  change: 'How to change it',
  changes: [
    'Open and read what interests you. It counts most at first, half after four weeks, and no longer after 60 days.',
    'Hide an item, and similar items are moved down. You can restore hidden items.',
    'Delete single entries of your history, or all of it. The order changes at once.',
    'Ask why an item is where it is.',
  ],
  steering: {
    why: [
      'Choose “more like this” for an item, and it counts as much as your strongest action. Choose “less like this”, and the item and similar ones are moved down, within limits.',
    ],
    dial: (explore) =>
      `Turn the dial, which applies to all lists. “Familiar” turns off the rules that keep topics in proportion and add other topics. With “something new” about ${Math.round(100 * explore)} % of the places go to topics that you have hardly been shown, and similar items are placed further apart.`,
    profile: [
      'Raise or lower a topic by up to three steps. Each step adds the same amount to the score of all items of the topic, or subtracts it. One step is about as much as the difference between a popular item and others.',
      'Pause a topic, and none of your actions on it count until you end the pause.',
      'Remove a topic, and all its entries in your history are deleted.',
    ],
    lasts:
      'These choices are stored on your device and do not fade. Each applies until you take it back, delete your history or withdraw your consent.',
  },
  without: 'Without profiling',
  withouts: [
    'You can restore the editors’ order of each list, which is the same for everybody, at any time.',
    'You can refuse or withdraw your consent at any time. Then nothing is recorded, existing records are deleted, and all lists are in the editors’ order.',
  ],
  children: 'This page is for children. Nothing is recorded, and every list is in the editors’ order.',
  ranker: (name, version) => `Weights: ${name}, version ${version}.`,
}
