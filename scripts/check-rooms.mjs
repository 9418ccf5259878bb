/**
 * No folder of source has more entries than one can look through, and in the root of packages/sdk/src lies no file but three. Part
 * of `npm run check`; exits with 1 and says where.
 *
 *   node scripts/check-rooms.mjs [FOLDER]   by default the packages of source (scripts/packages.mjs)
 *
 * What is a list by nature stands in LISTS, with the reason.
 */
import { readdirSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { SOURCES } from './packages.mjs'

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
]

const given = process.argv[2]
const found = []
const full = new Set()

for (const { folder, prefix } of given ? [{ folder: resolve(given), prefix: '' }] : SOURCES)
  look(folder, folder, prefix)

if (!given) {
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

function look(folder, source, prefix) {
  const name = (prefix + relative(source, folder).replaceAll('\\', '/')).replace(/\/$/, '') || '.'
  // What begins with a dot is an editor's, or a system's.
  const entries = readdirSync(folder, { withFileTypes: true }).filter((entry) => !entry.name.startsWith('.'))
  const { most = Infinity } = LISTS.find((list) => list.folder === name) ?? { most: MOST }
  if (entries.length > MOST) full.add(name)
  if (entries.length > most) found.push(`${name}: ${entries.length} entries, ${most} at most`)
  for (const entry of entries) {
    if (entry.isDirectory()) look(join(folder, entry.name), source, prefix)
    else if (name === '.' && !LOOSE.includes(entry.name)) found.push(`${entry.name}: lies loose in the root`)
  }
}
