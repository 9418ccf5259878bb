/**
 * Figures of the launch page and of the page of proofs, read from the files in which the project keeps them. Only tables
 * and JSON are read, so that texts can be reworded. A table that is missing fails the build with its file and columns.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { VISITS } from '../../../sdk/bundles.mjs'
import { numbersIn, rowOf, tablesIn, tableWith } from './tables.mjs'

const at = (path) => new URL(`../../../../${path}`, import.meta.url)
const fromRepository = (path) => readFileSync(at(path), 'utf8')

export const { version } = JSON.parse(fromRepository('packages/sdk/package.json'))

/** Written by scripts/proof/lighthouse.mjs, which needs the built pages: the first build has none. */
const LIGHTHOUSE = 'docs/proof/lighthouse.md'

/** Written by `npm run bench -- --rivals`, which needs a quiet machine. */
const RIVALS = 'docs/proof/rivals.json'

/**
 * @param {(path: string) => string} [read] a file of the repository
 * @returns the figures, by name
 */
export function readFigures(read = fromRepository) {
  const table = (file, ...columns) => tableWith(read(file), file, columns)
  return {
    visits: visits(read),
    ...ranking(table),
    ...languages(table, read),
    ...runs(read),
    ...readers(table),
    ...attacks(table, read),
    ...campaigns(table),
    ...fairness(table),
    grades: grades(table),
    lighthouse: existsSync(at(LIGHTHOUSE)) ? lighthouse(table) : undefined,
    rivals: existsSync(at(RIVALS)) ? JSON.parse(read(RIVALS)) : undefined,
  }
}

/** Compressed bytes of each visit's scripts as measured, and the budget of everything that it loads. */
function visits(read) {
  const sizes = JSON.parse(read('packages/sdk/sizes.json'))
  return VISITS.map(({ scripts, budget, model }) => ({
    scripts: scripts.reduce((sum, file) => sum + (sizes[file] ?? 0), 0),
    budget,
    model,
  }))
}

/** Offline quality as nDCG@10 with 95 % intervals, and variety of the first ten places in a simulation. */
function ranking(table) {
  const card = 'models/ranker-ranklens/README.md'
  const [rows, differences] = [table(card, 'row', 'without repeats'), table(card, 'difference', 'without repeats')]
  const figure = (from, name) => {
    const [value, low, high] = numbersIn(rowOf(from, name)('without repeats'), card)
    return { value, low, high }
  }
  const names = ['random', 'tfidf-fusion', 'popularity', 'fusion+prior', 'inkling-lexical', 'inkling-default']
  const bubble = 'docs/proof/bubble.md'
  const columns = ['entropy of topics, bits', 'share of the catalogue shown to any reader']
  const simulated = table(bubble, 'order', ...columns)
  const shown = (name) => columns.map((column) => numbersIn(rowOf(simulated, name)(column), bubble)[0])
  return {
    quality: Object.fromEntries(names.map((name) => [name, figure(rows, name)])),
    gains: {
      popularity: figure(differences, 'inkling over popularity'),
      words: figure(differences, 'inkling over inkling-lexical'),
      fitting: figure(differences, 'inkling over inkling-default'),
    },
    variety: { editors: shown('the editors’ order'), inkling: shown('Inkling') },
  }
}

/** For each language, the topic accuracy of nearest neighbours: by words alone, and with the pack's vectors. */
function languages(table, read) {
  const topics = readdirSync(at('models'))
    .filter((name) => /^encoder-(?!en$)/.test(name))
    .map((name) => topicsOf(`models/${name}/README.md`, name.slice(-2), read))
  const card = 'models/encoder-en/README.md'
  const scores = table(card, 'depth 1: 128', 'depth 0: 128')
  const english = (name) => {
    const cell = rowOf(scores, name)
    return ['depth 0: 128', 'depth 1: 128'].map((column) => numbersIn(cell(column), card)[0])
  }
  const goals = table(card, 'score', 'goal', 'reached', 'difference')
  return {
    topics,
    english: { news: english('AG News'), likeness: english('STS-B test') },
    goals: goals.rows.map(([name, ...cells]) => [name, ...cells.map((cell) => numbersIn(cell, card)[0])]),
  }
}

/** The label of the row contains the figure for words alone. */
function topicsOf(file, language, read) {
  const { head, rows } = tableWith(read(file), file, ['depth 0'])
  const row = rows.find(([label]) => /540 titles.*from word stems alone: [\d.]+/.test(label))
  if (!row)
    throw new Error(`${file}: expected a row "topic of 540 titles … (from word stems alone: …)" beside "depth 0"`)
  const value = (column) => (head.includes(column) ? numbersIn(row[head.indexOf(column)], file)[0] : undefined)
  return {
    language,
    words: Number(row[0].match(/alone: ([\d.]+)/)[1]),
    shallow: value('depth 0'),
    deep: value('depth 1'),
  }
}

/** Results of the last run of every test. */
function runs(read) {
  const { steps } = JSON.parse(read('docs/proof/report.json'))
  const all = Object.entries(steps).map(([name, step]) => ({ name, ...step }))
  const sum = (key) => all.reduce((total, step) => total + step[key], 0)
  return {
    steps: all,
    run: { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') },
    faults: outcomes('docs/proof/promises.md', read, ({ head }) => head.includes('fault')),
    tabs: outcomes('docs/proof/promises.md', read, ({ head }) => head.includes('promise')),
    pages: outcomes('docs/proof/pages.md', read, ({ head }) => head[0] === 'page'),
    policies: outcomes('docs/proof/pages.md', read, ({ head }) => head[0] === 'policy'),
    frameworks: outcomes('docs/proof/pages.md', read, ({ head }) => head[0] === 'promise'),
    consent: consent(read),
  }
}

/** Cells that begin with an outcome, and the names of rows in which something hasn't passed. */
function outcomes(file, read, ofTable) {
  const rows = tablesIn(read(file), file)
    .filter(ofTable)
    .flatMap((each) => each.rows)
  if (!rows.length) throw new Error(`${file}: expected a table with results, "passed", "failed" or "skipped"`)
  const cells = rows.flatMap((row) => row.slice(1))
  const count = (outcome) => cells.filter((cell) => cell.startsWith(outcome)).length
  const open = rows.filter((row) => row.some((cell, i) => i && /^(?:failed|skipped)/.test(cell)))
  return {
    passed: count('passed'),
    failed: count('failed'),
    skipped: count('skipped'),
    open: open.map(([name]) => name),
  }
}

/** A cell of the table of consent names the purposes that are permitted, or else what went wrong. */
function consent(read) {
  const file = 'docs/proof/consent.md'
  const cells = tablesIn(read(file), file)
    .filter(({ head }) => head[0] === 'source')
    .flatMap(({ rows }) => rows)
    .flatMap((row) => row.slice(1))
  if (!cells.length) throw new Error(`${file}: expected tables whose first column is "source"`)
  return { passed: cells.filter((cell) => /^`[crm?-]+`$/.test(cell)).length, of: cells.length }
}

/**
 * Accuracy of the reasons given to simulated readers and of the creatives chosen for them, and which readers a phrase
 * selects.
 */
function readers(table) {
  const reasons = 'docs/proof/reasons.md'
  const told = table(reasons, 'sensitive stories', 'promoted', 'reasons', 'false')
  const sum = (column) =>
    told.rows.reduce((total, row) => total + numbersIn(row[told.head.indexOf(column)], reasons)[0], 0)
  const audiences = 'docs/proof/audiences.md'
  const clicks = table(audiences, 'requested share', 'picked by', 'clicks over own rate')
  const phrases = table(audiences, 'phrase', 'matching films', 'clicks over own rate')
  const picked = (by) => {
    const row = clicks.rows.find(([share, name]) => share === '0.1' && name.startsWith(by))
    if (!row) throw new Error(`${audiences}: expected a row with the share 0.1, picked by "${by}"`)
    const [value, range] = row[clicks.head.indexOf('clicks over own rate')].split('(')
    const [low, high] = range.match(/[\d.]+/g).map(Number)
    return { value: Number(value), low, high }
  }
  return {
    reasons: {
      told: sum('reasons'),
      untrue: sum('false'),
      sensitive: sum('sensitive stories'),
      raised: sum('promoted'),
    },
    audiences: {
      phrases: picked('phrases; the page has seen 500'),
      labels: picked('genre affinity'),
      heavy: picked('heavy clickers'),
    },
    history: numbersIn(rowOf(phrases, 'history buffs')('clicks over own rate'), audiences)[0],
  }
}

/** Hostile inputs, bugs found on other people's sites, and what files and bits reveal about readers. */
function attacks(table, read) {
  const fuzz = 'docs/proof/fuzz.md'
  const { head, rows } = table(fuzz, 'inputs', 'slowest, ms', 'result')
  const column = (row, name) => row[head.indexOf(name)]
  const outside = 'docs/proof/outside.md'
  const found = tablesIn(read(outside), outside).filter(({ head }) => head.includes('finding') && head.includes('test'))
  if (!found.length) throw new Error(`${outside}: expected tables with the columns "finding", "test"`)
  const privacy = 'docs/privacy.md'
  const members = table(privacy, 'readers in the file', 'correct when telling a member from an outsider')
  const bits = table(privacy, 'bits from one device', 'even odds become at most')
  return {
    fuzz: {
      kinds: rows.length,
      inputs: rows.reduce((sum, row) => sum + numbersIn(column(row, 'inputs'), fuzz)[0], 0),
      slowest: Math.max(...rows.map((row) => numbersIn(column(row, 'slowest, ms'), fuzz)[0])),
      failed: rows.filter((row) => !column(row, 'result').startsWith('passed')).length,
    },
    outside: found.reduce((sum, each) => sum + each.rows.length, 0),
    members: members.rows.map((row) => ({
      readers: numbersIn(row[0], privacy)[0],
      correct: numbersIn(row[members.head.indexOf('correct when telling a member from an outsider')], privacy)[0],
    })),
    bits: bits.rows.map((row) => ({
      bits: numbersIn(row[0], privacy)[0],
      odds: numbersIn(row[bits.head.indexOf('even odds become at most')], privacy)[0],
    })),
  }
}

/** Experiments and creatives: coverage of intervals, false alarms, and regret. */
function campaigns(table) {
  const measurement = 'docs/proof/measurement.md'
  const intervals = table(measurement, 'devices', 'control', 'metric', 'difference', 'ratio')
  const covered = intervals.rows.flatMap((row) =>
    ['difference', 'ratio'].map((name) => numbersIn(row[intervals.head.indexOf(name)], measurement)[0]),
  )
  const daily = table(measurement, 'always-valid', '95 % interval for one look')
  const most = (name) => Math.max(...daily.rows.map((row) => numbersIn(row[daily.head.indexOf(name)], measurement)[0]))
  const ratios = table(measurement, 'nothing lost', '1 % of an arm lost', '2 % of an arm lost (50 : 49)')
  const creatives = 'docs/proof/creatives.md'
  const device = table(creatives, 'policy', 'expected clicks', 'reduction from flat')
  const regret = (name) => numbersIn(rowOf(device, name)('reduction from flat'), creatives)[0]
  const judged = table(creatives, 'log', 'ips', 'snips', 'dr', 'dr-shrunk')
  const held = judged.rows.flatMap((row) => row.slice(1).map((cell) => numbersIn(cell, creatives)[0]))
  return {
    intervals: { least: Math.min(...covered), most: Math.max(...covered) },
    daily: { valid: most('always-valid'), single: most('95 % interval for one look') },
    lost: numbersIn(rowOf(ratios, '100,000')('1 % of an arm lost'), measurement)[0],
    regret: {
      random: regret('random'),
      content: regret('content alone'),
      priors: regret('site-wide priors, `reader` .1'),
      best: regret('best of the earlier half'),
    },
    judged: { least: Math.min(...held) / 10, most: Math.max(...held) / 10 },
  }
}

/** How often the audit finds planted biases, its false alarms, and the cost of its rules. */
function fairness(table) {
  const file = 'docs/proof/fairness.md'
  const planted = table(file, 'planted bias', 'found')
  const [none, ...biases] = planted.rows.map(([name, found]) => ({ name, value: numbersIn(found, file)[0] }))
  const alarms = table(file, 'measure', 'subject', 'Inkling', "the log's order")
  const popular = rowOf(alarms, 'popularity')
  const cost = table(file, 'rule', 'measure', 'before', 'after', 'nDCG@10')
  return {
    planted: { none: none.value, biases },
    popular: ["the log's order", 'Inkling'].map((column) => numbersIn(popular(column), file)[0]),
    rules: cost.rows.map((row) => [
      row[0],
      ...['before', 'after', 'nDCG@10'].map((name) => numbersIn(row[cost.head.indexOf(name)], file)[0]),
    ]),
  }
}

/** The latest grades of the English in comments and documents: the shares that a native engineer might have written. */
function grades(table) {
  const file = 'docs/proof/english.md'
  const columns = ['comments: natural / stilted / reread', 'paragraphs: natural / stilted / reread']
  const { head, rows } = table(file, ...columns)
  return columns.map((column) => numbersIn(rows.at(-1)[head.indexOf(column)], file)[1])
}

/** The lowest score of any page in each of Lighthouse's categories. */
function lighthouse(table) {
  const { head, rows } = table(LIGHTHOUSE, 'page', 'accessibility', 'best practices', 'SEO')
  const lowest = (column) => Math.min(...rows.map((row) => numbersIn(row[head.indexOf(column)], LIGHTHOUSE)[0]))
  return { pages: rows.length, ...Object.fromEntries(head.slice(1).map((column) => [column, lowest(column)])) }
}
