/** Where a folder is served: by what its name says, and only where that says it. */
import { posix, win32 } from 'node:path'
import { UsageError } from './terminal/usage.ts'

/** What is known of the machine; a test puts its own in place. */
export interface Surroundings {
  /** The folder that the command runs in. */
  readonly here: string
  /** Whether paths are written as on Windows. */
  readonly windows: boolean
  /** Whether there is a file or folder of this name. */
  readonly has: (path: string) => boolean
}

export interface Served {
  /** Path of the folder on the site, without a slash at its end: `/inkling`, or nothing for the root. */
  readonly path: string
  /** On what this stands, in words that go on after "because". */
  readonly because: string
}

/** Folders that are served as the root, whatever serves them. */
const ROOTS = ['public', 'public_html', 'htdocs', 'wwwroot', 'webroot', 'docroot']
/** The same, by the whole path that distributions of Apache and nginx give it. */
const ROOT_PATHS = ['/var/www/html', '/usr/share/nginx/html']
/** What a build leaves behind: served as the root, as far as it is served. */
const BUILT = ['dist', 'build', 'out', '_site', 'site', 'www']
/** Served as the root by some, under its own name by others. */
const EITHER = ['static', 'docs']

/** Beside `static/`: it is the root. */
const STATIC_IS_ROOT = [
  ...['js', 'ts', 'mjs'].flatMap((end) => [`svelte.config.${end}`, `gatsby-config.${end}`, `docusaurus.config.${end}`]),
  ...['toml', 'yaml', 'yml', 'json'].map((end) => `hugo.${end}`),
]
/** Beside `static/`: it is served as /static. */
const STATIC_IS_NAMED = ['manage.py', 'wsgi.py']
/** A project that something builds or runs: its own folder isn't what is served. */
const PROJECT = [
  ...['package.json', 'composer.json', 'pyproject.toml', 'manage.py', 'Gemfile', 'go.mod', 'Cargo.toml', 'mix.exs'],
  ...['pom.xml', 'build.gradle', 'build.gradle.kts', ...STATIC_IS_ROOT],
]

const pathOf = (names: readonly string[]) => names.map((name) => `/${encodeURIComponent(name)}`).join('')

/**
 * Where a folder is served, or undefined where nothing says so.
 *
 * @throws UsageError for a path that is written for another system
 */
export function servedAs(directory: string, { here, windows, has }: Surroundings): Served | undefined {
  const { resolve, relative, sep } = windows ? win32 : posix
  if (!windows && directory.includes('\\'))
    throw new UsageError(
      `on this system \\ is part of a name: write ${directory.replace(/^[a-z]:/i, '').replace(/\\/g, '/')}`,
    )
  const split = (path: string) => path.split(/[\\/]/).filter(Boolean)
  const whole = resolve(here, directory)
  const within = relative(here, whole)
  const isWithin = within !== '..' && !within.startsWith(`..${sep}`) && !/^([a-z]:)?[\\/]/i.test(within)
  const names = split(isWithin ? within : whole)

  const rooted = (root: number, all = names): Served => ({
    path: pathOf(all.slice(root + 1)),
    because: `${all.slice(0, root + 1).join('/')}/ is taken for the root of the site`,
  })
  const only = (known: readonly string[], all = names) => {
    const places = all.flatMap((name, place) => (known.includes(name.toLowerCase()) ? [place] : []))
    return { place: places[0], several: places.length > 1 }
  }

  const by = only(ROOTS)
  // One in another: public/htdocs may be either.
  if (by.several) return undefined
  if (by.place !== undefined) return rooted(by.place)
  const slashed = windows ? '' : whole
  for (const root of ROOT_PATHS)
    if (slashed === root || slashed.startsWith(`${root}/`))
      return { path: pathOf(split(slashed.slice(root.length))), because: `${root}/ is taken for the root of the site` }
  if (!isWithin) return undefined

  const parent = (place: number) => resolve(here, ...names.slice(0, place))
  const besides = (place: number, files: readonly string[]) => files.some((file) => has(resolve(parent(place), file)))
  const either = only(EITHER)
  const built = only(BUILT)
  if (either.place !== undefined) {
    const at = either.place
    if (either.several || built.place !== undefined || names[at] !== 'static') return undefined
    if (besides(at, STATIC_IS_ROOT) || split(parent(at)).slice(-3).join('/') === 'src/main/resources') return rooted(at)
    if (!besides(at, STATIC_IS_NAMED)) return undefined
    return { path: pathOf(names.slice(at)), because: 'static/ is taken to be served under its own name' }
  }
  if (built.several) return undefined
  if (built.place !== undefined) return rooted(built.place)

  // Nothing in what was written is a root: the folder that the command runs in may be one.
  const above = split(here)
  const last = above.at(-1)?.toLowerCase() ?? ''
  const isRoot = ROOTS.includes(last) || BUILT.includes(last)
  if (!isRoot) {
    if (above.some((name) => ROOTS.includes(name.toLowerCase())) || EITHER.includes(last)) return undefined
    if (PROJECT.some((file) => has(resolve(here, file)))) return undefined
  }
  return { path: pathOf(names), because: 'this folder is taken for the root of the site' }
}

/**
 * An address that was given, as it may stand in an attribute, without a slash at its end.
 *
 * @throws UsageError unless it is a path from the root, or an http address
 */
export function baseOf(given: string): string {
  const isPath = /^\/(?![/\\])/.test(given)
  const url = URL.canParse(given, 'https://site.invalid') ? new URL(given, 'https://site.invalid') : undefined
  if (/^[a-z]:[\\/]/i.test(given))
    throw new UsageError(
      `--base takes an address, not a path of this machine (${given}). Git Bash on Windows makes one of /inkling: write ` +
        'MSYS_NO_PATHCONV=1 before the command',
    )
  if (!url || !(isPath || /^https?:\/\//i.test(given)) || url.search || url.hash || url.username)
    throw new UsageError(
      '--base takes an address without ? and #: write --base /inkling or --base https://cdn.example/inkling',
    )
  return (isPath ? url.pathname : url.origin + url.pathname).replace(/\/+$/, '')
}
