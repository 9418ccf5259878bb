// @vitest-environment node
// What the benchmark of rivals says about its samples: ratios, intervals, and sentences about who loses.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { readPairs } from '../../../bench/rivals/quality.mjs'
import { compare, report, verdicts } from '../../../bench/rivals/report.mjs'
import { FEWEST, ratio, spearman, summary } from '../../../bench/rivals/statistics.mjs'
import { pagesOf, WAYS } from '../../../bench/rivals/ways.mjs'

const samples = fc.array(fc.double({ min: 1, max: 1e6, noNaN: true }), { minLength: FEWEST, maxLength: 20 })

describe('ratio', () => {
  test('is that of the medians, and lies within its interval', () => {
    fc.assert(
      fc.property(samples, (values) => {
        const doubled = values.map((value) => 2 * value)
        expect(ratio(doubled, values)).toEqual({ value: 2, low: 2, high: 2 })
        const one = ratio(values, values.toReversed())
        expect(one.low).toBeLessThanOrEqual(one.value)
        expect(one.high).toBeGreaterThanOrEqual(one.value)
      }),
      { numRuns: 20 },
    )
  })

  test('draws whole rounds, so that load that slows both doesn’t widen the interval', () => {
    const load = [1, 9, 2, 30, 1, 4]
    const paired = ratio(
      load.map((each) => 3 * each),
      load,
    )
    expect(paired).toEqual({ value: 3, low: 3, high: 3 })
    const alone = ratio(
      load.map((each) => 3 * each),
      load.map(() => 3),
    )
    expect(alone.high! / alone.low!).toBeGreaterThan(2)
  })

  test('has no interval for too few rounds', () => {
    expect(ratio([4, 4], [2, 2])).toEqual({ value: 2 })
  })

  test.each([
    [[], []],
    [[1, 2], [1]],
    [[1], [0]],
  ])('refuses %j over %j', (first, second) => {
    expect(() => ratio(first, second)).toThrow(RangeError)
  })
})

test('A summary tells median, 95th percentile and rounds.', () => {
  expect(summary([5, 1, 3])).toEqual({ median: 3, p95: 4.8, runs: 3 })
})

describe('spearman', () => {
  test.each([
    ['any rising order', [1, 2, 3, 4], [10, 20, 30, 400], 1],
    ['the reverse', [1, 2, 3, 4], [4, 3, 2, 1], -1],
    // Ranks 1, 2.5, 2.5, 4 against 1 to 4: 4.5 / √(4.5 · 5)
    ['ties, which share a rank', [1, 2, 2, 3], [1, 2, 3, 4], 4.5 / Math.sqrt(22.5)],
  ])('%s', (_, first, second, expected) => {
    expect(spearman(first, second)).toBeCloseTo(expected, 12)
  })
})

const rounds: Array<Record<string, Record<string, number>>> = [1, 2, 3, 4].map((n) => ({
  plain: { bytes: 2 },
  inkling: { loopback: 100 * n, again: 50, bytes: 1000, task: 0 },
  engine: { loopback: 300 * n, again: 200, some: 90, bytes: 3000, task: 0 },
  table: { loopback: 80 * n, again: 60, some: 1, bytes: 900, task: 60 },
  transformers: { loopback: 900 * n, again: 20, some: 80 + n, bytes: 27_000, task: 0 },
}))

describe('compare', () => {
  const measures = compare(rounds)

  test('compares with the tag, with depth 1, and without the tag with depth 1 alone', () => {
    const row = (measure: string, way: string) => measures[measure]!.rows.find((row) => row.way === way)!
    expect(measures['loopback']!.baseline).toBe('inkling')
    expect(row('loopback', 'inkling')).not.toHaveProperty('ratio')
    expect(row('loopback', 'transformers')).toMatchObject({ ratio: { value: 9 }, toDepth1: { value: 3 } })
    expect(measures['some']!.baseline).toBe('engine')
    expect(row('some', 'transformers').ratio!.high).toBeLessThan(1)
    expect(row('some', 'transformers')).not.toHaveProperty('toDepth1')
  })

  test('gives no ratios of what has a lower limit', () => {
    for (const row of measures['task']!.rows) expect(row).not.toHaveProperty('ratio')
  })

  test('leaves out measures without samples, and a way that lacks some', () => {
    expect(measures).not.toHaveProperty('line')
    const { transformers: _, ...first } = rounds[0]!
    const left = compare([first, ...rounds.slice(1)])
    expect(left['loopback']!.rows.map((row) => row.way)).toEqual(['inkling', 'engine', 'table'])
  })
})

describe('verdicts', () => {
  const { loses, worse } = verdicts(compare(rounds), { engine: 0.83, table: 0.78, transformers: 0.82 })

  test('tell where a rival is ahead, and no part of Inkling', () => {
    expect(loses).toHaveLength(3)
    expect(loses[0]).toMatch(/^Second visit: .*transformers.js.* 20 ms, Inkling: tag and snippet 50, 0.4 \[/)
    expect(loses[1]).toMatch(/^Second visit: .*transformers.js.* 20 ms, Inkling's engine alone, depth 1 200, 0.1 \[/)
    expect(loses[2]).toMatch(/^48 new texts/)
  })

  test('tell for each pair that what needs less is worse, on either side', () => {
    const pair = (less: string, more: string) =>
      worse.filter((sentence) => sentence.startsWith(less) && sentence.includes(`than ${more}`)).join()
    expect(pair('Inkling: tag', 'transformers.js')).toMatch(
      /worse \(STS-B 0.78 against 0.82\): First order by meaning.*; Loaded at a first visit/,
    )
    expect(pair("Inkling's table", "Inkling's engine")).toMatch(/0.78 against 0.83\): .*48 new texts/)
    expect(pair('transformers.js', "Inkling's engine")).toMatch(/0.82 against 0.83\): .*48 new texts/)
    // It is ahead at the second visit, and better: nothing to warn of.
    expect(pair('transformers.js', 'Inkling: tag')).toBe('')
  })

  test('don’t judge quality that wasn’t measured', () => {
    expect(verdicts(compare(rounds), {}).worse).toEqual([])
  })
})

test('The page has every measure, the reason for what is missing, and no empty cell.', () => {
  const page = report({
    written: '2026-01-01T00:00:00.000Z',
    rounds: rounds.length,
    machine: 'Chromium 1, 2 cores.',
    versions: { Inkling: '1.0.0' },
    measures: compare(rounds),
    quality: { figures: {}, why: 'INKLING_DATA has no pairs' },
    consent: [
      { name: 'Inkling', bytes: 12_000, requests: 1, blocking: 0, stored: 0 },
      { name: 'PostHog', bytes: 102_000, requests: 4, blocking: 0, stored: 5 },
    ],
    skipped: ['onnxruntime-web: not exported.'],
  })
  expect(page).toContain('| transformers.js, all-MiniLM-L6-v2 int8 | 2,250 | 3,460 | 9 [9 to 9] | 3 [3 to 3] |')
  expect(page).toContain('| PostHog | 102,000 | 8.5 | 4 | 0 | 5 |')
  expect(page).toContain('Skipped: INKLING_DATA has no pairs.')
  expect(page).toContain('- onnxruntime-web: not exported.')
  expect(page).not.toMatch(/undefined|NaN|\| +\|/)
})

describe('readPairs', () => {
  const folder = mkdtempSync(join(tmpdir(), 'inkling-pairs-'))
  afterEach(() => {
    vi.unstubAllEnvs()
    rmSync(folder, { recursive: true, force: true })
  })

  test('gives the reason if the data isn’t there', () => {
    vi.stubEnv('INKLING_DATA', folder)
    expect(readPairs('.')).toMatch(/^INKLING_DATA has no test\/stsbenchmark/)
  })
})

test('The tag’s page tells what was read on the first visit only; no page of a rival has a line of Inkling’s.', () => {
  const item = (id: string) => ({ id, title: `Story ${id} </script>` })
  const pages = pagesOf({
    items: [item('a')],
    read: [item('b')],
    lines: { snippet: '<script>snippet</script>', tag: '<script src="inkling.js"></script>' },
    notes: '',
  })
  expect(Object.keys(pages)).toHaveLength(2 * WAYS.length)
  expect(pages['/rivals/inkling.html']!()).toContain('"track","read"')
  const again = pages['/rivals/inkling-again.html']!()
  expect(again).toContain('inkling.js')
  expect(again).not.toContain('"track"')
  const rival = pages['/rivals/transformers.html']!()
  expect(rival).not.toMatch(/inkling\.js|snippet/)
  // Titles end no script.
  expect(rival.match(/<\/script>/g)).toHaveLength(3)
})
