/** Installs the SDK like any other site: runs its CLI and uses the two lines that it prints. */
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'

/** Languages of the two editions; their packs are copied. */
const LANGUAGES = 'en,ru'

/** @returns {{ snippet: string, tag: string } | undefined} undefined if the CLI hasn't been built */
export function copySdk({ cli, into, base }) {
  if (!existsSync(cli)) return undefined
  const out = execFileSync(process.execPath, [cli, 'copy', into, '--base', base, '--languages', LANGUAGES], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const lines = out.split('\n').filter((line) => line.trim())
  if (lines.length !== 2 || !lines.every((line) => line.startsWith('<script'))) {
    throw new Error(`${cli} copy: expected two <script> lines on stdout, got ${lines.length}:\n${out}`)
  }
  return { snippet: lines[0], tag: lines[1] }
}
