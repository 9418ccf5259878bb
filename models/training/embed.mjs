// Vectors as readers' devices make them: the built bundle, int8 and int4, through the TypeScript, on WebAssembly.
import { spawnSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const cli = join(dirname(fileURLToPath(import.meta.url)), '../../packages/sdk/bin/inkling.js')

/** @returns {number[][]} a vector of length 1 for each text, in their order */
export function embed(texts) {
  const input = texts.map((text, id) => JSON.stringify({ id, text })).join('\n')
  const { stdout, status, stderr } = spawnSync(process.execPath, [cli, 'embed', '-'], {
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
    .map((line) => JSON.parse(line).vector)
