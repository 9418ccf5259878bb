/** Finds what a text says of old releases, and says the same of a new one. */
import { baseBefore, MOST_PLACES, placesOf, regionOf } from './places.ts'
import { hashesOf, type Release } from './release-folder.ts'

/** A release that the site's lines name, and where it is served. */
export interface Named {
  readonly release: Release
  /** What stands before its version in addresses: `/inkling`, or `static/inkling` in a template that reads files. */
  readonly bases: ReadonlySet<string>
}

export interface Replacement {
  /** Offset in the text before. */
  readonly at: number
  readonly from: string
  readonly to: string
}

export interface Rewritten {
  /** In order, without overlaps. */
  readonly replacements: readonly Replacement[]
  /** What isn't certain, worded to follow the file's name. */
  readonly problems: readonly string[]
  /** What may have to be done by hand, worded likewise. */
  readonly notes: readonly string[]
  /** Whether the text has the snippet, or the address of its file. */
  readonly hasSnippet: boolean
  /** Whether the text has the hash of the snippet, as a policy does. */
  readonly hasSnippetHash: boolean
}

/** How a file is used. */
export interface Use {
  /** Whether a template language reads it, which may take parts of a snippet for its own code. */
  readonly isTemplate: boolean
  /** Whether it configures a server, where rules may name whole folders. */
  readonly isConfiguration: boolean
}

/** What the snippets of all releases read, by which one that was edited is recognised. */
const isSnippet = (text: string) => /\binkling\.(?:snapshot|mirror)\b/.test(text) && text.includes('inkling.consent')
/** What template languages take for code, and the ends of their literal texts. */
const CODE = ['{{', '{%', '{#', '{!', '@', 'endraw', 'endverbatim', '<?', '<%']
const HASH = /sha(?:256|384|512)-[A-Za-z0-9+/]+={0,2}/g
const POLICY = /(?:script|default)-?src/i

/** The forms in which a snippet stands in files: as it is, and in a string of a script. */
const FORMS = [(snippet: string) => snippet, (snippet: string) => JSON.stringify(snippet).slice(1, -1)]

/** The hash of the new file by the same algorithm; undefined if the hash isn't that of the old one. */
function hashAfter(from: readonly string[] | undefined, to: readonly string[] | undefined, hash: string) {
  const at = from?.indexOf(hash) ?? -1
  return at < 0 ? undefined : to?.[at]
}

const hasFile = ({ files }: Release, name: string) =>
  files.has(name) || [...files.keys()].some((file) => file.startsWith(`${name}/`))

/** What is found in one text. */
interface Found {
  readonly text: string
  readonly to: Release
  readonly use: Use
  readonly replacements: Replacement[]
  readonly problems: Set<string>
  readonly notes: Set<string>
  hasSnippet: boolean
  hasSnippetHash: boolean
}

function findSnippets(found: Found, { snippet, version }: Release): void {
  const { text, to, use } = found
  if (!snippet || !to.snippet) return
  for (const form of new Set(FORMS.map((form) => form(snippet)))) {
    const isText = form === JSON.stringify(snippet).slice(1, -1) && form !== snippet
    for (const at of placesOf(text, form)) {
      found.hasSnippet = true
      const code = use.isTemplate && CODE.find((code) => to.snippet!.includes(code) && !snippet.includes(code))
      if (code)
        found.problems.add(
          `has the snippet of ${version}; a template language may take "${code}", which is new in it, for code`,
        )
      found.replacements.push({ at, from: form, to: FORMS[isText ? 1 : 0]!(to.snippet) })
    }
  }
}

/** A place where a text names a file of a release. */
interface Address {
  readonly at: number
  readonly name: string
}

function findAddresses(found: Found, { release, bases }: Named): Address[] {
  const { text, to, use } = found
  const { version } = release
  return placesOf(text, `/${version}/`).flatMap((at) => {
    if (!bases.has(baseBefore(text, at))) return []
    const start = at + version.length + 2
    const name = /^[\w.@-]+(?:\/[\w.@-]+)*/.exec(text.slice(start, start + 200))?.[0] ?? ''
    const isFile = hasFile(release, name)
    if (isFile && hasFile(to, name)) {
      found.hasSnippet ||= name === 'snippet.js'
      found.replacements.push({ at, from: `/${version}/`, to: `/${to.version}/` })
      return [{ at, name }]
    }
    if (isFile) found.problems.add(`names ${name} of ${version}, which ${to.version} doesn't have`)
    else if (use.isConfiguration && !name)
      found.notes.add(`has a rule for the folder of ${version}: add one for ${to.version}, and keep it for open tabs`)
    else found.problems.add(`names ${version}/${name}, which isn't a file of that release`)
    return []
  })
}

function findHashes(found: Found, { release }: Named, addresses: readonly Address[]): void {
  const { text, to } = found
  const { version, files } = release
  const known = new Set<number>()
  for (const { at, name } of addresses) {
    const { start, end } = regionOf(text, at)
    for (const { 0: hash, index } of text.slice(start, end).matchAll(HASH)) {
      const after = hashAfter(files.get(name), to.files.get(name), hash)
      if (after !== undefined && !known.has(start + index))
        found.replacements.push({ at: start + index, from: hash, to: after })
      if (after !== undefined) known.add(start + index)
      else if (files.has(name) && !known.has(start + index) && !ofOthers(hash, addresses, files))
        found.problems.add(
          `names ${version}/${name} with a hash that isn't that of the file there: it was changed by hand`,
        )
    }
  }
  const inline = release.snippet === undefined ? [] : hashesOf(release.snippet)
  const inlineAfter = to.snippet === undefined ? [] : hashesOf(to.snippet)
  for (const { 0: hash, index } of text.matchAll(HASH)) {
    if (known.has(index)) continue
    const after = hashAfter(inline, inlineAfter, hash)
    if (after !== undefined) found.replacements.push({ at: index, from: hash, to: after })
    if (after !== undefined) found.hasSnippetHash = true
    else findInPolicy(found, release, hash, index)
  }
}

/** Whether a hash is that of another file that is named as well, as in a script that names several. */
function ofOthers(hash: string, addresses: readonly Address[], files: Release['files']): boolean {
  return addresses.some(({ name }) => files.get(name)?.includes(hash))
}

/** A hash of a file without its address: certain only in a policy. */
function findInPolicy(found: Found, { version, files }: Release, hash: string, at: number): void {
  const names = [...files.keys()].filter((name) => files.get(name)!.includes(hash))
  if (!names.length) return
  const after = new Set(names.map((name) => hashAfter(files.get(name), found.to.files.get(name), hash)))
  const [to] = after
  const isCertain = after.size === 1 && to !== undefined && POLICY.test(found.text.slice(Math.max(0, at - 2000), at))
  if (isCertain || (after.size === 1 && to === hash)) found.replacements.push({ at, from: hash, to: to! })
  else found.problems.add(`has the hash of ${version}/${names[0]} without its address`)
}

/** The text without what is replaced, and without the new snippet. */
function restOf(text: string, replacements: readonly Replacement[], { snippet }: Release): string {
  let rest = ''
  let from = 0
  for (const each of replacements) {
    rest += `${text.slice(from, each.at)}\n`
    from = each.at + each.from.length
  }
  rest += text.slice(from)
  for (const form of snippet ? FORMS.map((form) => form(snippet)) : []) rest = rest.split(form).join('\n')
  return rest
}

/** Looks for lines in forms that aren't known. */
function findRest(found: Found, rest: string, all: readonly Named[]): void {
  if (isSnippet(rest)) found.problems.add("has a snippet that isn't a release's own: it was changed by hand")
  for (const { release } of all)
    if (new RegExp(`${release.version.replaceAll('.', '\\.')}(?:\\\\?/|%2f)inkling\\.js`, 'i').test(rest))
      found.problems.add(`names ${release.version}/inkling.js in a form that upgrade doesn't know`)
}

/** In order; of two that overlap, the first and longest stays. What changes nothing is left out. */
function inOrder(replacements: readonly Replacement[]): Replacement[] {
  let end = 0
  return [...replacements]
    .sort((a, b) => a.at - b.at || b.from.length - a.from.length)
    .filter(({ at, from }) => {
      if (at < end) return false
      end = at + from.length
      return true
    })
}

/** @param all the releases that the site's lines name */
export function rewrite(text: string, all: readonly Named[], to: Release, use: Use): Rewritten {
  const problems = new Set<string>()
  const notes = new Set<string>()
  const found: Found = { text, to, use, replacements: [], problems, notes, hasSnippet: false, hasSnippetHash: false }
  for (const named of all) {
    findSnippets(found, named.release)
    findHashes(found, named, findAddresses(found, named))
  }
  const replacements = inOrder(found.replacements)
  if (replacements.length >= MOST_PLACES) problems.add('names the release too often to be a page')
  findRest(found, restOf(text, replacements, to), all)
  const { hasSnippet, hasSnippetHash } = found
  return {
    replacements: replacements.filter((each) => each.from !== each.to),
    problems: [...problems],
    notes: [...notes],
    hasSnippet,
    hasSnippetHash,
  }
}
