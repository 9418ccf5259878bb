/**
 * Builds the WordPress plugin into dist/inkling: the sources, with a release. `--languages en,ru` chooses the packs.
 * Needs the SDK's build.
 */
import { execFileSync } from 'node:child_process'
import { cpSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))
const out = join(here, 'dist/inkling')
rmSync(out, { recursive: true, force: true })
cpSync(join(here, 'plugin'), out, { recursive: true })
const command = join(here, '../sdk/bin/inkling.js')
execFileSync(
  process.execPath,
  [command, 'copy', join(out, 'release'), '--target', 'wordpress', ...process.argv.slice(2)],
  { stdio: 'inherit' },
)
