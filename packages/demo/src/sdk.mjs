/** Takes the SDK as a stranger would: runs its CLI and believes the two lines that it prints. */
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'

/**
 * What the tag is told beside what `copy` prints, as attributes and values, e.g. `'data-languages': 'en,ru'`. The model
 * reads English; what it can't read, the Russian edition, is ranked by topics and words.
 */
const attributes = {}

/** @returns {{ snippet: string, tag: string } | undefined} undefined when the CLI has not been built. */
export function copySdk({ cli, into, base }) {
  if (!existsSync(cli)) return undefined
  const out = execFileSync(process.execPath, [cli, 'copy', into, '--base', base], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const lines = out.split('\n').filter((line) => line.trim())
  if (lines.length !== 2 || !lines.every((line) => line.startsWith('<script'))) {
    throw new Error(`${cli} copy: expected two <script> lines on stdout, got ${lines.length}:\n${out}`)
  }
  const more = Object.entries(attributes).map(([name, value]) => ` ${name}="${value}"`)
  return { snippet: lines[0], tag: lines[1].replace(/><\/script>$/, `${more.join('')}></script>`) }
}
