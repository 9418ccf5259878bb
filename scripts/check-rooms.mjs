/**
 * No folder of packages/sdk/src has more entries than one can look through, and in its root lies no file but three. Part of
 * `npm run check`; exits with 1 and says where.
 *
 *   node scripts/check-rooms.mjs [FOLDER]   by default packages/sdk/src
 *
 * What is a list by nature stands in LISTS, with the reason.
 */
import { readdirSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Entries of a folder, files and folders. */
const MOST = 16
/** Files in the root. */
const LOOSE = ['index.ts', 'options.ts', 'types.ts']

/** Folders that may have more, with the reason; `most`, where it is no reason for any number. */
const LISTS = [
  { folder: '.', most: 24, because: 'the rooms themselves, in docs/architecture.md in the order in which data flows' },
  { folder: 'entries', because: 'a file a bundle' },
  { folder: 'cli', most: 18, because: 'the rooms of the command line' },
  { folder: 'cli/commands', because: 'a file a command' },
  { folder: 'ranking/features', most: 18, because: 'a file a group of features, and what they share' },
]

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const source = resolve(process.argv[2] ?? join(root, 'packages/sdk/src'))
const found = []
const full = new Set()

look(source)

if (!process.argv[2]) {
  for (const { folder } of LISTS)
    if (!full.has(folder)) found.push(`${folder}: has no more than ${MOST} entries any more, take it out of LISTS`)
}

if (found.length) {
  console.error(found.join('\n'))
  console.error(`
A full folder is cut by what its files know, into folders with names of docs/glossary.md; what a list is by nature goes into LISTS of
scripts/check-rooms.mjs, with the reason. A file of the root goes into the room that it is about.`)
  process.exit(1)
}

function look(folder) {
  const name = relative(source, folder).replaceAll('\\', '/') || '.'
  // What begins with a dot is an editor's, or a system's.
  const entries = readdirSync(folder, { withFileTypes: true }).filter((entry) => !entry.name.startsWith('.'))
  const { most = Infinity } = LISTS.find((list) => list.folder === name) ?? { most: MOST }
  if (entries.length > MOST) full.add(name)
  if (entries.length > most) found.push(`${name}: ${entries.length} entries, ${most} at most`)
  for (const entry of entries) {
    if (entry.isDirectory()) look(join(folder, entry.name))
    else if (name === '.' && !LOOSE.includes(entry.name)) found.push(`${entry.name}: lies loose in the root`)
  }
}
