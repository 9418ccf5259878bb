// Vectors that come with the bundle, so that no reader's device computes them: those of the phrases by which sensitive
// topics are recognised. After a build, and then the build once more, which copies the bundle:
//
//   node models/training/precompute.mjs     writes models/encoder-en/precomputed.json, and its row in manifest.json
//
// By the very weights and the very TypeScript that ship; the same weights and phrases give the same bytes.
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { importSource } from '../../scripts/typescript.mjs'
import { embed } from './embed.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '../..')
const bundle = join(root, 'models/encoder-en')
const FILE = 'precomputed.json'

const { PHRASES: texts, quantise } = await importSource('content/article9-phrases.ts', 'content/quantise.ts')
// What the build has copied gives the vectors: it must be this bundle.
const built = readFileSync(join(root, 'packages/sdk/dist/models/encoder-en/manifest.json'))
if (weightsOf(built) !== weightsOf(readFileSync(join(bundle, 'manifest.json')))) {
  console.error('precompute: packages/sdk/dist has other weights: run `npm run build` first.')
  process.exit(1)
}
const lines = embed(texts).map((vector, i) => {
  const stored = quantise(Float32Array.from(vector))
  return JSON.stringify({ text: texts[i], vector: Buffer.from(stored.buffer).toString('base64') })
})
const bytes = Buffer.from(`{"texts":[\n${lines.join(',\n')}\n]}\n`)
writeFileSync(join(bundle, FILE), bytes)
const manifest = JSON.parse(readFileSync(join(bundle, 'manifest.json'), 'utf8'))
manifest.files[FILE] = { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }
writeFileSync(join(bundle, 'manifest.json'), `${JSON.stringify(manifest, null, 1)}\n`)
console.log(`${texts.length} texts, ${bytes.length.toLocaleString('en-GB')} bytes`)

function weightsOf(manifest) {
  const { tensors, files } = JSON.parse(manifest)
  const { [FILE]: _, ...others } = files
  return JSON.stringify([tensors, others])
}
