/** The release under measurement, put where a site would put it. */
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'

/** Where it lies on the site. */
export const BASE = '/inkling'

/** With the CLI that sites use. @returns the two lines for the head */
export function copyRelease({ dist, into }) {
  const cli = join(dist, 'cli.js')
  const out = execFileSync(process.execPath, [cli, 'copy', into, '--base', BASE], { encoding: 'utf8', stdio: 'pipe' })
  const [snippet, tag] = out.trim().split('\n')
  return { snippet, tag }
}

/** The tag of a site that ranks by words alone. */
export const withoutModel = (tag) => tag.replace(/ data-model="[^"]*"/, ' data-download="never"')
