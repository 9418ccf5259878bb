/** Finds tags in templates, which are HTML with code of a template language in it. */
import { type Token, Tokenizer, TokenizerMode } from 'parse5'
import { blankOut, type Span, span } from './blank-out.ts'

/** A template language, which decides what is code and how literal text is protected. */
export type Syntax = 'html' | 'liquid' | 'nunjucks' | 'go' | 'handlebars' | 'blade' | 'astro'

/** Comments of HTML and of each template language. They output nothing, or nothing that counts. */
const COMMENT = {
  html: span('<!--', '-->'),
  handlebars: span('\\{\\{!--', '--\\}\\}'),
  blade: span('\\{\\{--', '--\\}\\}'),
  nunjucks: span('\\{#', '#\\}'),
  go: span('\\{\\{-?\\s*/\\*', '\\*/\\s*-?\\}\\}'),
  liquid: span('\\{%-?\\s*comment\\b', '\\bendcomment\\s*-?%\\}'),
}
const STATEMENT = span('\\{%', '%\\}')
const OUTPUT = span('\\{\\{', '\\}\\}')

/** Code of each language, comments first. What it outputs isn't known, so none of it counts as markup. */
const CODE: Readonly<Record<Syntax, readonly Span[]>> = {
  html: [span('<\\?', '\\?>'), span('<%', '%>')],
  liquid: [COMMENT.liquid, STATEMENT, OUTPUT],
  nunjucks: [COMMENT.nunjucks, STATEMENT, OUTPUT],
  go: [COMMENT.go, OUTPUT],
  handlebars: [COMMENT.handlebars, OUTPUT],
  blade: [
    COMMENT.blade,
    span('\\{!!', '!!\\}'),
    OUTPUT,
    span('<\\?php', '\\?>|$'),
    span('@php\\b(?!\\s*\\()', '@endphp\\b'),
  ],
  astro: [span('^\\s*---', '\\n---'), span('\\{\\s*/\\*', '\\*/\\s*\\}')],
}

/** Replaces code with spaces, so that offsets stay the same. */
export const withoutCode = (text: string, syntax: Syntax): string => blankOut(text, CODE[syntax])

export interface Tag {
  readonly name: string
  readonly start: number
  readonly end: number
  readonly closing: boolean
  readonly attributes: ReadonlyMap<string, string>
}

/** Elements whose content is text, and not markup. */
const TEXT_ONLY: Readonly<Record<string, (typeof TokenizerMode)[keyof typeof TokenizerMode]>> = {
  script: TokenizerMode.SCRIPT_DATA,
  style: TokenizerMode.RAWTEXT,
  ...Object.fromEntries(['xmp', 'iframe', 'noembed', 'noframes'].map((name) => [name, TokenizerMode.RAWTEXT])),
  title: TokenizerMode.RCDATA,
  textarea: TokenizerMode.RCDATA,
  plaintext: TokenizerMode.PLAINTEXT,
}

/** Tags in markup, in order, without those in comments, scripts and other texts. */
export function tagsIn(markup: string): Tag[] {
  const tags: Tag[] = []
  const add = ({ tagName, location, attrs }: Token.TagToken, closing: boolean) => {
    const attributes = new Map(attrs.map(({ name, value }) => [name, value]))
    tags.push({ name: tagName, start: location!.startOffset, end: location!.endOffset, closing, attributes })
  }
  const ignore = () => {}
  const tokenizer: Tokenizer = new Tokenizer(
    { sourceCodeLocationInfo: true },
    {
      onStartTag: (token) => {
        add(token, false)
        const state = TEXT_ONLY[token.tagName]
        if (state !== undefined) tokenizer.state = state
      },
      onEndTag: (token) => add(token, true),
      onComment: ignore,
      onDoctype: ignore,
      onEof: ignore,
      onCharacter: ignore,
      onNullCharacter: ignore,
      onWhitespaceCharacter: ignore,
    },
  )
  tokenizer.write(markup, true)
  return tags
}

export interface Head {
  /** Where the lines go: after the character encoding, which must be among the first 1,024 bytes. */
  readonly at: number
  /** Whether the encoding is declared before that place. */
  readonly encoded: boolean
  /** Whether a content security policy is in the markup. */
  readonly policy: boolean
  /** End of the only body's start tag; undefined if there are none or several. */
  readonly body: number | undefined
  /** The page's language, if it is written out. */
  readonly language: string | undefined
  /** Whether the lines go below a character encoding that isn't at the start. */
  readonly late: boolean
}

const isPolicy = ({ name, attributes }: Tag) =>
  name === 'meta' && /^content-security-policy/i.test(attributes.get('http-equiv') ?? '')
const isEncoding = ({ name, attributes }: Tag) =>
  name === 'meta' && (attributes.has('charset') || /^content-type$/i.test(attributes.get('http-equiv') ?? ''))

/** The only head of a file; otherwise the number of heads, which is 0 or more than 1. */
export function headOf(text: string, syntax: Syntax): Head | number {
  const markup = withoutCode(text, syntax)
  const tags = tagsIn(markup)
  const starts = tags.filter(({ name, closing }) => name === 'head' && !closing)
  const [head] = starts
  if (!head || starts.length > 1) return starts.length
  const bodies = tags.filter(({ name, closing }) => name === 'body' && !closing)
  const body = bodies.length === 1 && bodies[0]!.start > head.end ? bodies[0] : undefined
  const inHead = tags.filter(({ start }) => start >= head.end && start < (body?.start ?? Infinity))

  // Continue past the first <meta> elements, but not past code, since it may be the start of a condition.
  let at = head.end
  let encoded = false
  for (const tag of inHead) {
    const between = blankOut(text.slice(at, tag.start), Object.values(COMMENT))
    if (tag.name !== 'meta' || tag.closing || between.trim()) break
    if (isPolicy(tag)) break
    at = tag.end
    encoded ||= isEncoding(tag)
    if (encoded) break
  }
  const lang = tags.find(({ name }) => name === 'html')?.attributes.get('lang')
  return {
    at: encoded ? at : head.end,
    encoded,
    policy: tags.some(isPolicy),
    body: body?.end,
    language: lang && /^[a-z]{2}(?=-|$)/i.exec(lang)?.[0].toLowerCase(),
    late: !encoded && inHead.some(isEncoding),
  }
}

/** End of the only body's start tag in a file without a head. */
export function bodyOf(text: string, syntax: Syntax): number | undefined {
  const bodies = tagsIn(withoutCode(text, syntax)).filter(({ name, closing }) => name === 'body' && !closing)
  return bodies.length === 1 ? bodies[0]!.end : undefined
}
