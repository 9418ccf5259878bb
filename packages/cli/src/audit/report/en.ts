import type { Words } from './words.ts'

export const EN: Words = {
  locale: 'en-GB',
  title: (file) => `Is it fair? ${file}`,
  found: 'Findings',
  nothing: 'Nothing is significantly beyond its limit.',
  tooFew: (readers, least) => `Nothing can be said of ${readers} readers: it takes ${least}.`,
  mitigations: 'Mitigations and their cost',
  subjects: { topic: 'Topics', provider: 'Providers' },
  whole: 'Lists as a whole',
  groups: 'Groups of readers',
  how: 'How to read this report',
  unused: 'Not audited',
  heads: {
    subject: 'Name',
    share: 'Share of exposure',
    editors: 'In the editors’ order (change)',
    exposure: 'Exposure against equally wanted items [interval]',
    wanted: 'Clicks at equal positions [interval]',
    measure: 'Measure',
    value: 'Audited order',
    reference: 'Editors’ order',
    difference: 'Difference [interval]',
    limit: 'Limit',
    p: 'p (Holm)',
    group: 'Group',
    others: 'The others',
    found: 'Verdict',
    rule: 'Rule',
    before: 'Before',
    after: 'After',
    cost: 'Change in nDCG@10 [interval]',
  },
  alarms: { more: 'too much', less: 'too little', none: 'within the limit', told: 'not judged' },
  dimensions: { topic: 'topic', provider: 'provider' },
  named: (dimension, name) => `${dimension} “${name}”`,
  by: (measure, dimension) => `${measure}, by ${dimension}`,
  measures: {
    editors: 'exposure against the editors’ order',
    exposure: 'exposure against equally wanted items',
    wanted: 'clicks against others at equal positions',
    calibration: 'distance from what readers open',
    representation: 'distance from the whole list',
    activation: 'distance from the whole list in strength of tone',
    voices: 'distance from the whole list in voices',
    fragmentation: 'distance between two readers’ lists',
    rare: 'share of items that are hardly ever shown',
    coverage: 'share of items shown to any reader',
    gini: 'inequality of exposure over items (Gini)',
    popularity: 'popularity rank of the items shown, among all items',
    narrowing: 'change in variety from the first visits to the last, bits',
    quality: 'quality of the order (nDCG@10)',
    attention: 'distance from the topics shown to other readers',
  },
  sentences: {
    editors: ({ subject, effect, way }) => `The ${subject} gets ${effect} ${way} exposure than in the editors’ order.`,
    exposure: ({ subject, effect, way }) =>
      `The ${subject} is ${way === 'less' ? 'pushed down' : 'pushed up'}: its items get ${effect} ${way} exposure than others that readers want as much.`,
    wanted: ({ subject, effect, way }) =>
      `The ${subject} is ranked ${way === 'more' ? 'lower' : 'higher'} than readers want: at equal positions, its items are clicked ${effect} ${way} often than others.`,
    calibration: ({ value, reference }) =>
      `Lists are farther from what their readers open than the editors’ order is: the distance is ${value} instead of ${reference}.`,
    representation: ({ subject, value, reference }) =>
      `By ${subject}, the first ten items represent the whole list less well than the editors’ first ten: the distance is ${value} instead of ${reference}.`,
    activation: ({ value, reference }) =>
      `The first ten items have a stronger or weaker tone than the whole list: the distance is ${value}, compared with ${reference} in the editors’ order.`,
    voices: ({ value, reference }) =>
      `The first ten items represent other voices than the whole list: the distance is ${value}, compared with ${reference} in the editors’ order.`,
    fragmentation: ({ value, reference }) =>
      `Two readers’ lists differ by ${value}, compared with ${reference} in the editors’ order.`,
    rare: ({ value, reference }) =>
      `${value} of all items are hardly ever shown, compared with ${reference} in the editors’ order.`,
    coverage: ({ value, reference }) =>
      `Only ${value} of all items reach any reader’s first ten, compared with ${reference} in the editors’ order.`,
    gini: ({ value, reference }) =>
      `A few items take more of the exposure: the Gini coefficient is ${value}, compared with ${reference} in the editors’ order.`,
    popularity: ({ value, reference }) =>
      `Popular items take over: the mean popularity rank of the items shown is ${value}, compared with ${reference} in the editors’ order.`,
    narrowing: ({ value, reference }) =>
      `Lists become narrower over time: from the first third of visits to the last, variety changes by ${value} bits, compared with ${reference} in the editors’ order.`,
    quality: ({ subject, value, reference }) =>
      `Readers with ${subject} are served worse: nDCG@10 is ${value} for them and ${reference} for the others.`,
    attention: ({ subject, value, reference }) =>
      `Readers with ${subject} are shown other topics than the rest: the distance is ${value}, compared with ${reference} in the editors’ order.`,
  },
  rules: {
    calibration: { name: 'calibration = 1', moves: 'distance from what readers open' },
    newItems: { name: 'floor for new items', moves: 'share of exposure of new items' },
    smallProviders: { name: 'floor for small providers', moves: 'share of exposure of small providers' },
    discovery: { name: 'floor for discovery', moves: 'share of exposure of topics that the reader doesn’t open' },
  },
  counts: (readers, visits, items) => `Readers: ${readers}. Lists: ${visits}. Items: ${items}.`,
  notes: {
    limits:
      'Findings are significant: if every measure were within its limit, at most 5 % of audits would find anything (Holm’s correction). The limits are conventions, not law.',
    subjects: (exposure, wanted) =>
      `The limits of topics and providers are factors, up and down: ${exposure} for exposure against equally wanted items, ${wanted} for clicks against others at equal positions.`,
    places:
      'Only the first ten positions give exposure: 1 for the first and less for each one below, with the discount of nDCG. Distances are Jensen–Shannon distances, from 0 (equal) to 1 (nothing in common).',
    told: 'How much two readers’ lists should have in common, and how far an order may depart from the editors’, is for editors to decide, so these measures are not judged.',
    replayed:
      'The log’s order is taken as the editors’. The audited order is Inkling’s for the same lists, ranked by words with the default rules. Clicks were made in the log’s order, which favours that order.',
    shown:
      'The audited order is the one in the log, as readers saw it. Clicks were made in that order, so every rule that changes it seems more costly than it is.',
    simulated: 'These readers are simulated: they show how the audit works and say nothing about a site.',
    floor: (share) =>
      `A floor reserves ${share} of the first positions, counted from the top down to the tenth, for new items (up to a day old), for the smallest providers (a fifth of all items in lists), or for topics that make up less than 5 % of what the reader has opened.`,
    offline:
      'Calibration is an option of the page. Floors are part of the ranker file that pages load (docs/audit.md).',
  },
  lacks: {
    topic: 'Topics: fewer than two have 1 % of the items in lists.',
    provider:
      'Providers: fewer than two have 1 % of the items in lists (fields provider, publisher, agency, source or author; --provider names another).',
    voice: 'Voices: items have no field voice (--voice names another).',
    tone: 'Strength of tone: items have no field tone from −1 to 1 (--tone names another).',
    groups: 'Groups of readers: none was named (--groups language,region), or fewer than two have 100 readers.',
    visits: 'Narrowing: no reader visited six times.',
  },
  sampled: (taken, all) =>
    `A sample of readers, chosen by a hash, so that the audit takes less than a minute: ${taken} of ${all}.`,
  busy: (count) =>
    `Readers with more than 500 lists, of which the last 500 were audited: ${count}. They may be programs.`,
  cut: (count) => `Lists truncated to 200 items: ${count}.`,
  withoutPage: (count) => `Lists left out, because they lack the editors’ position of each item (“from”): ${count}.`,
  malformed: (count) => `Malformed lines left out: ${count}.`,
}
