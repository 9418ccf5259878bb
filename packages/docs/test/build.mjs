/** Builds the site before its tests. INKLING_DOCS=built skips this, for working on the tests. */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export function setup() {
  if (process.env.INKLING_DOCS === 'built') return
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [fileURLToPath(new URL('../build.mjs', import.meta.url))],
    { encoding: 'utf8' },
  )
  if (status !== 0) throw new Error(`the documents could not be built:\n${stdout}${stderr}`)
}
