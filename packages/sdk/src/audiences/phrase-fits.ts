/**
 * How well phrases fit a reader: what they opened of what they were shown lies nearer to a phrase, or farther from it, than
 * chance would have it. A phrase is first grounded in what the site has: by itself it says too little of the site's items.
 *
 * The measure means the same for each phrase and reader: it is compared with those that the reader reaches for subjects of the
 * site at large. So one threshold picks about the same share of readers for each phrase (docs/proof/audiences.md).
 */

import { dot } from '../lib/cosine.ts'
import { add, type Rows, rowOf } from './rows.ts'

/** One of the site's items that the reader was shown. */
export interface Shown {
  /** Its row among the site's items. */
  readonly row: number
  /** What was done with it, in clicks; what was skipped weighs as its showing. */
  readonly weight: number
  /** How likely it was to be opened, whoever reads: 0..1. */
  readonly expected: number
  readonly isOpened: boolean
}

/** Items that a phrase is grounded in, and how much of it is left beside them. */
const NEAREST = 8
const OWN = 0.3
/** How much words that a phrase and an item share count in this, beside the likeness of vectors. */
const WORDS = 1
/** Subjects that stand for the site at large: every so many-th of its items, and what is like it. */
const SUBJECTS = 64
/**
 * Spread of what readers reach, in standard deviations of chance: the same for everybody. A reader's own, over so few subjects that are so alike, is mostly noise: the more it counted, the
 * further the shares that phrases pick lay apart (docs/proof/audiences.md).
 */
const SPREAD = 1.25
/** Variance that is added to that of chance: of one or two events it isn't known. */
const LEAST_VARIANCE = 0.05

/** @param row (width) @returns the same, of length 1; of zeros where it has none */
function unit(row: Float32Array): Float32Array {
  const scale = 1 / (Math.sqrt(dot(row, row)) || 1)
  return row.map((value) => value * scale)
}

/**
 * What the site has of what a row speaks of: the row, drawn towards the items that are nearest to it.
 *
 * @param row (width)
 * @param site (I × width)
 * @param shared words (I) that the row and each item share, 0..1
 * @returns the direction (width), of length 1, and how near these items are
 */
function ground(
  row: Float32Array,
  site: Rows,
  shared?: ArrayLike<number>,
): { readonly direction: Float32Array; readonly nearness: number } {
  const near: Array<{ readonly at: number; readonly likeness: number }> = [] // the nearest, nearest first
  for (let at = 0; at < site.rows.length / site.width; at++) {
    const likeness = dot(row, rowOf(site, at)) + WORDS * (shared?.[at] ?? 0)
    if (near.length === NEAREST && likeness <= near[NEAREST - 1]!.likeness) continue
    if (near.length === NEAREST) near.pop()
    near.push({ at, likeness })
    near.sort((a, b) => b.likeness - a.likeness)
  }
  const sum = new Float32Array(site.width) // (width)
  for (const { at } of near) add(sum, rowOf(site, at))
  const kin = unit(sum) // (width)
  return {
    direction: unit(row.map((value, d) => OWN * value + (1 - OWN) * kin[d]!)),
    nearness: near.reduce((total, { likeness }) => total + likeness, 0) / near.length,
  }
}

/**
 * By how many standard deviations of chance what was opened lies nearer to a direction than what was shown.
 *
 * @param direction (width)
 */
function departure(direction: Float32Array, site: Rows, shown: readonly Shown[]): number {
  const cosines = shown.map(({ row }) => dot(direction, rowOf(site, row)))
  let [sum, total] = [0, 0]
  shown.forEach(({ weight, expected }, h) => {
    sum += weight * expected * cosines[h]!
    total += weight * expected
  })
  const middle = sum / (total || 1)
  let [towards, variance] = [0, LEAST_VARIANCE]
  shown.forEach(({ weight, expected, isOpened }, h) => {
    const apart = weight * (cosines[h]! - middle)
    towards += apart * (Number(isOpened) - expected)
    variance += apart ** 2 * expected * (1 - expected)
  })
  return towards / Math.sqrt(variance)
}

/**
 * How near the nearest of so many items lie to a direction that has nothing to do with them, about: cosines by chance have a variance of 1 / width, and the
 * n-th part of a normal distribution begins at √(2 ln n) standard deviations. What isn't nearer isn't spoken of.
 */
const nearByChance = ({ rows, width }: Rows) => Math.sqrt((2 * Math.log(rows.length / width / NEAREST)) / width)

/** The normal distribution's share below z, within .0002 (Page 1977, Applied Statistics 26). */
const shareBelow = (z: number) => 1 / (1 + Math.exp(-z * (1.5976 + 0.070566 * z * z)))

/**
 * @param phrases (P × width)
 * @param site (I × width): what the site has, opened or not, and no row without a vector
 * @param words (P × I): words that phrases and items share, as cosines 0..1
 * @returns of each phrase the share of readers who fit it less, 0..1; undefined where that can't be said: the reader has opened all
 *   that they were shown, or nothing, or the site has nothing that the phrase speaks of
 */
export function phraseFits(
  phrases: Rows,
  site: Rows,
  shown: readonly Shown[],
  words: Float32Array = new Float32Array(),
): Array<number | undefined> {
  const [P, I] = [phrases.rows.length / site.width || 0, site.rows.length / site.width || 0]
  const unsaid = I <= NEAREST || new Set(shown.map(({ isOpened }) => isOpened)).size < 2
  const many = unsaid ? 0 : Math.min(SUBJECTS, I)
  const reached = Array.from({ length: many }, (_, n) =>
    departure(ground(rowOf(site, Math.floor((n * I) / many)), site).direction, site, shown),
  )
  const mean = reached.reduce((sum, each) => sum + each, 0) / many
  return Array.from({ length: P }, (_, p) => {
    const row = rowOf(phrases, p)
    if (unsaid || !(dot(row, row) > 0)) return undefined
    const { direction, nearness } = ground(row, site, words.subarray(p * I, (p + 1) * I))
    return nearness < nearByChance(site) ? undefined : shareBelow((departure(direction, site, shown) - mean) / SPREAD)
  })
}
