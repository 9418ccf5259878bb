/**
 * The head snippet: orders marked lists and fills slots before they are first painted. It is inlined in the page's head
 * and runs before the body is parsed.
 */

import { paintFirst } from '../first-paint/paint.ts'

try {
  paintFirst()
} catch {
  // Leave the page as the editors made it; the tag reports the problem.
}
