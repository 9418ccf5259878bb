/** Decides what an upgrade changes. Nothing is written here. */
import { lstatSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Failure } from '../../terminal/failure.ts'
import { visibleLine } from '../../terminal/visible.ts'
import { ByHand } from '../kinds/kind.ts'
import { MANIFEST, RECORD } from '../manifest.ts'
import { isInside, type Site } from '../site.ts'
import { baseBefore, placesOf } from './places.ts'
import { type Release, type ReleaseFolder, readRelease, releaseFoldersIn, snippetIn } from './release-folder.ts'
import { type Named, type Replacement, rewrite, type Use } from './rewrite.ts'
import { compareVersions, isVersion } from './version.ts'

/** Ends of the names of files that may have a line: pages, templates, scripts of templates, configurations. */
const ENDS =
  /\.(?:html?|xhtml|astro|blade\.php|cjs|conf|config|cshtml|cts|ejs|erb|gohtml|haml|hbs|ini|j2|jinja2?|js|json|jsonc|jsx|liquid|mjs|mts|mustache|njk|php|phtml|pug|slim|svelte|tmpl|toml|tpl|ts|tsx|twig|vue|xml|ya?ml)$/i
/** Files that configure a server or a host, besides those whose names end in `CONFIGURATION`. */
const NAMES =
  /(?:^|\/)(?:_headers|\.htaccess|Caddyfile|nginx\.conf|(?:vercel|netlify|firebase|staticwebapp\.config)\.json|web\.config)$/i
const CONFIGURATION = /\.(?:conf|config|ini|toml|ya?ml)$/i
/** Lists of packages, which name versions and hashes of their own. */
const LOCKS = /(?:^|\/)(?:package-lock|npm-shrinkwrap|composer)\.json$|(?:^|\/)pnpm-lock\.yaml$/
/** Kinds whose pages no template language reads. */
const PLAIN = new Set(['html', 'vite', 'angular', 'sveltekit', 'next', 'nuxt', 'hexo'])
/** Largest file that is searched for a release's address though it can't be changed, in bytes. */
const LARGEST = 64_000_000

/** A changed file. */
export interface Rewriting {
  readonly path: string
  readonly before: string
  readonly after: string
  readonly replacements: readonly Replacement[]
}

export interface UpgradePlan {
  /** The releases that lines name, oldest first. */
  readonly from: readonly string[]
  /** The folder around the releases, below the site's. */
  readonly parent: string
  readonly changes: readonly Rewriting[]
  /** What may be left to do by hand. */
  readonly notes: readonly string[]
  /** Says the same of the new release in a text that is part of a file. */
  readonly rewritten: (text: string) => string
}

/** What the site's files say. */
export interface Survey {
  readonly site: Site
  /** Folders with releases. */
  readonly folders: readonly ReleaseFolder[]
  /** Files that may have lines. */
  readonly paths: readonly string[]
  /** What stands before the version in addresses of inkling.js, by version. */
  readonly bases: ReadonlyMap<string, ReadonlySet<string>>
}

const isConfiguration = (path: string) => NAMES.test(path) || CONFIGURATION.test(path)

/** Finds the releases that a site has, and those that its files load. */
export function surveyOf(site: Site): Survey {
  const folders = releaseFoldersIn(site)
  const paths = site.files.filter(
    (path) =>
      (ENDS.test(path) || NAMES.test(path)) &&
      !LOCKS.test(path) &&
      path !== MANIFEST &&
      path !== RECORD &&
      !folders.some((folder) => path.startsWith(`${folder.path}/`)),
  )
  const bases = new Map<string, Set<string>>()
  for (const path of paths) {
    const text = site.text(path)
    for (const at of text ? placesOf(text, '/inkling.js') : []) {
      const whole = baseBefore(text!, at)
      const version = whole.slice(whole.lastIndexOf('/') + 1)
      if (!isVersion(version) || !whole.includes('/')) continue
      bases.set(version, (bases.get(version) ?? new Set()).add(whole.slice(0, -version.length - 1)))
    }
  }
  return { site, folders, paths, bases }
}

/** The folder with the release of a version. @throws Failure unless there is exactly one */
function folderOf({ folders, bases }: Survey, version: string): ReleaseFolder {
  const [folder, second] = folders.filter((each) => each.version === version)
  if (second)
    throw new Failure(
      `there are two folders with ${version}, ${folder!.path} and ${second.path}: name the folder of one site`,
    )
  if (folder) return folder
  throw new Failure(
    `pages load ${visibleLine([...(bases.get(version) ?? [])][0] ?? '')}/${version}/inkling.js, but no folder here has that release, whose hashes are needed to find its lines: copy it there again`,
  )
}

function knownSnippet(release: Release, { site, paths }: Survey): Release {
  if (release.snippet !== undefined) return release
  for (const path of paths) {
    const snippet = snippetIn(site.text(path) ?? '', release)
    if (snippet !== undefined) return { ...release, snippet }
  }
  return release
}

/** Files that name a release, and can't be changed. */
function unchangeable({ site, paths }: Survey, versions: readonly string[]): string[] {
  return paths.flatMap((path) => {
    const read = site.read(path)
    if (!('why' in read) || !isInside(site.root, path)) return []
    const about = lstatSync(join(site.root, path), { throwIfNoEntry: false })
    if (!about?.isFile() || about.size > LARGEST) return []
    const bytes = readFileSync(join(site.root, path))
    return versions.some((version) => bytes.includes(`/${version}/inkling.js`)) ? [`${path} ${read.why}`] : []
  })
}

/**
 * @param kind of the site, as `init` has recorded it
 * @throws ByHand if a line isn't certain
 * @throws Failure if an older release is missing
 */
export function planUpgrade(survey: Survey, to: Release, kind: string | undefined): UpgradePlan {
  const { site, paths, bases } = survey
  const from = [...bases.keys()].filter((version) => version !== to.version).sort(compareVersions)
  const folders = from.map((version) => folderOf(survey, version))
  const parent = folders[0]?.parent ?? ''
  const other = folders.find((folder) => folder.parent !== parent)
  if (other)
    throw new Failure(
      `the releases that pages load lie in ${parent || '.'} and ${other.parent || '.'}: name the folder of one site`,
    )
  const all: Named[] = folders.map((folder) => ({
    release: knownSnippet(readRelease(site, folder), survey),
    bases: new Set([...bases.get(folder.version)!, parent, `./${parent}`]),
  }))
  const useOf = (path: string): Use => ({
    isTemplate: !(kind !== undefined && PLAIN.has(kind)),
    isConfiguration: isConfiguration(path),
  })
  const problems = unchangeable(survey, from).map((problem) => `${problem}, and it loads an older release`)
  const notes = site.links.filter((path) => ENDS.test(path)).map((path) => `${path} is a link: it is left as it is.`)
  const changes: Rewriting[] = []
  const policies: string[] = []
  let hasSnippet = false
  for (const path of paths) {
    const before = site.text(path)
    if (before === undefined) continue
    const found = rewrite(before, all, to, useOf(path))
    problems.push(...found.problems.map((problem) => `${path} ${problem}`))
    notes.push(...found.notes.map((note) => `${path} ${note}.`))
    hasSnippet ||= found.hasSnippet
    if (found.hasSnippetHash) policies.push(path)
    const { replacements } = found
    if (replacements.length) changes.push({ path, before, after: replaced(before, replacements), replacements })
  }
  if (policies.length && !hasSnippet)
    problems.push(`${policies[0]} has the hash of a snippet that no file here has, so it may be in use elsewhere`)
  if (from.length && problems.length)
    throw new ByHand('these lines are not as a release is copied, or can not be rewritten', problems)
  const rewritten = (text: string) => replaced(text, rewrite(text, all, to, useOf('')).replacements)
  return { from, parent, changes, notes, rewritten }
}

export function replaced(text: string, replacements: readonly Replacement[]): string {
  let after = ''
  let from = 0
  for (const each of replacements) {
    after += text.slice(from, each.at) + each.to
    from = each.at + each.from.length
  }
  return after + text.slice(from)
}
