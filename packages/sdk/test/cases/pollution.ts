/** What a script that merges carelessly puts onto `Object.prototype`, and thereby into every object: each key that Inkling reads. */

import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

const SRC = join(import.meta.dirname, '../../src')

/** What reads consent, options, addresses, stored plans and site files. */
const READERS = [
  'client',
  'consent',
  'creatives/campaigns',
  'deletion',
  'entries/snippet.ts',
  'entries/tag.ts',
  'first-paint',
  'lib',
  'measurement/experiments',
  'options.ts',
  'ranking/ranker.ts',
  'runtime/page-vectors',
  'runtime/site-files',
  'types',
  'types.ts',
  'web-storage',
]

function filesIn(path: string): string[] {
  if (statSync(path).isFile()) return [path]
  return readdirSync(path).flatMap((name) => filesIn(join(path, name)))
}

/** Which purposes there are, and what stands in paths and places: they are no words of the code. */
const DATA = [...Array.from({ length: 12 }, (_, i) => String(i)), '/', 'top', 'top /', 'hero', 'usnat', 'tcfeuv2']

/** Every word of the code, but for comments and what all objects have: members, destructured names, and words that stand for keys. */
export function readableKeys(): string[] {
  const words = READERS.flatMap((path) => filesIn(join(SRC, path))).flatMap((file) =>
    readFileSync(file, 'utf8')
      .replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')
      .match(/[A-Za-z_$][\w$]*/g),
  )
  return [...new Set([...words, ...DATA])]
    .filter((word): word is string => !!word && !(word in Object.prototype))
    .sort()
}

const YES = { content: true, creatives: true, measurement: true }
export const VALUES: readonly unknown[] = [
  true,
  'granted',
  { ...YES, state: 'granted', at: 8e15, consents: { 1: true, 5: true, 6: true } },
  'https://evil.example/x/',
]

type Tree = { [key: string]: unknown }

/** A query parser as pages have them: what stands in brackets is a path. Runs in the browser, too: it needs nothing around it. */
export function parseQuery(query: string): object {
  const parsed: Tree = {}
  for (const [name, value] of new URLSearchParams(query)) {
    const path = name.split(/[[\]]+/).filter(Boolean)
    const last = path.pop()!
    let place = parsed
    for (const step of path) place = (place[step] ??= {}) as Tree
    place[last] = value
  }
  return parsed
}

/** A merge as pages have them: it takes `__proto__` for a key like others. Runs in the browser, too. */
export function mergeInto(target: Tree, source: Tree): object {
  const merge = (into: Tree, from: Tree): object => {
    for (const key of Object.keys(from)) {
      const value = from[key]
      if (value && typeof value === 'object' && into[key]) merge(into[key] as Tree, value as Tree)
      else into[key] = value
    }
    return into
  }
  return merge(target, source)
}

/** The address of a page that hands its query to {@link parseQuery}. */
export const linkOf = (key: string, value: unknown): string =>
  value && typeof value === 'object'
    ? Object.entries(value)
        .flatMap(([name, each]) =>
          each && typeof each === 'object'
            ? Object.entries(each).map(([inner, one]) => [`[${name}][${inner}]`, one] as const)
            : [[`[${name}]`, each] as const],
        )
        .map(([path, each]) => `${encodeURIComponent(`__proto__[${key}]${path}`)}=${encodeURIComponent(String(each))}`)
        .join('&')
    : `${encodeURIComponent(`__proto__[${key}]`)}=${encodeURIComponent(String(value))}`

/** The body of an answer that a page merges by {@link mergeInto}. */
export const jsonOf = (key: string, value: unknown): string => `{"__proto__":${JSON.stringify({ [key]: value })}}`

export const WAYS: Readonly<Record<string, (key: string, value: unknown) => unknown>> = {
  link: (key, value) => parseQuery(linkOf(key, value)),
  merge: (key, value) => mergeInto({}, JSON.parse(jsonOf(key, value))),
}

/** Takes it away again. */
export const clean = (key: string): void => {
  delete (Object.prototype as Tree)[key]
}
