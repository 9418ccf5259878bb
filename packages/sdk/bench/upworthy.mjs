/**
 * The Upworthy Research Archive: headlines tested against each other, with impressions and clicks. Its terms allow research
 * only, so no weights from it are shipped.
 */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Tests of these weeks weren't randomised properly, according to the archive's authors. */
const isFlawed = (week) => week >= '201325' && week <= '201402'
/** The archive's rows, as objects. */
function rowsOf(text) {
  const [header, ...lines] = text.trim().split('\n')
  const names = header.split('\t')
  return lines.map((line) => Object.fromEntries(line.split('\t').map((cell, i) => [names[i], unquoted(cell)])))
}
const unquoted = (cell) => (/^".*"$/.test(cell) ? cell.slice(1, -1).replaceAll('""', '"') : cell)

/** Union–find: tests that share a headline or a picture belong to one story. */
function storiesOf(rows) {
  const parents = new Map()
  const find = (key) => {
    let root = key
    while (parents.has(root)) root = parents.get(root)
    if (root !== key) parents.set(key, root)
    return root
  }
  const unite = (a, b) => find(a) !== find(b) && parents.set(find(a), find(b))
  for (const row of rows) {
    const test = `test ${row.clickability_test_id}`
    unite(`headline ${row.headline.trim().toLowerCase()}`, test)
    if (row.eyecatcher_id && row.eyecatcher_id !== 'None') unite(`picture ${row.eyecatcher_id}`, test)
  }
  return (row) => find(`test ${row.clickability_test_id}`)
}

/** Headlines of one test with one picture: the creatives of a campaign. */
function campaignsOf(rows, foldOf) {
  const storyOf = storiesOf(rows)
  const campaigns = new Map()
  for (const row of rows) {
    const id = `${row.clickability_test_id} ${row.eyecatcher_id}`
    const known = campaigns.get(id) ?? { id, week: row.test_week, fold: foldOf(storyOf(row)), arms: new Map() }
    campaigns.set(id, known)
    const arm = known.arms.get(row.headline) ?? { text: row.headline, showings: 0, goals: 0 }
    known.arms.set(row.headline, arm)
    arm.showings += Number(row.impressions)
    arm.goals += Number(row.clicks)
  }
  let next = 0
  return [...campaigns.values()].map(({ arms, ...each }) => ({
    ...each,
    arms: [...arms.values()].filter(({ showings }) => showings >= 50).map((arm) => ({ ...arm, id: `c${next++}` })),
  }))
}

/**
 * @param file the archive as a table separated by tabs
 * @param foldOf the fold of a story
 */
export const campaignsIn = (file, foldOf) =>
  campaignsOf(
    rowsOf(readFileSync(file, 'utf8')).filter(({ test_week }) => !isFlawed(test_week)),
    foldOf,
  )

export const textsOf = (campaigns) => [...new Set(campaigns.flatMap(({ arms }) => arms.map(({ text }) => text)))]

/** Vectors by text, made by the built package and kept for the next run. */
export function embedded(texts, depth) {
  const lines = texts.map((text, id) => JSON.stringify({ id, text })).join('\n')
  const cache = join(
    tmpdir(),
    `inkling-texts-${createHash('sha256').update(lines).digest('hex').slice(0, 12)}-${depth}.jsonl`,
  )
  const command = fileURLToPath(new URL('../bin/inkling.js', import.meta.url))
  const options = { input: lines, maxBuffer: 2 ** 30, stdio: ['pipe', 'pipe', 'inherit'] }
  if (!existsSync(cache))
    writeFileSync(cache, execFileSync('node', [command, 'embed', '-', '--depth', `${depth}`], options))
  const rows = readFileSync(cache, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  return new Map(rows.flatMap(({ id, vector }) => (vector ? [[texts[id], Float32Array.from(vector)]] : [])))
}
