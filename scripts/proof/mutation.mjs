/** Writes docs/proof/mutation.md from Stryker's report: the share of mutants in each folder that a test detected. */
import { row } from './tests.mjs'

/** Stryker's statuses. A mutant that hangs counts as detected. */
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
    'StrykerJS changes the code in one small place at a time and checks whether a unit test fails. Values computed when a module is loaded',
    'and number literals are not changed.',
    '',
    row('folder', 'mutants', 'detected', 'share'),
    '|---|--:|--:|--:|',
    ...[...folders].map(([folder, { seen, unseen }]) =>
      row(folder, seen + unseen, seen, `${((100 * seen) / Math.max(1, seen + unseen)).toFixed(1)} %`),
    ),
    '',
  ]
}
