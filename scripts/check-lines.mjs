/**
 * No file of source is longer than 300 lines, and no six lines stand there twice. Part of `npm run check`; exits with 1 and says
 * where. (How long a function may be is Biome's: biome.json.)
 *
 *   node scripts/check-lines.mjs [FOLDER]   by default the packages of source (scripts/packages.mjs)
 *
 * Of what stands twice, comments, blank lines and imports don't count. What is alike and doesn't mean the same stands in ALIKE, with the reason.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Detector, getModeByName, MemoryStore } from '@jscpd/core'
import { Tokenizer } from '@jscpd/tokenizer'
import { SOURCES } from './packages.mjs'

/** Lines of a file. */
const LONGEST = 300
/** Equal lines in two places. */
const LINES = 6
/** As few as six short lines have. */
const TOKENS = 20

/** Files whose equal lines stay, with the reason. */
const ALIKE = [
  { files: ['ranking/ranker.ts'], because: 'weights of two tiers that came out equal' },
  {
    files: ['history/history.ts', 'developers/preview/memory-history.ts'],
    because: 'getters: the replica replaces what it holds',
  },
]

const given = process.argv[2]
// Weak: without comments.
const options = { minLines: LINES - 1, minTokens: TOKENS, maxLines: Infinity, mode: getModeByName('weak') }
const detector = new Detector(new Tokenizer(), new MemoryStore(), [], options)
const texts = new Map()
const found = []
const alike = new Set()

const files = (given ? [{ folder: resolve(given), prefix: '' }] : SOURCES).flatMap(({ folder, prefix }) =>
  readdirSync(folder, { recursive: true })
    .filter((path) => path.endsWith('.ts'))
    .sort()
    .map((path) => ({ path: join(folder, path), file: prefix + path.replaceAll('\\', '/') })),
)

for (const { path, file } of files) {
  // Their lines stay, empty, so that the others keep their numbers.
  const text = readFileSync(path, 'utf8').replace(/^import [^']*'[^']+'/gm, (all) => all.replace(/[^\n]/g, ''))
  const lines = text.trimEnd().split('\n')
  texts.set(file, lines)
  if (lines.length > LONGEST) found.push(`${file}: ${lines.length} lines, ${LONGEST} at most`)
  for (const { duplicationA, duplicationB } of await detector.detect(file, text, 'typescript')) {
    const [ours, others] = [duplicationA, duplicationB].map(linesOf)
    const equal = ours.filter((line) => others.includes(line)).length
    const files = [duplicationA, duplicationB].map(({ sourceId }) => sourceId)
    if (equal < LINES) continue
    const known = ALIKE.find(({ files: all }) => files.every((file) => all.includes(file)))
    if (known) alike.add(known)
    else found.push(`${placeOf(duplicationA)} and ${placeOf(duplicationB)}: ${equal} equal lines`)
  }
}

if (!given) {
  for (const known of ALIKE)
    if (!alike.has(known))
      found.push(`${known.files.join(', ')}: nothing in them is alike any more, take them out of ALIKE`)
}

if (found.length) {
  console.error(found.join('\n'))
  console.error(`
A long file is cut by what it knows. What means the same is written once; what is alike by chance goes into ALIKE of
scripts/check-lines.mjs, with the reason.`)
  process.exit(1)
}

function linesOf({ sourceId, start, end }) {
  const lines = texts.get(sourceId).slice(start.line - 1, end.line)
  return lines.map((line) => line.trim()).filter((line) => line && !/^(?:\/[/*]|\*)/.test(line))
}

function placeOf({ sourceId, start, end }) {
  return `${sourceId}:${start.line}-${end.line}`
}
