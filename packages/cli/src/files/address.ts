/**
 * Guesses the URL path under which a folder is served, provided that the folder's name and surroundings make it
 * unambiguous.
 */
import { posix, win32 } from 'node:path'
import { UsageError } from '../terminal/usage.ts'

/** What the guess needs to know about this machine; tests replace it. */
export interface Surroundings {
  /** The working directory of the command. */
  readonly here: string
  /** Whether paths use Windows syntax. */
  readonly windows: boolean
  /** Whether a file or folder of this name exists. */
  readonly has: (path: string) => boolean
}

export interface Served {
  /** The folder's path on the site, without a trailing slash: `/inkling`, or an empty string for the root. */
  readonly path: string
  /** The reason for the guess, worded so that it can follow "because". */
  readonly because: string
}

/** Folder names that every server serves as the site's root. */
const ROOTS = ['public', 'public_html', 'htdocs', 'wwwroot', 'webroot', 'docroot']
/** Full paths that Linux distributions of Apache and nginx serve as the site's root. */
const ROOT_PATHS = ['/var/www/html', '/usr/share/nginx/html']
/** Folders of build output. If such a folder is served, it is served as the root. */
const BUILT = ['dist', 'build', 'out', '_site', 'site', 'www']
/** Folder names that some tools serve as the root, and others under their own name. */
const EITHER = ['static', 'docs']

/** Files whose presence next to `static/` shows that `static/` is served as the root. */
const STATIC_IS_ROOT = [
  ...['js', 'ts', 'mjs'].flatMap((end) => [`svelte.config.${end}`, `gatsby-config.${end}`, `docusaurus.config.${end}`]),
  ...['toml', 'yaml', 'yml', 'json'].map((end) => `hugo.${end}`),
]
/** Files whose presence next to `static/` shows that it is served as /static. */
const STATIC_IS_NAMED = ['manage.py', 'wsgi.py']
/** Files that identify a project folder, which is built or run but isn't itself served. */
const PROJECT = [
  ...['package.json', 'composer.json', 'pyproject.toml', 'manage.py', 'Gemfile', 'go.mod', 'Cargo.toml', 'mix.exs'],
  ...['pom.xml', 'build.gradle', 'build.gradle.kts', ...STATIC_IS_ROOT],
]

const pathOf = (names: readonly string[]) => names.map((name) => `/${encodeURIComponent(name)}`).join('')

/**
 * Guesses the path under which a folder is served; undefined if the path is ambiguous.
 *
 * @throws UsageError if the path is written in another system's syntax
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
  // Nested roots: in public/htdocs, either folder could be the root.
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

  // No folder in the given path is a root, but the working directory may be one.
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
 * Normalises a given address for use in an attribute, without a trailing slash.
 *
 * @throws UsageError unless the address is a path from the root or an http(s) URL
 */
export function baseOf(given: string): string {
  const isPath = /^\/(?![/\\])/.test(given)
  const url = URL.canParse(given, 'https://site.invalid') ? new URL(given, 'https://site.invalid') : undefined
  if (/^[a-z]:[\\/]/i.test(given))
    throw new UsageError(
      `--base takes an address, not a path on this machine (${given}). Git Bash on Windows rewrites /inkling to one: write ` +
        'MSYS_NO_PATHCONV=1 before the command',
    )
  if (!url || !(isPath || /^https?:\/\//i.test(given)) || url.search || url.hash || url.username)
    throw new UsageError(
      '--base takes an address without ? and #: write --base /inkling or --base https://cdn.example/inkling',
    )
  return (isPath ? url.pathname : url.origin + url.pathname).replace(/\/+$/, '')
}
