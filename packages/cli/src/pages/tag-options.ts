import { OPTIONS, readOptions, resolveOptions } from '../../../sdk/src/client/option-table.ts'
import type { ResolvedOptions } from '../../../sdk/src/options.ts'
import { UsageError } from '../terminal/usage.ts'

/**
 * The options on a page's script tag.
 *
 * @param page the page's name, used in messages
 * @returns undefined if the page has no tag; a page that uses npm has its options elsewhere
 * @throws UsageError if the options are invalid
 */
export function tagOptions(document: Document, page: string): ResolvedOptions | undefined {
  const tag = [...document.querySelectorAll('script[src]')].find((script) =>
    /(?:^|\/)inkling\.js(?:[?#]|$)/.test(script.getAttribute('src') ?? ''),
  )
  if (!tag) return undefined
  const attribute = (name: string) => `data-${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`
  const given = Object.keys(OPTIONS).flatMap((name) => {
    const value = tag.getAttribute(attribute(name))
    return value === null ? [] : [[name, value]]
  })
  try {
    return resolveOptions(readOptions(Object.fromEntries(given)))
  } catch (cause) {
    throw new UsageError(`the tag of ${page} has invalid options: ${(cause as Error).message}`)
  }
}
