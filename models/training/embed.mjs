// Vectors as readers' devices make them: the built packs, rounded as they ship, through the TypeScript; depth 1 on WebAssembly.
import { spawnSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const cli = join(dirname(fileURLToPath(import.meta.url)), '../../packages/sdk/bin/inkling.js')

/**
 * @param {readonly string[]} texts
 * @param {{ language?: string, depth?: string | number }} flags default: English, the deepest
 * @returns {number[][]} a vector of length 1 for each text, in their order; zeros where no piece of it is known
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

/** @param lines as `npx --no inkling embed` writes them */
export const vectorsOf = (lines) =>
  lines
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).vector ?? new Array(128).fill(0))
