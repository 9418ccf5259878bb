// @vitest-environment node
// Everything that scripts import from the SDK's sources exists. Most scripts are run by hand, months apart, while
// files move.

import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const root = new URL('../../../../../', import.meta.url)
const FOLDERS = ['scripts', 'packages/sdk/bench', 'models/training']
const CALL = /(?:(?:const|let) (\{[^}]*\}|\w+) =|\()\s*await importSource\(([^)]*)\)(?:,?\s*\)\.(\w+))?/g

const scripts = FOLDERS.flatMap((folder) =>
  readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.mjs'))
    .map((file) => ({ file: `${folder}/${file}`, text: readFileSync(new URL(`${folder}/${file}`, root), 'utf8') })),
)

/** How the result of an import is used: by a pattern, by one name, or through a variable. */
function namesOf(text: string, to: string | undefined, one: string | undefined): string[] {
  if (one) return [one]
  if (to?.startsWith('{'))
    return to
      .slice(1, -1)
      .split(',')
      .map((part) => part.split(':')[0]!.trim())
      .filter(Boolean)
  return [...text.matchAll(new RegExp(`\\b${to}\\.(\\w+)`, 'g'))].map(([, name]) => name!)
}

const calls = scripts.flatMap(({ file, text }) =>
  [...text.matchAll(CALL)].map(([, to, given, one]) => ({
    file,
    modules: [...given!.matchAll(/'([^']+\.ts)'/g)].map(([, module]) => module!),
    names: namesOf(text, to, one),
  })),
)

test('Every call is understood.', () => {
  const written = scripts.reduce((sum, { text }) => sum + text.split('await importSource(').length - 1, 0)
  expect(calls).toHaveLength(written)
  for (const { file, modules, names } of calls) expect([modules.length, names.length], file).not.toContain(0)
})

test.each(calls)('$file: $names', async ({ modules, names }) => {
  const all = await Promise.all(
    modules.map((module) => import(/* @vite-ignore */ new URL(`packages/sdk/src/${module}`, root).pathname)),
  )
  const exported = new Set(all.flatMap(Object.keys))
  for (const name of names) expect(exported).toContain(name)
})
