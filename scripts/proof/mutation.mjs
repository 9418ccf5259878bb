/** Stryker's report → docs/proof/mutation.md: of each folder's changes, how many a test has seen. */
import { row } from './tests.mjs'

/** By Stryker's own words: a change that hangs is seen, too. */
const SEEN = ['Killed', 'Timeout']
const UNSEEN = ['Survived', 'NoCoverage']

/** @returns {string[]} lines of Markdown */
export function mutationProof({ files }) {
  const folders = new Map()
  for (const [file, { mutants }] of Object.entries(files)) {
    const [, folder = file] = file.match(/src\/(\w+)\//) ?? []
    const counts = folders.get(folder) ?? { seen: 0, unseen: 0 }
    for (const { status } of mutants) {
      if (SEEN.includes(status)) counts.seen++
      if (UNSEEN.includes(status)) counts.unseen++
    }
    folders.set(folder, counts)
  }
  return [
    '# Mutations',
    '',
    'Small changes of the code, one at a time (StrykerJS), and whether a unit test fails. Values that are made when a file is loaded',
    'are not changed, nor are plain numbers.',
    '',
    row('folder', 'changes', 'seen', 'share'),
    '|---|--:|--:|--:|',
    ...[...folders].map(([folder, { seen, unseen }]) =>
      row(folder, seen + unseen, seen, `${((100 * seen) / Math.max(1, seen + unseen)).toFixed(1)} %`),
    ),
    '',
  ]
}
