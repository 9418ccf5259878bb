/**
 * No six lines of packages/sdk/src stand there twice. Part of `npm run check`; exits with 1 and says where.
 *
 *   node scripts/check-duplicates.mjs [FOLDER]   by default packages/sdk/src
 *
 * Comments, blank lines and imports don't count. What is alike and doesn't mean the same stands in ALIKE, with the reason.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Detector, getModeByName, MemoryStore } from '@jscpd/core'
import { Tokenizer } from '@jscpd/tokenizer'

const LINES = 6
/** As few as six short lines have. */
const TOKENS = 20

/** Files whose equal lines stay, with the reason. */
const ALIKE = [
  {
    files: ['cpu', 'wasm-device', 'webgl', 'webgpu'].map((name) => `engine/backends/${name}.ts`),
    because: "the same names, but each backend's own kernels, in a bundle of its own",
  },
  { files: ['ranking/ranker.ts'], because: 'weights of two tiers that came out equal' },
]

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const source = resolve(process.argv[2] ?? join(root, 'packages/sdk/src'))
// Weak: without comments.
const options = { minLines: LINES - 1, minTokens: TOKENS, maxLines: Infinity, mode: getModeByName('weak') }
const detector = new Detector(new Tokenizer(), new MemoryStore(), [], options)
const texts = new Map()
const found = []
const alike = new Set()

for (const path of readdirSync(source, { recursive: true }).sort()) {
  if (!path.endsWith('.ts')) continue
  const file = path.replaceAll('\\', '/')
  // Their lines stay, empty, so that the others keep their numbers.
  const text = readFileSync(join(source, path), 'utf8').replace(/^import [^']*'[^']+'/gm, (all) =>
    all.replace(/[^\n]/g, ''),
  )
  texts.set(file, text.split('\n'))
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

for (const known of process.argv[2] ? [] : ALIKE)
  if (!alike.has(known))
    found.push(`${known.files.join(', ')}: nothing in them is alike any more, take them out of ALIKE`)

if (found.length) {
  console.error(found.join('\n'))
  console.error(
    `\nWhat means the same is written once; what is alike by chance goes into ALIKE, with the reason: scripts/check-duplicates.mjs.`,
  )
  process.exit(1)
}

function linesOf({ sourceId, start, end }) {
  const lines = texts.get(sourceId).slice(start.line - 1, end.line)
  return lines.map((line) => line.trim()).filter((line) => line && !/^(?:\/[/*]|\*)/.test(line))
}

function placeOf({ sourceId, start, end }) {
  return `${sourceId}:${start.line}-${end.line}`
}
