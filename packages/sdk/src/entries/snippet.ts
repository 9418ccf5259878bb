/**
 * The head snippet: orders marked lists and fills slots before they are first painted. It is inlined in the head and runs before
 * the body is parsed.
 */

import { paintFirst } from '../first-paint/snippet.ts'

try {
  paintFirst()
} catch {
  // The page stays as the editors made it; the tag reports what it finds.
}
