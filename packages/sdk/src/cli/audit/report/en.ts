import type { Words } from './words.ts'

export const EN: Words = {
  locale: 'en-GB',
  title: (file) => `Is it fair? ${file}`,
  found: 'What was found',
  nothing: 'Nothing that is surely beyond its limit.',
  tooFew: (readers, least) => `Nothing can be said of ${readers} readers: it takes ${least}.`,
  mitigations: 'What would mend it, and what it costs',
  subjects: { topic: 'Topics', provider: 'Providers' },
  whole: 'Lists as a whole',
  groups: 'Groups of readers',
  how: 'How to read it',
  unused: 'What could not be looked at',
  heads: {
    subject: 'Of',
    share: 'Share of exposure',
    editors: 'In the editors’ order',
    exposure: 'Against others as wanted [interval]',
    wanted: 'Clicks at the same places [interval]',
    measure: 'Measure',
    value: 'Audited',
    reference: 'Editors’ order',
    difference: 'Difference [interval]',
    limit: 'Limit',
    p: 'p (Holm)',
    group: 'Group',
    others: 'The others',
    found: 'Found',
    rule: 'Rule',
    before: 'Before',
    after: 'After',
    cost: 'nDCG@10 [interval]',
  },
  alarms: { more: 'too much', less: 'too little', none: 'within its limit', told: 'told, not judged' },
  dimensions: { topic: 'topic', provider: 'provider' },
  named: (dimension, name) => `${dimension} “${name}”`,
  by: (measure, dimension) => `${measure}, by ${dimension}`,
  measures: {
    editors: 'exposure against the editors’ order',
    exposure: 'exposure against others that are as wanted',
    wanted: 'clicks against others at the same places',
    calibration: 'distance from what readers open',
    representation: 'distance from the whole list',
    activation: 'distance from the whole list in how strongly items sound',
    voices: 'distance from the whole list in whose voice is heard',
    fragmentation: 'how little two readers’ lists share',
    rare: 'share of items that are hardly shown',
    coverage: 'share of items that anybody is shown',
    gini: 'inequality of exposure over items (Gini)',
    popularity: 'place of what is shown among all items by popularity',
    narrowing: 'change in variety from first visits to last, bits',
    quality: 'quality of the order (nDCG@10)',
    attention: 'distance from the topics that others are shown',
  },
  sentences: {
    editors: ({ subject, effect, way }) => `The ${subject} gets ${effect} ${way} exposure than in the editors’ order.`,
    exposure: ({ subject, effect, way }) =>
      `The ${subject} is ${way === 'less' ? 'pushed down' : 'pushed up'}: its items get ${effect} ${way} exposure than others that readers want as much.`,
    wanted: ({ subject, effect, way }) =>
      `The ${subject} stands ${way === 'more' ? 'lower' : 'higher'} than readers want it: at the same places its items are clicked ${effect} ${way} often than others.`,
    calibration: ({ value, reference }) =>
      `Lists are farther from what their readers open than the editors’ order is: a distance of ${value} against ${reference}.`,
    representation: ({ subject, value, reference }) =>
      `The first ten show less of what the whole list holds, by ${subject}, than the editors’ first ten do: a distance of ${value} against ${reference}.`,
    activation: ({ value, reference }) =>
      `The first ten sound stronger or weaker than the whole list does: a distance of ${value} against ${reference} in the editors’ order.`,
    voices: ({ value, reference }) =>
      `Fewer kinds of voices are heard in the first ten than in the whole list: a distance of ${value} against ${reference} in the editors’ order.`,
    fragmentation: ({ value, reference }) =>
      `Two readers’ lists differ by ${value}, in the editors’ order by ${reference}.`,
    rare: ({ value, reference }) =>
      `${value} of all items are hardly shown to anybody, in the editors’ order ${reference}.`,
    coverage: ({ value, reference }) =>
      `Only ${value} of all items stand in anybody’s first ten, in the editors’ order ${reference}.`,
    gini: ({ value, reference }) =>
      `A few items take more of the exposure: the Gini coefficient is ${value}, in the editors’ order ${reference}.`,
    popularity: ({ value, reference }) =>
      `Popular items take over: what is shown stands at ${value} among all items by popularity, in the editors’ order at ${reference}.`,
    narrowing: ({ value, reference }) =>
      `Lists narrow the longer readers come: from the first third of visits to the last, variety changes by ${value} bits, in the editors’ order by ${reference}.`,
    quality: ({ subject, value, reference }) =>
      `Readers with ${subject} are served worse: nDCG@10 is ${value} for them, ${reference} for the others.`,
    attention: ({ subject, value, reference }) =>
      `Readers with ${subject} are shown other topics than the rest: a distance of ${value}, in the editors’ order ${reference}.`,
  },
  rules: {
    calibration: { name: 'calibration = 1', moves: 'distance from what readers open' },
    newItems: { name: 'a floor for new items', moves: 'share of exposure of new items' },
    smallProviders: { name: 'a floor for small providers', moves: 'share of exposure of small providers' },
    discovery: { name: 'a floor of discovery', moves: 'share of exposure of topics that the reader doesn’t open' },
  },
  counts: (readers, visits, items) => `Readers: ${readers}. Lists: ${visits}. Items: ${items}.`,
  notes: {
    limits:
      'What is told as found is surely beyond its limit: if all lay within their limits, an audit would find anything at all in 5 % of cases at most (Holm’s correction). The limits are conventions, and no law.',
    subjects: (exposure, wanted) =>
      `The limits of topics and providers are factors, up and down: ${exposure} of the exposure of others that are as wanted, ${wanted} of the clicks of others at the same places.`,
    places:
      'Exposure is what the first ten places give: 1 for the first, less for each below, as nDCG discounts them. Distances are Jensen–Shannon’s, 0 (alike) to 1 (nothing in common).',
    told: 'How much two readers’ lists should share, and how far an order may leave the editors’, is for editors to say: these are told, and not judged.',
    replayed:
      'The log’s order counts as the editors’; what is audited is how Inkling would have ordered the same lists, by words, with default rules. Clicks were made in the log’s order, which favours it.',
    shown:
      'What is audited is the order in the log, as readers were shown it. Clicks were made in that order, so every rule that changes it seems dearer than it is.',
    simulated: 'These readers are simulated: they show what the audit finds, and say nothing of a site.',
    floor: (share) =>
      `Floors ask that of the first places, however many of the ten, ${share} go to new items (a day), to the smallest providers (a fifth of what lists hold), or to topics of which the reader has opened less than 5 %.`,
    offline: 'Calibration is an option of pages; floors are written into the ranker that pages load (docs/audit.md).',
  },
  lacks: {
    topic: 'Topics: no two have a hundredth of what lists hold each.',
    provider:
      'Providers: no two have a hundredth of what lists hold each (fields provider, publisher, agency, source or author; --provider names another).',
    voice: 'Whose voice is heard: items have no field voice (--voice names another).',
    tone: 'How strongly items sound: items have no field tone from −1 to 1 (--tone names another).',
    groups: 'Groups of readers: none was named (--groups language,region), or there are no two with 100 readers each.',
    visits: 'Narrowing: no reader came six times.',
  },
  sampled: (taken, all) =>
    `Readers left out, so that it takes less than a minute: ${taken} of ${all} were looked at, chosen by a hash.`,
  busy: (count) =>
    `Readers with more than 500 lists, of which the last 500 were looked at: ${count}. Programs, perhaps.`,
  cut: (count) => `Lists cut to 200 items: ${count}.`,
  withoutPage: (count) => `Lists left out, since they don’t say where the editors had each item (“from”): ${count}.`,
  malformed: (count) => `Lines left out as wrong: ${count}.`,
}
