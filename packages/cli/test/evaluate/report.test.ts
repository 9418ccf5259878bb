// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest'
import type { Row } from '../../src/evaluate/baselines.ts'
import { type EvaluateOptions, evaluate } from '../../src/evaluate/evaluate.ts'
import { LogError } from '../../src/evaluate/log/read-log.ts'
import { METRICS } from '../../src/evaluate/metrics/metrics.ts'
import { showProgress } from '../../src/evaluate/progress.ts'
import { evaluationReport, reportJson } from '../../src/evaluate/report/report.ts'
import { figureText } from '../../src/evaluate/report/wording.ts'
import type { ReportJson } from '../../src/evaluate/result.ts'
import type { ListFacts, Table } from '../../src/evaluate/table.ts'
import { toHtml } from '../../src/report/to-html.ts'
import { toText } from '../../src/report/to-text.ts'
import { click, type Event, embedWords, fileOf, item, ranking } from './make.ts'

const SUBJECTS = ['moon orbit planet', 'bread oven rye', 'goal match league', 'tax vote law']
/** Forty items of four subjects; an item's subject is its number modulo four. */
const ITEMS: readonly Event[] = Array.from({ length: 40 }, (_, n) =>
  item(`${n}`, { title: `${SUBJECTS[n % 4]} story ${n}`, topic: SUBJECTS[n % 4]!.split(' ')[0] }),
)

/** Readers who click every item of their subject, in four lists of eight; the last list repeats the first. */
function readers(names: readonly string[]): Event[] {
  return names.flatMap((user, u) =>
    [0, 1, 2, 0].flatMap((part, n) => {
      const ids = Array.from({ length: 8 }, (_, c) => `${(8 * part + c + u) % 40}`)
      const id = `${user}'s ${n}`
      const liked = ids.filter((each) => Number(each) % 4 === u % 4)
      return [ranking(id, user, ids, 10 * n), ...liked.map((each) => click(id, each, 10 * n))]
    }),
  )
}

const EVENTS = [...ITEMS, ...readers(['ann', 'bob', 'cy', 'dee', 'eve', 'fay'])]
const TRAINING = [...ITEMS.slice(0, 12), ...readers(['tom', 'uma', 'val'])]

function run(more: Partial<EvaluateOptions> = {}, events: readonly Event[] = EVENTS) {
  const told: string[] = []
  const stderr = { write: (text: string) => told.push(text) }
  return evaluate({ events: fileOf(events), embed: embedWords, resamples: 100, stderr, ...more }).then((report) => ({
    report,
    told: told.join(''),
  }))
}
const reportText = (report: ReportJson) => toText(evaluationReport(report))
const reportHtml = (report: ReportJson) => toHtml(evaluationReport(report))
const by = <T extends { readonly name: string }>(rows: readonly T[], name: string) =>
  rows.find((row) => row.name === name)!

function meanOf(table: Table, row: string, has: (list: ListFacts) => boolean): number {
  const values = [...table.values.get(row)!.ndcg10].filter((_, n) => has(table.lists[n]!))
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

describe('evaluate', () => {
  test('Rows that use the texts find what readers like; the others find it only by chance.', async () => {
    const { report } = await run()
    for (const table of [report.rows, report.repeats]) {
      expect(table.map(({ name }) => name)).toEqual([
        'random',
        'shown-order',
        'popularity',
        'tfidf-mean',
        'tfidf-fusion',
        'mean',
        'max',
        'top3',
        'fusion',
      ])
      expect(by(table, 'fusion').ndcg10).toBeGreaterThan(0.9)
      expect(by(table, 'tfidf-fusion').auc).toBeGreaterThan(0.9)
      expect(by(table, 'popularity').auc).toBe(0.5)
    }
  })

  test('First lists are not scored; repeats are removed in one table and kept in the other.', async () => {
    const { report } = await run()
    expect(report.counts).toMatchObject({
      inLog: { users: 6, lists: 24, items: 40 },
      firstLists: 6,
      rows: { users: 6, lists: 12, skipped: { noClick: 6, allClicked: 0, oneCandidate: 0 } },
      repeats: { users: 6, lists: 18, skipped: { noClick: 0, allClicked: 0, oneCandidate: 0 } },
    })
    expect([report.users, report.lists]).toEqual([6, 12])
    expect(report.tables.rows.lists.some(({ id }) => id.endsWith(' 0') || id.endsWith(' 3'))).toBe(false)
    expect(report.tables.repeats.lists.filter(({ id }) => id.endsWith(' 3'))).toHaveLength(6)
  })

  test('Popularity is counted only in the training log: clicks of the scored log change nothing.', async () => {
    const seen: Array<readonly number[]> = []
    const spy: Row = {
      name: 'spy',
      score: (_, candidates, { popularity }) => {
        const figures = candidates.map((id) => popularity.of(id)!)
        seen.push(figures)
        return figures
      },
    }
    const training = fileOf(TRAINING)
    const few = await run({ trainEvents: training, rows: [spy] })
    const before = seen.splice(0)
    // Clicks everything in a list that isn't scored; counting it would raise these items.
    const more = ['0', '1', '2', '3', '4', '5', '6', '7'].map((id) => click("ann's 0", id))
    await run({ trainEvents: training, rows: [spy] }, [...EVENTS, ...more])
    expect(seen).toEqual(before)
    expect(by(few.report.rows, 'spy').ndcg10).toBe(by(few.report.rows, 'popularity').ndcg10)
  })

  test('A list that is in both logs is excluded from training and reported.', async () => {
    const { report } = await run({ trainEvents: fileOf([...TRAINING, ...EVENTS.slice(40)]) })
    const { report: without } = await run({ trainEvents: fileOf(TRAINING) })
    expect(report.problems).toMatchObject({ listsInBoth: 24, usersInBoth: 6 })
    expect(report.rows).toEqual(without.rows)
    expect(reportText(report)).toContain('24 lists of the training log are scored, too: they trained nothing')
  })

  test('Additional rows see the history but no outcomes, and may be built from the context.', async () => {
    const { report } = await run({
      trainEvents: fileOf(TRAINING),
      rows: async ({ training }) => [
        {
          name: `of ${training.length}`,
          score: ({ list, past }, candidates) => {
            expect([list.clicked.size, list.kinds.size, list.clickedAt.size]).toEqual([0, 0, 0])
            expect(past.some(({ clicked }) => clicked.size)).toBe(true)
            return new Float32Array(candidates.length)
          },
        },
      ],
    })
    expect(report.rows.at(-1)!.name).toBe('of 12')
    expect(report.paired.filter(({ a, b }) => a === 'of 12' && b === 'popularity')).toHaveLength(8)
  })

  test('The report has every row’s value on every list, and the means agree with them.', async () => {
    const { report } = await run()
    for (const [table, rows] of [
      [report.tables.rows, report.rows],
      [report.tables.repeats, report.repeats],
    ] as const) {
      for (const row of rows) {
        for (const metric of METRICS) {
          const values = table.values.get(row.name)![metric]
          expect(values).toHaveLength(table.lists.length)
          expect(values.reduce((sum, value) => sum + value, 0) / values.length).toBeCloseTo(row[metric], 12)
        }
      }
    }
  })

  test('Slices contain the lists of their kind, and empty ones say so.', async () => {
    const { report } = await run({ trainEvents: fileOf(TRAINING) })
    const counts = Object.fromEntries(report.slices.map(({ name, users, lists }) => [name, [users, lists]]))
    expect(counts).toEqual({
      'past clicks: 0': [0, 0],
      'past clicks: 1–5': [6, 12],
      'past clicks: 6–15': [0, 0],
      'past clicks: 16+': [0, 0],
      'not in training: at least one candidate': [3, 3],
      'not in training: at least half of the candidates': [0, 0],
    })
    expect(by(report.slices, 'past clicks: 16+').rows).toEqual([])
    // The slice contains every list, so its figures equal the table's.
    expect(by(report.slices, 'past clicks: 1–5').rows).toEqual(
      report.rows.map(({ name, ndcg10, ci }) => ({ name, ndcg10, ci: ci.ndcg10 })),
    )
    const [first] = by(report.slices, 'not in training: at least one candidate').rows
    expect(first!.ndcg10).toBeCloseTo(
      meanOf(report.tables.rows, 'random', ({ unseen }) => unseen! > 0),
      12,
    )
    expect(reportText(report)).toContain(
      'nDCG@10, past clicks: 16+ (0 users, 0 lists)\nEmpty: no list is of this kind.',
    )
    expect(reportHtml(report)).toContain('Empty: no list is of this kind.')
  })

  test('The same logs give the same report.', async () => {
    const [one, two] = [await run(), await run()]
    expect(reportJson(one.report)).toEqual(reportJson(two.report))
  })

  test('A log of only first lists, duplicate row names, unknown pairs and NaN scores are rejected.', async () => {
    await expect(run({}, [ranking('one', 'ann', ['a', 'b']), click('one', 'a')])).rejects.toThrow(
      /no list in .* can be scored/,
    )
    await expect(run({ events: '-', trainEvents: '-' })).rejects.toThrow(LogError)
    await expect(run({ rows: [{ name: 'random', score: () => [] }] })).rejects.toThrow(
      "two rows have the name 'random'",
    )
    await expect(run({ pairs: [['fusion', 'magic']] })).rejects.toThrow("there is no row 'magic'")
    const bad = (scores: readonly number[]) => run({ rows: [{ name: 'bad', score: () => scores }] })
    await expect(bad([1])).rejects.toThrow("row 'bad' must give a number")
    await expect(bad(new Array(8).fill(Number.NaN))).rejects.toThrow("row 'bad' must give a number")
    await expect(run({ embed: async () => [] })).rejects.toThrow('gave 0 vectors')
  })

  test('If every list consists of repeats, the table without repeats is empty and says so.', async () => {
    const ids = ['1', '2', '3']
    const events = [0, 1].flatMap((n) => [ranking(`${n}`, 'ann', ids, n), click(`${n}`, '1', n)])
    const { report } = await run({}, [...ITEMS, ...events])
    expect([report.lists, report.rows.length, report.repeats.length]).toEqual([0, 0, 9])
    expect(reportText(report)).toContain('No list is left to score.')
    expect(reportHtml(report)).toContain('No list is left to score.')
    expect(JSON.stringify(reportJson(report))).not.toContain('null')
  })
})

describe('progress', () => {
  test('Without a terminal, skipped lines are printed by number, and progress every tenth.', async () => {
    const { told } = await run({}, [{ event: 7 }, ...EVENTS])
    expect(told).toContain('line 1 of made.jsonl is left out: "event" is missing\n')
    for (const label of ['reading made.jsonl', 'embedding texts', 'replaying lists'])
      expect(told).toContain(`${label}: 100 %\n`)
    expect(told.split('\n').length).toBeLessThan(50)
    expect(told).not.toContain('\r')
  })

  test('Of many skipped lines, the first twenty are printed, and the number of others.', async () => {
    const { told, report } = await run({}, [...new Array(30).fill({}), ...EVENTS])
    expect(told.match(/is left out/g)).toHaveLength(20)
    expect(told).toContain('10 more lines of made.jsonl are left out')
    expect(report.problems.events.malformed).toBe(30)
  })

  test('On a terminal, one line is redrawn, with notes above it.', () => {
    const told: string[] = []
    const progress = showProgress({ isTTY: true, write: (text: string) => told.push(text) }, 'reading')
    progress.update(1, 4)
    progress.update(1, 4)
    progress.note('a note')
    progress.update(4, 4)
    progress.end()
    progress.end()
    expect(told).toHaveLength(4)
    expect(told[0]).toMatch(/^\r.*reading: █{7}░{23} 25 %$/)
    expect(told[1]).toMatch(/a note\n.*25 %$/s)
    expect(told[2]).toMatch(/█{30} 100 %$/)
    expect(told[3]).toBe('\n')
    const unknown = showProgress({ isTTY: true, write: (text: string) => told.push(text) }, 'reading')
    unknown.update(7_400_000, undefined)
    expect(told.at(-1)).toContain('reading: 7 MB')
  })
})

describe('report', () => {
  test('JSON has the documented shape.', async () => {
    const { report } = await run({ trainEvents: fileOf(TRAINING, 'train.jsonl') })
    const json = JSON.parse(JSON.stringify(reportJson(report)))
    expect(Object.keys(json).sort()).toEqual(
      [
        'alike',
        'counts',
        'events',
        'lists',
        'paired',
        'problems',
        'repeats',
        'rows',
        'slices',
        'training',
        'users',
      ].sort(),
    )
    const interval = [expect.any(Number), expect.any(Number)]
    const ci = { auc: interval, mrr: interval, ndcg5: interval, ndcg10: interval }
    const [auc, mrr, ndcg5, ndcg10] = new Array(4).fill(expect.any(Number))
    for (const row of [...json.rows, ...json.repeats])
      expect(row).toEqual({ name: expect.any(String), auc, mrr, ndcg5, ndcg10, ci })
    for (const pair of json.paired) {
      expect(pair).toEqual({
        a: expect.any(String),
        b: expect.any(String),
        metric: expect.stringMatching(/^(auc|mrr|ndcg5|ndcg10)$/),
        difference: expect.any(Number),
        ci: interval,
        table: expect.stringMatching(/^(rows|repeats)$/),
      })
    }
    for (const slice of json.slices) {
      expect(Object.keys(slice)).toEqual(['name', 'users', 'lists', 'rows'])
      for (const row of slice.rows) expect(row).toEqual({ name: expect.any(String), ndcg10, ci: interval })
    }
    expect(json.events).toBe('made.jsonl')
    expect(json.training).toBe('train.jsonl')
  })

  test('The text has both tables, every row, and the unusable input.', async () => {
    const { report } = await run({}, [...EVENTS, {}, ranking('ghost', 'zoe', ['nowhere'])])
    const text = reportText(report)
    expect(text).toMatch(/Without repeats.*\n6 users, 12 lists\nnot scored: 6 lists: nothing in them was clicked\n/)
    expect(text).toMatch(/With repeats.*\n6 users, 18 lists\n/)
    for (const { name, ndcg10 } of report.rows)
      expect(text).toMatch(new RegExp(`^${name} .*${figureText(ndcg10)} \\[`, 'm'))
    expect(text).toMatch(/^fusion over popularity +[+-]\.\d{3} \[/m)
    expect(text).toContain('- made.jsonl: 1 line left out as malformed')
    expect(text).toContain('- made.jsonl: 1 item shown but never described')
    expect(text).toContain('there is no training log')
    expect(text.split('\n').some((line) => line.endsWith(' '))).toBe(false)
  })

  test.each([
    [0.5834, false, '.583'],
    [1, false, '1.000'],
    [0, true, '+.000'],
    [-0.00001, true, '+.000'],
    [-0.0123, true, '-.012'],
    [0.0123, true, '+.012'],
    [Number.NaN, false, '-'],
  ])('%s → %s', (value, signed, text) => {
    expect(figureText(value, signed)).toBe(text)
  })

  test('The page escapes hostile strings, and has no scripts or external resources.', async () => {
    const hostile = `"><script>alert(1)</script><img src=x onerror='alert(2)'>&amp;`
    const { report } = await run({ rows: [{ name: hostile, score: (_, candidates) => candidates.map(Number) }] })
    const html = reportHtml({ ...report, events: hostile, training: hostile })
    expect(html).not.toMatch(/<script|<img|<link|@import|url\(|https?:|onerror='/i)
    const page = new DOMParser().parseFromString(html, 'text/html')
    expect(page.querySelectorAll('script, img, iframe, link')).toHaveLength(0)
    expect(page.querySelector('h1')!.textContent).toBe(`Ranking metrics of ${hostile}`)
    expect([...page.querySelectorAll('tbody th')].some((cell) => cell.textContent === hostile)).toBe(true)
  })

  test('The page is accessible to screen readers: captions, scopes, titles, descriptions and unique ids.', async () => {
    const { report } = await run({ trainEvents: fileOf(TRAINING) })
    const html = reportHtml(report)
    expect(html).toContain('prefers-color-scheme: dark')
    const page = new DOMParser().parseFromString(html, 'text/html')
    const tables = [...page.querySelectorAll('table')]
    expect(tables).toHaveLength(5)
    for (const table of tables) {
      expect(table.querySelector('caption')!.textContent).not.toBe('')
      for (const cell of table.querySelectorAll('thead th')) expect(cell.getAttribute('scope')).toBe('col')
      for (const cell of table.querySelectorAll('tbody th')) expect(cell.getAttribute('scope')).toBe('row')
    }
    const plots = [...page.querySelectorAll('svg')]
    expect(plots).toHaveLength(2 + report.slices.filter(({ lists }) => lists).length)
    for (const plot of plots) {
      expect(plot.getAttribute('role')).toBe('img')
      for (const id of plot.getAttribute('aria-labelledby')!.split(' '))
        expect(page.getElementById(id)!.textContent).not.toBe('')
      expect(plot.outerHTML).not.toMatch(/NaN|Infinity|undefined/)
    }
    const ids = [...page.querySelectorAll('[id]')].map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(
      page.getElementById(page.querySelector('svg')!.getAttribute('aria-labelledby')!.split(' ')[1]!)!.textContent,
    ).toContain(`fusion ${figureText(report.rows.at(-1)!.ndcg10)}`)
    expect(page.querySelectorAll('svg .zero')).toHaveLength(1)
  })
})
