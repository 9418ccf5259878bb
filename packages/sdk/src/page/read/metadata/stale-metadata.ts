/** What each element said, and on which page of the application. */
const known = new WeakMap<Element, readonly [path: string, said: string]>()

/**
 * Whether an element says what it said on another page of this application: libraries that exchange bodies leave the head
 * as the first page had it. What is said anew, or by a new element, is said of this page.
 */
export function isStale(element: Element, said: string): boolean {
  // On the command line there is none.
  const pathname = globalThis.location?.pathname ?? ''
  const [path, before] = known.get(element) ?? []
  if (before === said) return path !== pathname
  known.set(element, [pathname, said])
  return false
}
