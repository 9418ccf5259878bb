// The guides' code in the hands of the compilers that a site would have: strict, and without a warning.

import { spawnSync } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, expect, test } from 'vitest'

const root = fileURLToPath(new URL('../../../../', import.meta.url))
const guides = join(root, 'packages/guides')
const fixtures = join(root, 'packages/sdk/test/frameworks')
const require = createRequire(join(guides, 'package.json'))

const run = (words: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, words, { cwd: guides, encoding: 'utf8' })
  return { status, said: stdout + stderr }
}

/** vue-tsc works with TypeScript's JavaScript, and the repository's own compiler is none any more. */
const vueTsc = (project: string) =>
  run([
    '-e',
    `process.argv.splice(1, 0, 'vue-tsc'); require(${JSON.stringify(require.resolve('vue-tsc'))}).run(${JSON.stringify(require.resolve('typescript/lib/tsc'))})`,
    '--',
    '--pretty',
    'false',
    '-p',
    project,
  ])
const svelteCheck = (project: string) =>
  run([
    join(require.resolve('svelte-check/package.json'), '../bin/svelte-check'),
    ...['--workspace', join(fixtures, 'svelte'), '--tsconfig', join(guides, project)],
    ...['--output', 'machine', '--fail-on-warnings'],
  ])

const made: string[] = []
afterEach(() => {
  for (const file of made.splice(0)) rmSync(file, { force: true })
})

/** A fixture with mistakes in it, beside the right one, and a project for it. */
function wrong(folder: string, name: string, mistakes: Readonly<Record<string, string>>): string {
  let source = readFileSync(join(fixtures, folder, name), 'utf8')
  for (const [from, to] of Object.entries(mistakes)) {
    expect(source).toContain(from)
    source = source.replace(from, () => to)
  }
  const copy = join(fixtures, folder, `wrong-${name}`)
  const project = `tsconfig.wrong-${folder}.json`
  writeFileSync(copy, source)
  const files = folder === 'vue' ? { files: [copy] } : { include: [copy] }
  writeFileSync(join(guides, project), JSON.stringify({ extends: `./tsconfig.${folder}.json`, ...files }))
  made.push(copy, join(guides, project))
  return project
}

test('Vue: right code compiles, and a mistake is found in script and template.', () => {
  expect(vueTsc('tsconfig.vue.json')).toEqual({ status: 0, said: '' })
  const mistakes = { 'story.title }}': 'story.headline }}', "list: 'shelf'": 'list: 7' }
  const mistaken = vueTsc(wrong('vue', 'shelf.vue', mistakes))
  expect(mistaken.status).not.toBe(0)
  expect(mistaken.said).toMatch(/wrong-shelf\.vue.*headline/)
  expect(mistaken.said).toMatch(/wrong-shelf\.vue.*'number'/)
})

test('Svelte: right code compiles, and a mistake is found in script and template.', () => {
  const { status, said } = svelteCheck('tsconfig.svelte.json')
  expect(said).toMatch(/COMPLETED [1-9]\d* FILES 0 ERRORS 0 WARNINGS/)
  expect(status).toBe(0)
  const mistakes = { '{story.title}</a>': '{story.headline}</a>', "list: 'shelf'": 'list: 7' }
  const mistaken = svelteCheck(wrong('svelte', 'shelf.svelte', mistakes))
  expect(mistaken.status).not.toBe(0)
  expect(mistaken.said).toMatch(/ERROR "wrong-shelf\.svelte" .*headline/)
  expect(mistaken.said).toMatch(/ERROR "wrong-shelf\.svelte" .*'number'/)
})
