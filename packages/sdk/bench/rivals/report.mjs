/** Turns the rounds of a run into ratios, and into the page docs/proof/rivals.md. */
import { MEASURES } from './measure.mjs'
import { ratio, summary } from './statistics.mjs'
import { WAYS } from './ways.mjs'

/** Ways that are Inkling's, or parts of it. */
const OURS = ['plain', 'inkling', 'engine', 'table']
/** A difference in quality below this is none. */
const ALIKE = 0.005

const labels = Object.fromEntries(WAYS.map(({ name, label }) => [name, label]))

/**
 * @param {ReadonlyArray<Record<string, Record<string, number>>>} rounds measures by way
 * @param quality Spearman's correlation by way; absent ways weren't judged
 * @returns {Record<string, { title: string, unit: string, baseline: string, rows: object[] }>} by measure
 */
export function compare(rounds) {
  const samples = (way, measure) => rounds.map((round) => round[way]?.[measure]).filter(Number.isFinite)
  return Object.fromEntries(
    Object.entries(MEASURES).flatMap(([measure, { title, unit, isCensored }]) => {
      const all = WAYS.map(({ name }) => [name, samples(name, measure)])
      // Rounds in which a way failed would pair the others' samples wrongly: then it isn't compared.
      const measured = all.filter(([, each]) => each.length === rounds.length)
      if (!measured.length) return []
      const of = Object.fromEntries(measured)
      const baseline = ['inkling', 'engine'].find((name) => of[name])
      const rows = measured.map(([name, each]) => ({
        way: name,
        ...summary(each),
        ...(!isCensored && baseline && name !== baseline && { ratio: ratio(each, of[baseline]) }),
        ...(!isCensored &&
          of['engine'] &&
          baseline === 'inkling' &&
          name !== 'engine' && { toDepth1: ratio(each, of['engine']) }),
      }))
      return [[measure, { title, unit, baseline, rows }]]
    }),
  )
}

/**
 * What a reader of the table might overlook, as sentences.
 *
 * @param {ReturnType<typeof compare>} measures
 * @param {Record<string, number>} quality by way
 * @returns {{ loses: string[], worse: string[] }} where Inkling is beaten; what needs less and is worse, for each pair
 */
export function verdicts(measures, quality) {
  const loses = []
  const worse = new Map()
  // The tag makes its first order by the table.
  const of = (way) => quality[way === 'inkling' ? 'table' : way]
  for (const { title, unit, baseline, rows } of Object.values(measures)) {
    const find = (name) => rows.find(({ way }) => way === name)
    for (const row of rows.filter(({ way }) => way !== 'plain')) {
      const { way, median } = row
      const others = [[baseline, row.ratio], ...(row.toDepth1 ? [['engine', row.toDepth1]] : [])]
      for (const [other, ratio] of others.filter(([other]) => other && other !== way)) {
        const own = find(other)
        const order = orderOf(median, own.median, ratio)
        if (order < 0 && !OURS.includes(way)) {
          const times = ratio ? `, ${figure(ratio)} times` : ''
          loses.push(
            `${title}: ${labels[way]} ${shown(median)} ${unit}, ${labels[other]} ${shown(own.median)}${times}.`,
          )
        }
        const [less, more] = order < 0 ? [way, other] : [other, way]
        if (order === 0 || !(of(more) - of(less) >= ALIKE)) continue
        const pair = `${labels[less]} needs less than ${labels[more]}, and is worse (STS-B ${of(less)} against ${of(more)})`
        worse.set(pair, new Set(worse.get(pair)).add(title))
      }
    }
  }
  return { loses, worse: [...worse].map(([pair, titles]) => `${pair}: ${[...titles].join('; ')}.`) }
}

/** Below 0 if the first certainly needs less, above 0 if more, else 0. */
function orderOf(median, own, ratio) {
  if (!ratio) return Math.sign(median - own)
  const { value, low = value, high = value } = ratio
  return high < 1 ? -1 : low > 1 ? 1 : 0
}

const figure = ({ value, low, high }) => (low === undefined ? `${value}` : `${value} [${low} to ${high}]`)

const shown = (value) => value.toLocaleString('en-GB', { maximumSignificantDigits: 3 })

const table = (heads, rows) =>
  [heads, heads.map((_, i) => (i ? '--:' : '---')), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')

/** @param {object} found as written to rivals.json @returns {string} the page */
export function report({ written, rounds, machine, versions, measures, quality, consent, skipped }) {
  const { loses, worse } = verdicts(measures, quality.figures)
  const list = (sentences, otherwise) =>
    sentences.length ? sentences.map((each) => `- ${each}`).join('\n') : otherwise
  const parts = Object.values(measures).map(({ title, unit, baseline, rows }) => {
    const hasDepth1 = rows.some(({ toDepth1 }) => toDepth1)
    const hasRatio = rows.some(({ ratio }) => ratio)
    const cells = rows.map(({ way, median, p95, ratio, toDepth1 }) => [
      labels[way],
      shown(median),
      shown(p95),
      ...(hasRatio ? [ratio ? figure(ratio) : '–'] : []),
      ...(hasDepth1 ? [toDepth1 ? figure(toDepth1) : '–'] : []),
    ])
    const heads = [
      `way, ${unit}`,
      'median',
      'p95',
      ...(hasRatio ? [`times ${labels[baseline]}`] : []),
      ...(hasDepth1 ? ['times depth 1 alone'] : []),
    ]
    return `### ${title}\n\n${table(heads, cells)}`
  })
  return `# Beside what people would use instead

Written by \`npm run bench -- --rivals\`. Each figure of work is a median of ${rounds} rounds with the 95th percentile; ratios of medians have
95 % bootstrap intervals over rounds. In each round every way runs once, in a browser of its own, in an order that changes from round to
round. A ratio above 1 means that Inkling needs less.

${written}. ${machine} Versions: ${Object.entries(versions)
    .map(([name, version]) => `${name} ${version}`)
    .join(', ')}.

## Where Inkling loses

${list(loses, 'In no measure here does a rival certainly need less.')}

## Needs less, and is worse

${list(worse, quality.why ? `Not judged: ${quality.why}.` : 'Nothing here needs less and is worse.')}

## Work

30 titles are ordered by 3 that were read. Inkling's tag does so by its table (depth 0) at a first visit, and from then on by what it has
stored; every other way makes all 33 vectors at each visit, as its documentation shows. Milliseconds count from navigation; bytes are those
of all responses, with text and WebAssembly compressed by brotli for everybody. Texts are embedded in batches of at most 48.
transformers.js runs on the page's main thread, as in its README; in a worker of the site's own, its long tasks would move there.

${parts.join('\n\n')}

## Quality

${
  quality.why
    ? `Skipped: ${quality.why}.`
    : `Spearman's correlation with people's judgements: ${quality.pairs} pairs of the STS benchmark's test part, in the browser.

${table(
  ['way', 'Spearman'],
  Object.entries(quality.figures).map(([way, value]) => [labels[way], String(value)]),
)}`
}

## Before consent

Services of experiments, as their documentation installs them. Their servers are replaced by empty answers, so this is the least that they
load: no experiment, no recorder, no survey. Bytes and requests are those after the page itself; inline scripts count.

${table(
  ['on the page', 'bytes', 'times Inkling', 'requests', 'that block the first paint', 'cookies and keys stored'],
  consent.map(({ name, bytes, requests, blocking, stored }) => [
    name,
    shown(bytes),
    String(Number((bytes / consent[0].bytes).toPrecision(3))),
    ...[requests, blocking, stored].map(String),
  ]),
)}

## Not measured

${list(
  [
    ...skipped,
    'model2vec and wordllama tables in transformers.js, LiteRT.js, WebGPU, Ninetailed, Croct, 1.5 Mbit/s, click latency and processor seconds: not yet.',
    "The browser's embedding API: no browser that runs here has it.",
  ],
  '',
)}
`
}
