import { blankOut, span } from '../blank-out.ts'
import type { Change } from '../change.ts'
import type { Site } from '../site.ts'
import type { Syntax } from '../template.ts'

/** Lines to put in a page, made for its kind of template. */
export interface PageLines {
  /** The snippet inline, or undefined if the template language would change it. */
  readonly snippet: string | undefined
  /** The snippet as a file. */
  readonly file: string
  readonly tag: string
  /** The consent banner's script; undefined if the site has a banner. */
  readonly banner: string | undefined
}

/** How a site is set up. */
export interface SetUp {
  /** Folder for the release, below the site's. */
  readonly folder: string
  /** The address at which it is served, unless `--base` says otherwise. */
  readonly address: string
  /** Templates that may have a head. Each that has exactly one is changed. */
  readonly templates?: readonly string[]
  readonly syntax?: Syntax
  /** Whether the site moves or rewrites inline scripts, so that the snippet must be a file. */
  readonly movesScripts?: boolean
  /** How lists are found: in pages as they are, in loops of templates, or not at all, since a framework owns them. */
  readonly lists: 'pages' | 'loops' | 'framework'
  /** Changes to files without a `<head>` of HTML. @throws ByHand if the site's files aren't as expected */
  readonly changes?: (lines: PageLines) => readonly Change[]
  /** Folders of built pages. */
  readonly built: readonly string[]
  /** What is left to do by hand. */
  readonly notes?: readonly string[]
}

/** Thrown if something isn't certain: the site is left as it is, and these steps are printed. */
export class ByHand extends Error {
  readonly steps: readonly string[]
  constructor(why: string, steps: readonly string[] = []) {
    super(why)
    this.steps = steps
  }
}

export interface Kind {
  /** As given to `--kind`. */
  readonly name: string
  readonly title: string
  /** Kinds whose files a site of this kind has, too. */
  readonly beats?: readonly string[]
  /** The file or line by which the kind is recognised; undefined if there is none. */
  found(site: Site): string | undefined
  /**
   * @param base the release's address as given with `--base`
   * @throws ByHand if the site can't be set up with certainty
   */
  setUp(site: Site, base: string | undefined): SetUp
}

/** Names of the packages that package.json names. */
export function packagesOf(site: Site): ReadonlySet<string> {
  try {
    const { dependencies, devDependencies } = JSON.parse(site.text('package.json') ?? '{}')
    return new Set(Object.keys({ ...dependencies, ...devDependencies }))
  } catch {
    return new Set()
  }
}

/** The first file of these that the site has. */
export const firstOf = (site: Site, ...paths: readonly string[]): string | undefined =>
  paths.find((path) => site.has(path))

/** A configuration file under each of the extensions that JavaScript tools accept. */
export const configOf = (site: Site, name: string): string | undefined =>
  firstOf(site, ...['js', 'mjs', 'cjs', 'ts', 'mts', 'cts'].map((end) => `${name}.${end}`))

/** Recognises a kind by its configuration file, or by its package. */
export function byConfig(site: Site, name: string, dependency: string): string | undefined {
  return (
    configOf(site, name) ?? (packagesOf(site).has(dependency) ? `package.json, which has ${dependency}` : undefined)
  )
}

/** The files below a folder with one of the extensions. */
export function filesIn(site: Site, folder: string, ...ends: readonly string[]): string[] {
  return site.files.filter((path) => path.startsWith(folder) && ends.some((end) => path.endsWith(end)))
}

/** Templates of e-mails, of error pages and of other output that no reader browses. */
export const isAside = (path: string): boolean =>
  /(?:^|[/_.-])(?:amp|e?mails?|newsletters?|print|pdfs?|rss|errors?|sitemap)(?:[/_.-]|$)/i.test(path)

/** Without comments of JavaScript, YAML and TOML. Offsets stay the same. */
export const withoutComments = (text: string): string =>
  blankOut(text, [span('/\\*', '\\*/'), span('(?<!:)//', '$|(?=\\n)'), span('(?<=^|\\s)#', '$|(?=\\n)')])

/**
 * Refuses a site whose configuration sets the path below which it is served, since its value may be computed.
 *
 * @throws ByHand unless the address was given
 */
export function expectRoot(site: Site, config: string | undefined, setting: RegExp, base: string | undefined): void {
  if (base !== undefined || config === undefined) return
  const found = setting.exec(withoutComments(site.text(config) ?? ''))
  if (found)
    throw new ByHand(`${config} says where the site is served (${found[0].trim()}), and init doesn't run it`, [
      'Add the address of the release, for instance --base /docs/inkling if the site is served at /docs/.',
    ])
}
