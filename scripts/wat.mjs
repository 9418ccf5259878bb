/** Imports of `*.wat`: WebAssembly's text, assembled by wabt; what is imported is the module in Base64, small enough to come within a script. */
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import openWabt from 'wabt'

/** @param {string} path @throws {Error} with line and column, when the text is none */
async function moduleOf(path) {
  const wabt = await openWabt()
  const parsed = wabt.parseWat(basename(path), readFileSync(path, 'utf8'), { simd: true })
  try {
    parsed.validate()
    return `export default '${Buffer.from(parsed.toBinary({}).buffer).toString('base64')}'`
  } finally {
    parsed.destroy()
  }
}

/** For Rollup, and for Vite, which takes the same. */
export function wat() {
  return {
    name: 'inkling-wat',
    load: (id) => (id.endsWith('.wat') ? moduleOf(id) : null),
  }
}
