import { bytesOf, LARGEST_VECTOR_FILE, readVectorFile, type VectorFile } from '../../content/vector-file.ts'
import * as dom from '../../lib/dom.ts'

/** Maximum number of elements with vectors: one for each language of a page, and one to spare. */
const MOST = 3

/** Reads the vectors that are in the page itself. @throws if anything about them is wrong */
export function inlineVectors(): readonly VectorFile[] {
  const scripts = [...dom.querySelectorAll(document, 'script[type="application/inkling-vectors"]')]
  if (scripts.length > MOST)
    throw new RangeError(`the page has vectors ${scripts.length} times, at most ${MOST} allowed`)
  return scripts.map((script) => {
    const text = dom.textContent(script) ?? ''
    if (text.length > (4 / 3) * LARGEST_VECTOR_FILE) throw new RangeError(`more than ${LARGEST_VECTOR_FILE} bytes`)
    return readVectorFile(bytesOf(text.trim()))
  })
}
