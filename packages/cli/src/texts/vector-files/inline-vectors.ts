import { type DefaultTreeAdapterTypes, parse } from 'parse5'
import { LARGEST_VECTOR_FILE } from '../../../../sdk/src/content/vector-file.ts'
import { Failure } from '../../terminal/failure.ts'

type Node = DefaultTreeAdapterTypes.Node
type Element = DefaultTreeAdapterTypes.Element

const TYPE = 'application/inkling-vectors'

/**
 * Inserts vectors at the end of a page's body, in place of those that an earlier run has inserted. Everything else
 * stays as it is, byte for byte.
 *
 * @param file the vectors; undefined: only removes those of the earlier run
 * @param name of the page, for messages
 * @throws Failure if the vectors are larger than pages accept
 */
export function insertVectors(html: string, file: Uint8Array | undefined, name: string): string {
  if (file && file.length > LARGEST_VECTOR_FILE)
    throw new Failure(
      `${name} would have ${file.length} bytes of vectors, and pages accept ${LARGEST_VECTOR_FILE}: write --pages instead of --inline`,
    )
  const bare = withoutVectors(html)
  if (!file) return bare
  const at = endOfBody(bare)
  const script = `<script type="${TYPE}">${Buffer.from(file).toString('base64')}</script>\n`
  return bare.slice(0, at) + script + bare.slice(at)
}

const parsed = (html: string) => parse(html, { sourceCodeLocationInfo: true })

function* elementsOf(node: Node): Generator<Element> {
  const waiting: Node[] = [node]
  for (let at = waiting.pop(); at; at = waiting.pop()) {
    if ('tagName' in at) yield at
    if ('childNodes' in at) waiting.push(...at.childNodes)
  }
}

function withoutVectors(html: string): string {
  const places: Array<readonly [start: number, end: number]> = []
  for (const { tagName, attrs, sourceCodeLocation: place } of elementsOf(parsed(html)))
    if (tagName === 'script' && place && attrs.some(({ name, value }) => name === 'type' && value === TYPE))
      places.push([place.startOffset, place.endOffset + (html[place.endOffset] === '\n' ? 1 : 0)])
  let text = html
  for (const [start, end] of places.sort(([a], [b]) => b - a)) text = text.slice(0, start) + text.slice(end)
  return text
}

/** Where the body's end tag begins; if the page leaves it out, the page's end. */
function endOfBody(html: string): number {
  const found = new Map<string, Element>()
  for (const element of elementsOf(parsed(html))) found.set(element.tagName, element)
  const places = ['body', 'html'].map((name) => found.get(name)?.sourceCodeLocation?.endTag?.startOffset)
  return places.find((place) => place !== undefined) ?? html.length
}
