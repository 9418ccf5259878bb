/** Embeds texts with the package's own command. Needs the built package (`npm run build --workspace packages/sdk`). */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { importSource } from '../typescript.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '../..')
const { quantise } = await importSource('content/quantise.ts')

/** @returns int8 vectors by fingerprint */
export function embed(items) {
  const folder = mkdtempSync(join(tmpdir(), 'reasons-'))
  try {
    const file = join(folder, 'texts.jsonl')
    writeFileSync(file, items.map(({ fingerprint, text }) => JSON.stringify({ id: fingerprint, text })).join('\n'))
    const out = execFileSync(process.execPath, [join(root, 'packages/sdk/dist/cli.js'), 'embed', file], {
      encoding: 'utf8',
      maxBuffer: 1e8,
    })
    return new Map(
      out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line))
        .map(({ id, vector }) => [id, quantise(Float32Array.from(vector))]),
    )
  } finally {
    rmSync(folder, { recursive: true })
  }
}
