/**
 * Measures how well phrases fit a reader: whether the items that the reader opened are closer to a phrase, or farther
 * from it, than chance would predict from the items shown. A phrase is first grounded in the site's items, because on
 * its own it is too short to represent them.
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
  /** Weight of the reader's action, in clicks; for a skipped item, the weight of having been shown. */
  readonly weight: number
  /** Prior probability, 0..1, that any reader would open the item. */
  readonly expected: number
  readonly isOpened: boolean
}

/** Number of items used to ground a phrase, and the weight kept by the phrase's own vector. */
const NEAREST = 8
const OWN = 0.3
/** Weight of shared words, relative to vector similarity, when finding the items that ground a phrase. */
const WORDS = 1
/**
 * Number of subjects sampled from the site. A subject is one of a set of evenly spaced items, together with its
 * neighbours.
 */
const SUBJECTS = 64
/**
 * Standard deviation of readers' scores, as a multiple of the deviation expected by chance. It is the same for
 * everyone. A separate estimate for each reader, based on a few similar subjects, would be mostly noise: the more
 * weight it was given, the more the share of selected readers varied between phrases (docs/proof/audiences.md).
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
 * @param shared (I) similarity between each item and the row by shared words, 0..1
 * @returns a direction (width) of length 1, and the mean similarity of the nearest items
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
 * How much closer the opened items are to a direction than chance would predict from the items shown, in standard
 * deviations.
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
 * @returns for each phrase, the share of readers whom it fits less well, 0..1; undefined if this can't be estimated
 *   because the reader opened all or none of the items shown, or because the site has nothing about the phrase
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
