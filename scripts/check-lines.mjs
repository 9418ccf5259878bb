/**
 * Checks that no source file is longer than 300 lines, and that no six lines occur twice. Part of `npm run check`; reports the places and exits
 * with 1. (Biome limits the length of functions: biome.json.)
 *
 *   node scripts/check-lines.mjs [FOLDER]   default: the source packages (scripts/packages.mjs)
 *
 * Comments, blank lines and imports don't count as duplicates. ALIKE lists code that is equal by coincidence, with the reason.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Detector, getModeByName, MemoryStore } from '@jscpd/core'
import { Tokenizer } from '@jscpd/tokenizer'
import { SOURCES } from './packages.mjs'

/** Maximum lines per file. */
const LONGEST = 300
/** Minimum number of equal lines to report. */
const LINES = 6
/** Minimum number of tokens to report: that of six short lines. */
const TOKENS = 20

/** Files that may have equal lines, with the reason. */
const ALIKE = [
  { files: ['ranking/ranker.ts'], because: 'weights of two tiers that came out equal' },
  {
    files: ['history/history.ts', 'developers/preview/memory-history.ts'],
    because: 'getters: the replica replaces what it holds',
  },
]

const given = process.argv[2]
// `weak` ignores comments.
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
  // Replace imports with empty lines, so that line numbers don't change.
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
