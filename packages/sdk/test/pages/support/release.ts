import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const CLI = fileURLToPath(new URL('../../../dist/cli.js', import.meta.url))

export interface Release {
  /** Where a site would have put it. */
  readonly folder: string
  /** The two lines for the head, as `npx inkling copy` prints them. */
  readonly snippet: string
  readonly tag: string
  remove(): void
}

/** A copy of what was built, made with the command that sites use. @param base what its addresses begin with */
export function copyRelease(base: string): Release {
  if (!existsSync(CLI)) throw new Error('packages/sdk/dist is missing: run `npm run build --workspace inkling` first')
  const folder = mkdtempSync(join(tmpdir(), 'inkling-pages-'))
  const out = execFileSync(process.execPath, [CLI, 'copy', folder, '--base', base], { encoding: 'utf8', stdio: 'pipe' })
  const [snippet = '', tag = ''] = out.trim().split('\n')
  return { folder, snippet, tag, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
