// Adds the prototypes that recognise sensitive topics to the packs, so that readers' devices don't have to compute them.
// Run after `article9.py`, and build again afterwards to copy the packs:
//
//   node models/training/precompute.mjs
//
// Writes precomputed.json into every pack of the space, and adds its entry to manifest.json. Each prototype is stored
// under its initial phrase. If a model has no prototypes, devices compute the vectors of the phrases instead. All packs
// share the space and the prototypes.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { importSource } from '../../scripts/typescript.mjs'

const training = dirname(fileURLToPath(import.meta.url))
const models = join(training, '..')
const FILE = 'precomputed.json'
const SPACE = 'inkling-1'

const { PHRASES, parsePrecomputed } = await importSource('content/article9-phrases.ts', 'engine/pack/precomputed.ts')
const bytes = readFileSync(join(training, 'article9-prototypes.json'))
for (const name of readdirSync(models).filter((folder) => folder.startsWith('encoder-'))) {
  const path = join(models, name, 'manifest.json')
  const manifest = JSON.parse(readFileSync(path, 'utf8'))
  if (manifest.space !== SPACE) continue
  const known = parsePrecomputed(bytes.toString(), manifest.table.output)
  if ([...known.keys()].join('|') !== PHRASES.join('|')) {
    console.error('precompute: article9-prototypes.json has other phrases than article9-phrases.ts: run article9.py again.')
    process.exit(1)
  }
  writeFileSync(join(models, name, FILE), bytes)
  manifest.files[FILE] = { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }
  writeFileSync(path, `${JSON.stringify(manifest, null, 1)}\n`)
  console.log(`${name}: ${known.size} prototypes, ${bytes.length.toLocaleString('en-GB')} bytes`)
}
