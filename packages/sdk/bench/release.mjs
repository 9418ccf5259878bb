/** Installs the release under test as a site would. */
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'

/** Its path on the site. */
export const BASE = '/inkling'

/** Uses the CLI, like a site. @returns the two lines for the head */
export function copyRelease({ dist, into }) {
  const cli = join(dist, 'cli.js')
  const out = execFileSync(process.execPath, [cli, 'copy', into, '--base', BASE], { encoding: 'utf8', stdio: 'pipe' })
  const [snippet, tag] = out.trim().split('\n')
  return { snippet, tag }
}

/** The tag of a site with lexical ranking only. */
export const withoutModel = (tag) => tag.replace(/ data-model="[^"]*"/, ' data-download="never"')
