// @vitest-environment node
// Do explanations say what the ranking does? On simulated readers; scripts/proof/why.mjs asks the same of a public log.

import { beforeAll, expect, test } from 'vitest'
import { bootstrap } from '../../../../cli/src/evaluate/metrics/bootstrap.ts'
import { evidence } from '../../../src/ranking/features/evidence.ts'
import { type RankInput, rank } from '../../../src/ranking/rank.ts'
import { areasOf, type Claim, claimsOf } from '../../cases/faithful.ts'
import { catalogue, randomFrom, visits } from '../../cases/readers.ts'

const FULL = Boolean(process.env['INKLING_FULL'])
const READERS = FULL ? 60 : 8
const DAYS = 24
/** Every n-th visit of a reader is examined, and the first items of its list. */
const EVERY = FULL ? 4 : 12
const FIRST = 3
const CALIBRATION = 0.25

interface Measured {
  readonly reader: number
  readonly claims: readonly Claim[]
  readonly areas: ReadonlyArray<ReturnType<typeof areasOf>>
}
let measured: readonly Measured[] = []

function inputsOf(reader: number): RankInput[] {
  const all = catalogue(DAYS, randomFrom(1))
  return [...visits(all, DAYS, randomFrom(reader + 2), CALIBRATION)].flatMap(({ page, events, now }, day) => {
    // A visit's dwell time grows until the next one; until then it is as before.
    const known = events.filter(({ at }) => at < now)
    const history = evidence(known, now)
    if ((day + 1) % EVERY || history.positive.length < 2) return []
    const rules = { demoteRead: true, calibration: CALIBRATION }
    return [{ list: '', candidates: page, history, vectors: new Map(), now, rules }]
  })
}

beforeAll(() => {
  const random = randomFrom(7)
  measured = Array.from({ length: READERS }, (_, reader) => reader).flatMap((reader) =>
    inputsOf(reader).map((input) => ({
      reader,
      claims: claimsOf(input),
      areas: rank(input)
        .items.slice(0, FIRST)
        .map(({ id }) => areasOf(input, id, random, 2)),
    })),
  )
}, 300_000)

test('What an explanation puts first counts most: the score falls faster than by weight, by recency and by chance.', () => {
  const rows = measured.flatMap(({ reader, areas }) => areas.map((area) => ({ reader, ...area })))
  expect(rows.length).toBeGreaterThan(FIRST * READERS)
  const others = ['weight', 'recency', 'chance'] as const
  const { difference } = bootstrap(
    rows.map(({ reader }) => reader),
    [rows.map(({ explained }) => explained), ...others.map((name) => rows.map((row) => row[name]))],
  )
  for (const [k, name] of others.entries()) {
    const { value, interval } = difference(k + 1, 0)
    expect(interval[0], `${name}: ${value} (${interval})`).toBeGreaterThan(0)
  }
})

test('Of what the reader brought among the first, 95 % have a small set that keeps it there; every claim holds when ranked again.', () => {
  const claims = measured.flatMap((each) => each.claims)
  expect(claims.filter(({ holds, namesHold }) => !holds || !namesHold)).toEqual([])
  const own = claims.filter(({ anyway }) => !anyway)
  const sizes = own.flatMap(({ size }) => size ?? []).sort((a, b) => a - b)
  expect(own.length).toBeGreaterThan(READERS)
  expect(sizes.length / own.length).toBeGreaterThanOrEqual(0.95)
  expect(sizes[sizes.length >> 1]).toBeLessThanOrEqual(2)
})
