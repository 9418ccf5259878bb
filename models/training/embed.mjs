// Embeds texts exactly as readers' devices do: with the built packs, quantised as shipped, through the TypeScript. Depth 1
// runs on WebAssembly.
import { spawnSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const cli = join(dirname(fileURLToPath(import.meta.url)), '../../packages/sdk/bin/inkling.js')

/**
 * @param {readonly string[]} texts
 * @param {{ language?: string, depth?: string | number }} flags default: English, at its greatest depth
 * @returns {number[][]} one unit vector per text, in order; zeros for a text without known pieces
 */
export function embed(texts, { language = 'en', depth } = {}) {
  const flags = ['--language', language, ...(depth === undefined ? [] : ['--depth', String(depth)])]
  const input = texts.map((text, id) => JSON.stringify({ id, text })).join('\n')
  const { stdout, status, stderr } = spawnSync(process.execPath, [cli, 'embed', '-', ...flags], {
    input,
    encoding: 'utf8',
    maxBuffer: 1 << 30,
  })
  if (status !== 0) throw new Error(stderr)
  return vectorsOf(stdout)
}

/** @param lines output of `npx --no inkling embed` */
export const vectorsOf = (lines) =>
  lines
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).vector ?? new Array(128).fill(0))
