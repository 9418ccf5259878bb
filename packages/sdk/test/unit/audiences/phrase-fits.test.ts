// Synthetic readers, to test without data what scripts/proof/audiences.mjs tests with real ones.

import { expect, test } from 'vitest'
import { phraseFits, type Shown } from '../../../src/audiences/phrase-fits.ts'
import type { Rows } from '../../../src/audiences/rows.ts'

const [WIDTH, SUBJECTS, ITEMS, READERS, SHOWN, SHARE] = [64, 12, 300, 400, 60, 0.1]

function numbers(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) >>> 0
    return ((state ^ (state >>> 13)) >>> 0) / 2 ** 32
  }
}
const next = numbers(7)
const normal = () => Math.sqrt(-2 * Math.log(next() || 1e-9)) * Math.cos(2 * Math.PI * next())

/** Unit rows about these subjects. Like real texts, each also contains much else. */
function rowsAbout(subjects: readonly number[], noise: number): Rows {
  const rows = new Float32Array(subjects.length * WIDTH)
  subjects.forEach((subject, n) => {
    const row = Array.from({ length: WIDTH }, (_, d) => (d === subject ? 1 : 0) + noise * normal())
    const length = Math.hypot(...row)
    rows.set(
      row.map((value) => value / length),
      n * WIDTH,
    )
  })
  return { rows, width: WIDTH }
}

const subjectOf = Array.from({ length: ITEMS }, (_, n) => n % SUBJECTS)
const site = rowsAbout(subjectOf, 0.1)
const phrases = rowsAbout(
  Array.from({ length: SUBJECTS }, (_, n) => n),
  0.12,
)

/** @param isTaste whether this reader opens a subject more often than other readers do */
function reader(isTaste: (subject: number) => boolean, rate: number): { shown: Shown[]; later: boolean[][] } {
  const rows = Array.from({ length: ITEMS }, (_, row) => ({ row, key: next() }))
    .sort((a, b) => a.key - b.key)
    .slice(0, SHOWN)
  const opens = (row: number) => next() < rate * (isTaste(subjectOf[row]!) ? 2.5 : 0.8)
  const opened = rows.map(({ row }) => opens(row))
  const share = opened.filter(Boolean).length / SHOWN
  const later = Array.from({ length: SUBJECTS }, (_, subject) =>
    Array.from({ length: 20 }, (_, k) => opens(subject + SUBJECTS * (k % 20))),
  )
  return { shown: rows.map(({ row }, n) => ({ row, weight: 1, expected: share, isOpened: opened[n]! })), later }
}

const readers = Array.from({ length: READERS }, () => {
  const [one, other] = [Math.floor(next() * SUBJECTS), Math.floor(next() * SUBJECTS)]
  return reader((subject) => subject === one || subject === other, 0.08 + 0.25 * next())
})
const fits = readers.map(({ shown }) => phraseFits(phrases, site, shown))

test('Whom a phrase picks opens what it speaks of more often than their own rate predicts: by 1.2 and more.', () => {
  let ratios = 0
  for (let p = 0; p < SUBJECTS; p++) {
    let [clicks, expected] = [0, 0]
    readers.forEach(({ later }, r) => {
      if ((fits[r]![p] ?? 0) < 1 - SHARE) return
      clicks += later[p]!.filter(Boolean).length
      expected += later.flat().filter(Boolean).length / SUBJECTS
    })
    ratios += clicks / expected / SUBJECTS
  }
  expect(ratios).toBeGreaterThan(1.2)
})

test('Each phrase picks the share that was set, within a factor of two.', () => {
  for (let p = 0; p < SUBJECTS; p++)
    for (const share of [0.1, 0.2, 0.3]) {
      const picked = fits.filter((of) => (of[p] ?? 0) >= 1 - share).length / READERS
      expect(picked, `phrase ${p}, share ${share}`).toBeGreaterThan(share / 2)
      expect(picked, `phrase ${p}, share ${share}`).toBeLessThan(share * 2)
    }
})

test('Readers without a taste are picked no more often than the share, whatever their rate.', () => {
  const indifferent = Array.from({ length: 200 }, () =>
    phraseFits(phrases, site, reader(() => false, 0.1 + 0.5 * next()).shown),
  )
  const picked = indifferent.flat().filter((fit) => (fit ?? 0) >= 1 - SHARE).length / (200 * SUBJECTS)
  expect(picked).toBeLessThan(SHARE * 1.2)
})

test('A phrase of which the site has nothing is not judged.', () => {
  const apart = rowsAbout([SUBJECTS + 5], 0.05)
  expect(phraseFits(apart, rowsAbout(subjectOf, 0.05), readers[0]!.shown)).toEqual([undefined])
})

test('Nothing is said where nothing can be: no vector, no site, nothing opened, or all of it.', () => {
  const { shown } = readers[0]!
  const unknown = { rows: new Float32Array(WIDTH).fill(Number.NaN), width: WIDTH }
  const all = (isOpened: boolean) => shown.map((each) => ({ ...each, isOpened }))
  expect(phraseFits(unknown, site, shown)).toEqual([undefined])
  expect(phraseFits({ rows: new Float32Array(WIDTH), width: WIDTH }, site, shown)).toEqual([undefined])
  expect(phraseFits(phrases, site, all(true))).toEqual(new Array(SUBJECTS).fill(undefined))
  expect(phraseFits(phrases, site, all(false))).toEqual(new Array(SUBJECTS).fill(undefined))
  expect(phraseFits(phrases, site, [])).toEqual(new Array(SUBJECTS).fill(undefined))
  expect(phraseFits({ rows: new Float32Array(), width: 0 }, { rows: new Float32Array(), width: 0 }, [])).toEqual([])
})
