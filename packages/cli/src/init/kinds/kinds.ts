/** Finds out what kind of site a folder is. */

import { CALL, nearest } from '../../terminal/parse-arguments.ts'
import { UsageError } from '../../terminal/usage.ts'
import type { Site } from '../site.ts'
import { BY_HAND } from './by-hand.ts'
import { astro, eleventy, hexo, hugo, jekyll } from './generators.ts'
import type { Kind } from './kind.ts'
import { angular, html, sveltekit, vite } from './pages.ts'
import { ghost, laravel, next, nuxt } from './servers.ts'

export const KINDS: readonly Kind[] = [
  ...[hugo, jekyll, hexo, eleventy, astro, next, nuxt, sveltekit, vite, angular, laravel, ghost, html],
  ...BY_HAND,
]

export interface Found {
  readonly kind: Kind
  /** The file by which it is recognised. */
  readonly by: string
}

/**
 * The kind of a site.
 *
 * @param named the kind given with `--kind`
 * @throws UsageError if it isn't certain
 */
export function kindOf(site: Site, named: string | undefined): Found {
  const names = KINDS.map(({ name }) => name)
  if (named !== undefined) {
    const kind = KINDS.find(({ name }) => name === named)
    if (kind) return { kind, by: '--kind' }
    throw new UsageError(`there is no kind ${named}: write --kind ${nearest(named, names) ?? names.join(', ')}`)
  }
  const all = KINDS.flatMap((kind) => {
    const by = kind.found(site)
    return by === undefined ? [] : [{ kind, by }]
  })
  const found = all.filter(({ kind }) => !all.some((other) => other.kind.beats?.includes(kind.name)))
  const [first, second] = found
  if (!first)
    throw new UsageError(
      `init does not recognise what kind of site this is: write ${CALL} init DIR with the folder of the site's templates, or --kind ${names.join(', ')}`,
    )
  if (second) {
    const which = found.map(({ kind, by }) => `${kind.title} (${by})`).join(' or ')
    throw new UsageError(
      `this could be ${which}: write ${found.map(({ kind }) => `--kind ${kind.name}`).join(' or ')}, or name one's folder`,
    )
  }
  return first
}
