/**
 * How well phrases fit a reader: whether the opened items are closer to a phrase, or farther from it, than chance
 * predicts given the items that the reader was shown. A phrase is first grounded in the site's items, because on its
 * own it is too short to represent them.
 *
 * The score is standardised against the reader's scores for the site's subjects in general, so that one threshold
 * selects about the same share of readers for every phrase (docs/proof/audiences.md).
 */

import { dot } from '../lib/cosine.ts'
import { add, type Rows, rowOf } from './rows.ts'

/** An item that the reader was shown. */
export interface Shown {
  /** Index of the item's row among the site's items. */
  readonly row: number
  /** Weight of the reader's action, in clicks; a skipped item has the weight of its showing. */
  readonly weight: number
  /** Prior probability of an open, for any reader: 0..1. */
  readonly expected: number
  readonly isOpened: boolean
}

/** Number of items in which a phrase is grounded, and the weight that the phrase itself keeps. */
const NEAREST = 8
const OWN = 0.3
/** Weight of shared words when finding these items, relative to vector similarity. */
const WORDS = 1
/** Number of subjects sampled from the site: evenly spaced items, each with its neighbours. */
const SUBJECTS = 64
/**
 * Standard deviation of readers' scores, in units of the deviation expected by chance; the same for everyone. A
 * separate estimate for each reader, from a few similar subjects, would be mostly noise: as its weight increased, the
 * shares of readers selected by different phrases varied more (docs/proof/audiences.md).
 */
const SPREAD = 1.25
/** Added to the variance expected by chance, which can't be estimated from one or two events. */
const LEAST_VARIANCE = 0.05

/**
 * @param row (width)
 * @returns the row scaled to length 1; a zero row stays zero
 */
function unit(row: Float32Array): Float32Array {
  const scale = 1 / (Math.sqrt(dot(row, row)) || 1)
  return row.map((value) => value * scale)
}

/**
 * Grounds a row in the site's items: moves it towards its nearest items.
 *
 * @param row (width)
 * @param site (I × width)
 * @param shared (I) similarity of the row and each item by shared words, 0..1
 * @returns the direction (width), of length 1, and the mean similarity of the nearest items
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
  const neighbours = unit(sum) // (width)
  return {
    direction: unit(row.map((value, d) => OWN * value + (1 - OWN) * neighbours[d]!)),
    nearness: near.reduce((total, { likeness }) => total + likeness, 0) / near.length,
  }
}

/**
 * The number of standard deviations by which the opened items are closer to a direction than chance predicts from the
 * shown items.
 *
 * @param direction (width)
 */
function zScore(direction: Float32Array, site: Rows, shown: readonly Shown[]): number {
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
 * Approximate similarity of the nearest items to an unrelated direction: random cosines have a variance of 1 / width,
 * and the top 1 / n of a normal distribution begins at about √(2 ln n) standard deviations. If a phrase is less similar
 * than this, the site doesn't cover it.
 */
const similarityByChance = ({ rows, width }: Rows) => Math.sqrt((2 * Math.log(rows.length / width / NEAREST)) / width)

/** The standard normal distribution function, to within .0002 (Page 1977, Applied Statistics 26). */
const shareBelow = (z: number) => 1 / (1 + Math.exp(-z * (1.5976 + 0.070566 * z * z)))

/**
 * @param phrases (P × width)
 * @param site (I × width) all of the site's items, opened or not; every row has a vector
 * @param words (P × I) cosines of words shared between phrases and items, 0..1
 * @returns per phrase, the share of readers with a lower fit, 0..1; undefined if it can't be estimated: the reader
 *   opened all or none of what they were shown, or the site has nothing about the phrase
 */
export function phraseFits(
  phrases: Rows,
  site: Rows,
  shown: readonly Shown[],
  words: Float32Array = new Float32Array(),
): Array<number | undefined> {
  const [P, I] = [phrases.rows.length / site.width || 0, site.rows.length / site.width || 0]
  const isUnknown = I <= NEAREST || new Set(shown.map(({ isOpened }) => isOpened)).size < 2
  const many = isUnknown ? 0 : Math.min(SUBJECTS, I)
  const scores = Array.from({ length: many }, (_, n) =>
    zScore(ground(rowOf(site, Math.floor((n * I) / many)), site).direction, site, shown),
  )
  const mean = scores.reduce((sum, each) => sum + each, 0) / many
  return Array.from({ length: P }, (_, p) => {
    const row = rowOf(phrases, p)
    if (isUnknown || !(dot(row, row) > 0)) return undefined
    const { direction, nearness } = ground(row, site, words.subarray(p * I, (p + 1) * I))
    return nearness < similarityByChance(site)
      ? undefined
      : shareBelow((zScore(direction, site, shown) - mean) / SPREAD)
  })
}
