import type { Wording } from './wording.ts'

export const en: Wording = {
  title: 'How this site orders its lists for you',
  intro: [
    'If you have agreed to it, some lists on this site are put into an order of your own. This happens in your browser: what you open, read, skip or hide is noted on your device, and none of it is sent to us or to anybody else.',
    'For each item of a list a score is worked out, the sum of what is named below. The higher the score, the higher the item stands.',
  ],
  counts: 'What counts, and by how much',
  shares:
    'Shares say how much of the difference between the items of a list comes from each, as measured on lists for testing; on yours it may be more or less.',
  features: {
    popularity: 'How popular the item is with readers of this site, where that is known',
    freshness: 'How new it is, where it has a date',
    position: 'Where the editors have put it',
    interest: 'Whether it resembles what you have opened',
    contrast: 'Whether it resembles what you have opened more than what you have passed over',
    words: 'Whether it shares words with what you have opened',
    skippedWords: 'Whether it shares words with what you have passed over',
    labels: 'Whether you open its topic and tags more often than others',
    author: 'Whether you open its author more often than others',
    opened: 'Whether you have opened this very item before',
    skipped: 'How often you were shown it without opening it',
    popularityAffinity: 'Whether you like what is popular, or rather what is not',
    eraAffinity: 'Whether you like what is new, or rather what is old',
    era: 'Whether it is of a similar age as what you have opened',
    dismissed: 'Whether it resembles what you have hidden; then it stands lower, within limits',
  },
  share: (percent) => `about ${percent} %`,
  little: 'less than 5 %',
  unmeasured: 'by what you do',
  comparing: {
    semantic:
      'What resembles what is told by a model of texts that runs in your browser; until it is there, by words and topics.',
    lexical: 'What resembles what is told by words, topics, tags and authors.',
  },
  rules: 'Rules that come after the score',
  noRules: 'None: the score alone decides.',
  rule: {
    demoteRead: () => 'What you have opened goes below the rest.',
    calibration: () => 'The first ten places keep the topics in proportion: those of the page, mixed with yours.',
    diversity: () => 'Items that are like those above them stand lower, so that not everything is alike.',
    maxRun: (most) => `At most ${most} of one topic stand in a row.`,
    displacement: (most) => `No item moves further than ${most} places from where the editors put it.`,
    strength: (value) =>
      value === 0
        ? 'The editors’ order stands: your own does not count.'
        : `Your order counts for ${Math.round(100 * value)} %, the editors’ for the rest.`,
    seen: (most) => `What you were shown ${most} times and never opened goes down.`,
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
    position: 'While you have opened nothing, the editors’ order stands.',
    popularity: 'While you have opened nothing, the editors’ order and popularity decide.',
    prior: 'While you have opened nothing, the editors’ order, how new items are and popularity decide.',
  },
  never: 'What never counts',
  nevers: [
    'Who you are: age, sex, origin, place, name and account are not known to the ranking.',
    'What you do on other sites.',
  ],
  specialCategories: 'Items on health, faith, politics and other sensitive topics count like all others.',
  noSpecialCategories:
    'Items that are recognised as being on health, faith, politics or other sensitive topics do not count.',
  change: 'How to change it',
  changes: [
    'Open and read what interests you: it counts most while it is recent, half after four weeks, and nothing after 60 days.',
    'Hide an item, and what is like it goes down. What was hidden can be taken back.',
    'Delete single entries of your history, or all of it; the order follows at once.',
    'Ask why an item stands where it does.',
  ],
  steering: {
    why: [
      'Say “more like this” of an item, and it counts as strongly as anything that you can do; “less like this”, and it goes down with what is like it, within limits.',
    ],
    dial: (explore) =>
      `Turn the dial, for all lists: “familiar” leaves out the rules that keep topics in proportion and bring in others; with “something new” about ${Math.round(100 * explore)} % of the places go to topics that you have hardly been shown, and what is alike stands further apart.`,
    profile: [
      'Raise or lower a topic by up to three steps. Each adds the same to the score of all items of the topic, or takes it away: a step is about what tells popular items from others.',
      'Pause a topic, and nothing that you did with it counts until you end the pause.',
      'Remove a topic, and all entries of it in your history are deleted.',
    ],
    lasts:
      'What you have said in these ways is kept on your device, does not wear out, and holds until you take it back, delete your history or withdraw your consent.',
  },
  without: 'Without profiling',
  withouts: [
    'Each list can be put back into the editors’ order, the same for everybody, at any time.',
    'You can refuse or withdraw your consent at any time: then nothing is noted, what was noted is deleted, and all lists stand in the editors’ order.',
  ],
  children: 'This page is for children: nothing is noted, and every list stands in the editors’ order.',
  ranker: (name, version) => `Weights: ${name}, version ${version}.`,
}
