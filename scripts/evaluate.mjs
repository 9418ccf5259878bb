// `npm run evaluate -- --events FILE …`: offline evaluation from a checkout. Only the results go to stdout; the build prints to stderr.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { SOURCES } from './packages.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const cli = join(root, 'packages/sdk/dist/cli.js')

function newest(folder) {
  return readdirSync(folder, { recursive: true }).reduce(
    (latest, name) => Math.max(latest, statSync(join(folder, name)).mtimeMs),
    0,
  )
}

const stale = !existsSync(cli) || SOURCES.some(({ folder }) => newest(folder) > statSync(cli).mtimeMs)
if (stale) {
  const { status } = spawnSync('npm', ['run', 'build', '--workspace', 'packages/sdk'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  })
  if (status !== 0) process.exit(status ?? 1)
}
// npm changes the working directory, but paths are relative to the one where the command was entered.
const { status } = spawnSync(
  process.execPath,
  [join(root, 'packages/sdk/bin/inkling.js'), 'evaluate', ...process.argv.slice(2)],
  { cwd: process.env.INIT_CWD ?? process.cwd(), stdio: 'inherit' },
)
process.exit(status ?? 1)
