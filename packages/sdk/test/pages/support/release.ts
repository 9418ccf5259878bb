import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const CLI = fileURLToPath(new URL('../../../dist/cli.js', import.meta.url))

export interface Release {
  /** The path under which a site would serve it. */
  readonly folder: string
  /** The two lines for the head that `npx --no inkling copy` prints. */
  readonly snippet: string
  readonly tag: string
  /** The snippet as a file, for policies that forbid inline scripts. */
  readonly file: string
  remove(): void
}

/** A copy of the build, made with the command that sites use. @param base prefix of its URLs */
export function copyRelease(base: string): Release {
  if (!existsSync(CLI))
    throw new Error('packages/sdk/dist is missing: run `npm run build --workspace packages/sdk` first')
  const folder = mkdtempSync(join(tmpdir(), 'inkling-pages-'))
  const { stdout, stderr, status } = spawnSync(process.execPath, [CLI, 'copy', folder, '--base', base], {
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`npx --no inkling copy: ${stderr}`)
  const [snippet = '', tag = ''] = stdout.trim().split('\n')
  const [file = ''] = stderr.match(/<script src="[^"]*snippet\.js".*?><\/script>/) ?? []
  return { folder, snippet, tag, file, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
