/** Applications made as docs/frameworks.md says, with the packed package, by the frameworks' own command lines. */

import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = fileURLToPath(new URL('.', import.meta.url))
const SDK = join(here, '../../..')
const GUIDE = readFileSync(join(SDK, '../../docs/frameworks.md'), 'utf8')

interface Framework {
  /** Files of the application that stand in the guide, by their places in the application. */
  readonly guide: Readonly<Record<string, string>>
  /** Files of the other tests, by their places in the application. */
  readonly shared: Readonly<Record<string, string>>
  readonly build: readonly string[]
  readonly serve: (port: number) => readonly string[]
  /** Where `inkling copy` puts the release: what the framework serves as it is. */
  readonly assets: string
  /** At which address it serves that, where the folder's name doesn't tell. */
  readonly base?: string
}

export const FRAMEWORKS = {
  next: {
    guide: {
      'app/layout.jsx': '// app/layout.jsx',
      'app/shelf.jsx': '// app/shelf.jsx',
      'app/inkling.js': '// inkling.js',
    },
    shared: { 'app/stories.js': 'stories.js' },
    build: ['next', 'build'],
    serve: (port) => ['next', 'start', '--hostname', '127.0.0.1', '--port', `${port}`],
    assets: 'public/inkling',
  },
  sveltekit: {
    guide: { 'src/lib/inkling.js': '// inkling.js' },
    shared: {
      'src/lib/stories.js': 'stories.js',
      'src/lib/svelte/shelf.svelte': 'svelte/shelf.svelte',
      'src/lib/svelte/app.js': 'svelte/app.js',
    },
    build: ['vite', 'build'],
    serve: (port) => ['vite', 'preview', '--host', '127.0.0.1', '--port', `${port}`, '--strictPort'],
    assets: 'static/inkling',
    base: '/inkling',
  },
} satisfies Record<string, Framework>

export type FrameworkName = keyof typeof FRAMEWORKS

export interface App {
  readonly origin: string
  /** Ends the server and deletes the folder. */
  readonly remove: () => void
}

/** The code block of the guide that begins with this line. */
function blockOf(firstLine: string): string {
  const blocks = [...GUIDE.matchAll(/```[^\n]*\n([\s\S]*?)```/g)].map(([, code = '']) => code)
  const found = blocks.find((code) => code.startsWith(`${firstLine}\n`))
  if (!found) throw new Error(`docs/frameworks.md has no code that begins with ${firstLine}`)
  return found
}

/** Settings of npm that this run was given would reach the application's own npm. */
const environment = () => ({
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(npm_|NODE_OPTIONS|NODE_ENV)/i.test(name))),
  NEXT_TELEMETRY_DISABLED: '1',
  npm_config_update_notifier: 'false',
})

function run(folder: string, command: string, words: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(command, words, { cwd: folder, encoding: 'utf8', env: environment() })
  if (status !== 0) throw new Error(`${command} ${words.join(' ')}: ${stdout}${stderr}`)
  return stdout
}

const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const server = createServer().on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })

/** Makes the application's folder: its own files, those of the guide, the packed package, and the copied release. */
function make(folder: string, name: FrameworkName): void {
  const { guide, shared, assets, base }: Framework = FRAMEWORKS[name]
  cpSync(join(here, name), folder, { recursive: true })
  const target = (place: string) => {
    mkdirSync(dirname(join(folder, place)), { recursive: true })
    return join(folder, place)
  }
  for (const [place, firstLine] of Object.entries(guide)) writeFileSync(target(place), blockOf(firstLine))
  for (const [place, file] of Object.entries(shared)) copyFileSync(join(here, '..', file), target(place))
  run(SDK, 'npm', ['pack', '--ignore-scripts', '--pack-destination', folder])
  const [packed] = readdirSync(folder).filter((file) => file.endsWith('.tgz'))
  run(folder, 'npm', ['install', '--no-audit', '--no-fund', `./${packed}`])
  const printed = run(folder, 'npx', ['--no', 'inkling', 'copy', assets, ...(base ? ['--base', base] : [])])
  const snippet = /<script>([\s\S]*?)<\/script>/.exec(printed)?.[1]
  if (!snippet) throw new Error(`inkling copy printed no snippet: ${printed}`)
  writeFileSync(join(folder, 'inkling-snippet.js'), snippet)
  if (name === 'sveltekit') putInto(join(folder, 'src/app.html'), `<script>${snippet}</script>`)
}

function putInto(file: string, snippet: string): void {
  writeFileSync(
    file,
    readFileSync(file, 'utf8').replace('<!-- the head snippet -->', () => snippet),
  )
}

/** Until the server answers; the calling test has a limit of its own. */
async function answering(origin: string, server: ChildProcess): Promise<void> {
  for (;;) {
    if (server.exitCode !== null) throw new Error(`the server ended with ${server.exitCode}`)
    try {
      if ((await fetch(origin)).ok) return
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 200))
    }
  }
}

/** Builds the application for production and serves it on loopback, for ten minutes at most. */
export async function buildAndServe(name: FrameworkName): Promise<App> {
  const folder = mkdtempSync(join(tmpdir(), `inkling-${name}-`))
  const removeFolder = () => rmSync(folder, { recursive: true, force: true })
  try {
    make(folder, name)
    const { build, serve }: Framework = FRAMEWORKS[name]
    run(folder, 'npx', ['--no', ...build])
    const port = await freePort()
    const [binary = '', ...words] = serve(port)
    const path = join(folder, 'node_modules/.bin', binary)
    const server = spawn(path, words, { cwd: folder, env: environment(), stdio: 'ignore', timeout: 600_000 })
    await answering(`http://127.0.0.1:${port}`, server)
    const remove = () => {
      server.once('exit', removeFolder)
      server.kill()
    }
    return { origin: `http://127.0.0.1:${port}`, remove }
  } catch (error) {
    removeFolder()
    throw error
  }
}
