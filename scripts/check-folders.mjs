/**
 * Checks that no source folder has too many entries, and that the root of packages/sdk/src contains only three files. Part of `npm run check`;
 * reports the folders and exits with 1.
 *
 *   node scripts/check-folders.mjs [FOLDER]   default: the source packages (scripts/packages.mjs)
 *
 * LISTS has folders that may be longer, with the reason.
 */
import { readdirSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { SOURCES } from './packages.mjs'

/** Maximum number of files and folders in a folder. */
const MOST = 16
/** The files allowed in the root. */
const LOOSE = ['index.ts', 'options.ts', 'types.ts']

/** Folders that may have more entries, with the reason. `most` is their limit, if any. */
const LISTS = [
  { folder: '.', most: 24, because: 'the modules, listed in docs/architecture.md in the order in which data flows' },
  { folder: 'entries', because: 'one file per bundle' },
  { folder: 'cli', most: 20, because: 'one folder per command or subject' },
  { folder: 'cli/commands', because: 'one file per command' },
]

const given = process.argv[2]
const found = []
const full = new Set()

for (const { folder, prefix } of given ? [{ folder: resolve(given), prefix: '' }] : SOURCES)
  look(folder, folder, prefix)

if (!given) {
  for (const { folder } of LISTS)
    if (!full.has(folder)) found.push(`${folder}: no longer has more than ${MOST} entries; remove it from LISTS`)
}

if (found.length) {
  console.error(found.join('\n'))
  console.error(`
Split a full folder by subject, with names from docs/glossary.md. If a folder is a list by nature, add it to LISTS in
scripts/check-folders.mjs, with the reason. Move a file in the root into the folder that it belongs to.`)
  process.exit(1)
}

function look(folder, source, prefix) {
  const name = (prefix + relative(source, folder).replaceAll('\\', '/')).replace(/\/$/, '') || '.'
  // Files that begin with a dot belong to editors or the system.
  const entries = readdirSync(folder, { withFileTypes: true }).filter((entry) => !entry.name.startsWith('.'))
  const { most = Infinity } = LISTS.find((list) => list.folder === name) ?? { most: MOST }
  if (entries.length > MOST) full.add(name)
  if (entries.length > most) found.push(`${name}: ${entries.length} entries, ${most} at most`)
  for (const entry of entries) {
    if (entry.isDirectory()) look(join(folder, entry.name), source, prefix)
    else if (name === '.' && !LOOSE.includes(entry.name))
      found.push(`${entry.name}: belongs in a folder, not in the root`)
  }
}
