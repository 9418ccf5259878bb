/** How good each way's vectors are: rank correlation with people's judgements on the STS benchmark's test part. */
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { rounded } from '../report.mjs'
import { spearman } from './statistics.mjs'

const FILE = 'test/stsbenchmark/sts-test.csv.xz'

/**
 * Reads the pairs from INKLING_DATA (default: `shared/data` beside the repository), which isn't part of it.
 *
 * @returns {{ pairs: [string, string][], scores: number[] } | string} or why there are none
 */
export function readPairs(root, count = Infinity) {
  const file = join(process.env['INKLING_DATA'] ?? join(root, '../shared/data'), FILE)
  if (!existsSync(file)) return `INKLING_DATA has no ${FILE}`
  let text
  try {
    text = execFileSync('xz', ['-dc', file], { encoding: 'utf8', maxBuffer: 1 << 24 })
  } catch ({ message }) {
    return `${FILE} couldn't be read: ${message}`
  }
  const rows = text.trim().split('\n').slice(0, count)
  // genre, file, year, id, score, the two sentences
  const cells = rows.map((row) => row.split('\t'))
  return { pairs: cells.map((row) => [row[5], row[6].trim()]), scores: cells.map((row) => Number(row[4])) }
}

/**
 * @param open opens the page of a way, which has ordered its list
 * @returns {Promise<number>} Spearman's correlation
 */
export async function qualityOf(open, { pairs, scores }) {
  const cosines = await open((tab) => tab.evaluate((pairs) => visit.cosines(pairs), pairs))
  return rounded(spearman(cosines, scores))
}

/** @returns {Promise<number>} the lowest cosine between two ways' vectors of the same texts, all of length 1 */
export async function lowestCosine(openFirst, openSecond, texts) {
  const [a, b] = await Promise.all(
    [openFirst, openSecond].map((open) => open((tab) => tab.evaluate((texts) => visit.vectors(texts), texts))),
  )
  return Math.min(...a.map((row, i) => row.reduce((sum, value, at) => sum + value * b[i][at], 0)))
}
