import { print, say } from '../terminal/output.ts'

/**
 * This bookmarklet reloads the page with the inspector, or without it if the inspector is already open. The code must
 * not contain spaces.
 */
export const BOOKMARKLET =
  "javascript:((u,p=u.searchParams)=>{p.get('inkling')=='inspect'?p.delete('inkling'):p.set('inkling','inspect');location.assign(u)})(Reflect.construct(URL,[location.href]))"

const SAYS = `Make a bookmark with this as its address: pressed on a page with Inkling, it loads the page anew with the inspector, or
without it. So does ?inkling=inspect behind the page's address. It works on localhost, and elsewhere where the tag
has data-inspect="always".
`

/** Prints the bookmarklet to standard output, and its instructions to standard error. */
export async function inspect(): Promise<void> {
  say(SAYS)
  await print(`${BOOKMARKLET}\n`)
}
