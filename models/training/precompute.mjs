// Vectors that come with the bundle, so that no reader's device computes them: the prototypes by which sensitive topics are
// recognised. After `article9.py`, and then the build once more, which copies the bundle:
//
//   node models/training/precompute.mjs     writes models/encoder-en/precomputed.json, and its row in manifest.json
//
// Each stands under the phrase that it began as: a model that brings none has the phrases' own vectors computed instead.
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { importSource } from '../../scripts/typescript.mjs'

const training = dirname(fileURLToPath(import.meta.url))
const bundle = join(training, '../encoder-en')
const FILE = 'precomputed.json'

const { PHRASES, parsePrecomputed } = await importSource(
  'content/article9-phrases.ts',
  'engine/model/precomputed.ts',
)
const bytes = readFileSync(join(training, 'article9-prototypes.json'))
const manifest = JSON.parse(readFileSync(join(bundle, 'manifest.json'), 'utf8'))
const known = parsePrecomputed(bytes.toString(), manifest.architecture.output)
if ([...known.keys()].join('|') !== PHRASES.join('|')) {
  console.error('precompute: article9-prototypes.json has other phrases than article9-phrases.ts: run article9.py again.')
  process.exit(1)
}
writeFileSync(join(bundle, FILE), bytes)
manifest.files[FILE] = { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }
writeFileSync(join(bundle, 'manifest.json'), `${JSON.stringify(manifest, null, 1)}\n`)
console.log(`${known.size} prototypes, ${bytes.length.toLocaleString('en-GB')} bytes`)
