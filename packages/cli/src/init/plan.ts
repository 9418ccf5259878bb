/** Decides what `init` changes. Nothing is written here. */
import type { HeadLines } from '../files/copy-release.ts'
import { type Change, change, type Insertion, lineBreakAt } from './change.ts'
import { type Consent, consentOf } from './consent.ts'
import { ByHand, type PageLines, type SetUp } from './kinds/kind.ts'
import { type FoundLists, listsInLoops, listsInPage } from './lists.ts'
import type { Site } from './site.ts'
import { bodyOf, type Head, headOf, type Syntax } from './template.ts'

export interface Plan {
  readonly changes: readonly Change[]
  readonly consent: Consent
  /** How many lists are marked. */
  readonly lists: number
  /** What is left to do by hand. */
  readonly byHand: readonly string[]
}

/** Templates to change at most, except in plain HTML, which has its own limit. */
const MOST = 200
const INSTALLED = /\binkling\.js\b|\binkling\.snapshot\b|from ['"]inkling['"/]/

/** @throws ByHand if Inkling is on the site already, without a manifest */
function expectNew(site: Site, paths: readonly string[]): void {
  const there = paths.find((path) => INSTALLED.test(site.text(path) ?? ''))
  if (there !== undefined)
    throw new ByHand(`${there} has Inkling already, and init hasn't put it there`, [
      'Take it out first, or leave the site as it is.',
    ])
}

/** Protects the snippet from the template language; undefined if that isn't possible. */
export function snippetFor(snippet: string, syntax: Syntax | undefined, folder: string): string | undefined {
  switch (syntax) {
    case 'liquid':
    case 'nunjucks':
      if (!/\{[{%#]/.test(snippet)) return snippet
      return /endraw/.test(snippet) ? undefined : `{% raw %}${snippet}{% endraw %}`
    case 'go':
      // Go's templates would escape, and take comments out of, a script that is written into them.
      return `<script>{{ readFile "${folder}/snippet.js" | safeJS }}</script>`
    case 'handlebars':
      return /\{\{/.test(snippet) ? undefined : snippet
    case 'blade':
      if (!/[@{]/.test(snippet)) return snippet
      return /@endverbatim/.test(snippet) ? undefined : `@verbatim${snippet}@endverbatim`
    case 'astro':
      return snippet.replace('<script', '<script is:inline')
    default:
      return snippet
  }
}

/** The lines, for this syntax and consent. */
function pageLines(lines: HeadLines, { syntax, movesScripts }: SetUp, consent: Consent, folder: string): PageLines {
  const literal = (line: string) => (syntax === 'astro' ? line.replace('<script', '<script is:inline') : line)
  const source = consent.source ? ` data-consent="${consent.source}"` : ''
  return {
    snippet: movesScripts ? undefined : snippetFor(lines.snippet, syntax, folder),
    file: literal(lines.file),
    tag: literal(lines.tag.replace('></script>', `${source}></script>`)),
    banner: consent.own ? literal(lines.banner) : undefined,
  }
}

/** The lines for the head, and the place where they go. */
function headInsertion(text: string, head: Head, lines: PageLines, isTemplate: boolean): Insertion {
  // A file takes fewer bytes, so an encoding below it stays among the first; and policies allow it more often.
  const snippet = head.policy || head.late ? lines.file : (lines.snippet ?? lines.file)
  const encoding = isTemplate && !head.encoded && !head.late ? '<meta charset="utf-8">' : ''
  const lineBreak = lineBreakAt(text, head.at)
  const all = [...(encoding ? [encoding] : []), snippet, lines.tag]
  return { at: head.at, text: all.map((line) => lineBreak + line).join('') }
}

function bannerInsertion(text: string, at: number, banner: string): Insertion {
  const lineBreak = lineBreakAt(text, at)
  return { at, text: `${lineBreak}<inkling-consent></inkling-consent>${lineBreak}${banner}` }
}

/** A template or page that may be changed. */
interface Template {
  readonly path: string
  readonly text: string
  readonly head: Head | number
  /** End of its only body's start tag. */
  readonly body: number | undefined
}

function templatesOf(site: Site, { templates = [], syntax = 'html' }: SetUp, byHand: string[]): Template[] {
  const isPage = syntax === 'html'
  for (const path of isPage ? site.links.filter((path) => /\.html?$/i.test(path)) : [])
    byHand.push(`${path} is a link: it is left as it is.`)
  return templates.flatMap((path) => {
    const read = site.read(path)
    if ('why' in read) {
      byHand.push(`${path} ${read.why}: it is left as it is.`)
      return []
    }
    const { text } = read
    const head = headOf(text, syntax)
    if (typeof head !== 'number') {
      if (head.policy) byHand.push(`${path} has a content security policy: allow the files as in docs/csp.md.`)
      return { path, text, head, body: head.body }
    }
    if (head > 1) byHand.push(`${path} has ${head} <head> elements: put both lines into the right ones.`)
    else if (isPage) byHand.push(`${path} has no <head>: add one, with both lines.`)
    return { path, text, head, body: isPage ? undefined : bodyOf(text, syntax) }
  })
}

/** Where the banner goes: in the file of each head or, if none of these has a body, in the only other one that has. */
function bannerPlaces(all: readonly Template[]): ReadonlyMap<string, number> {
  const heads = all.filter(({ head }) => typeof head !== 'number')
  const inHeads = heads.filter(({ body }) => body !== undefined)
  const others = all.filter(({ head, body }) => head === 0 && body !== undefined)
  const places = inHeads.length || others.length !== 1 ? inHeads : others
  return new Map(places.map(({ path, body }) => [path, body!]))
}

/** Names for lists: `posts`, then `posts-2` and so on. */
function listNames(): () => string {
  let number = 0
  return () => (++number === 1 ? 'posts' : `posts-${number}`)
}

function listsIn({ text, head }: Template, { lists, syntax = 'html' }: SetUp, nameOf: () => string): FoundLists {
  if (lists === 'loops') return listsInLoops(text, syntax, nameOf)
  return lists === 'pages' && typeof head !== 'number' ? listsInPage(text) : { marks: [], unsure: [] }
}

/**
 * @param folder of the release's files, below the site's
 * @param consentNamed the value of `--consent`
 * @throws ByHand if there is nothing that can be changed with certainty
 */
export function planFor(
  site: Site,
  setUp: SetUp,
  lines: HeadLines,
  { folder, consent: consentNamed }: { readonly folder: string; readonly consent?: string | undefined },
): Plan {
  const { templates = [], syntax } = setUp
  const texts = templates.flatMap((path) => site.text(path) ?? [])
  expectNew(site, templates)
  const consent = consentOf(texts, consentNamed)
  const made = pageLines(lines, setUp, consent, folder)
  const byHand = [...consent.steps, ...(setUp.notes ?? [])]
  const changes: Change[] = [...(setUp.changes?.(made) ?? [])]
  const all = templatesOf(site, setUp, byHand)
  const heads = all.filter(({ head }) => typeof head !== 'number').length
  if (templates.length && !heads) throw new ByHand('no file that init may change has exactly one <head>', byHand)
  const banners = made.banner === undefined ? new Map<string, number>() : bannerPlaces(all)
  const nameOf = listNames()
  let lists = 0
  for (const template of all) {
    const { path, text, head } = template
    const found = listsIn(template, setUp, nameOf)
    lists += found.marks.length
    for (const unsure of found.unsure) byHand.push(`${path}: ${unsure} Mark it if readers may see it in another order.`)
    const body = banners.get(path)
    const insertions = [
      ...(typeof head === 'number' ? [] : [headInsertion(text, head, made, (syntax ?? 'html') !== 'html')]),
      ...(body === undefined ? [] : [bannerInsertion(text, body, made.banner!)]),
      ...found.marks,
    ]
    if (insertions.length) changes.push(change(path, text, insertions))
  }
  if (changes.length > MOST) throw new ByHand(`there are more than ${MOST} templates to change`)
  if (heads && made.banner !== undefined && !banners.size)
    byHand.push(`Put <inkling-consent></inkling-consent> first into the <body>, and after it: ${made.banner}`)
  if (setUp.lists === 'framework' && !setUp.notes)
    byHand.push('A framework renders the lists: give them their order with createRankedList, see docs/frameworks.md.')
  else if (!lists && setUp.lists !== 'framework')
    byHand.push(
      'No list could be marked with certainty: add data-inkling-list="a-name" to the element whose children are the items.',
    )
  return { changes, consent, lists, byHand }
}

/** The language of the site's pages, if they all say the same. */
export function languageOf(site: Site, { templates = [], syntax = 'html' }: SetUp): string | undefined {
  const languages = new Set<string>()
  for (const path of templates) {
    const text = site.text(path)
    const head = text === undefined ? 0 : headOf(text, syntax)
    if (typeof head !== 'number' && head.language) languages.add(head.language)
  }
  return languages.size === 1 ? [...languages][0] : undefined
}
