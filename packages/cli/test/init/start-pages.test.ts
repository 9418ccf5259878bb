// @vitest-environment node
// The differences shown in docs/start/ are those that `init` makes.

import { readdirSync, readFileSync } from 'node:fs'
import { afterEach, expect, test } from 'vitest'
import { kindOf } from '../../src/init/kinds/kinds.ts'
import { planFor } from '../../src/init/plan.ts'
import { openSite } from '../../src/init/site.ts'
import { Folders, text } from './make.ts'

const docs = new URL('../../../../docs/start/', import.meta.url)
const { version } = JSON.parse(readFileSync(new URL('../../../sdk/package.json', import.meta.url), 'utf8'))
const from = `/inkling/${version}`
const LINES = {
  snippet: '<script>(()=>{"inkling.snapshot"})()</script>',
  file: `<script src="${from}/snippet.js" integrity="sha384-b" crossorigin="anonymous"></script>`,
  tag: `<script async src="${from}/inkling.js" integrity="sha384-a" crossorigin="anonymous" data-model="${from}/encoder-en/"></script>`,
  banner: `<script type="module" src="${from}/consent-banner.js" integrity="sha384-c" crossorigin="anonymous"></script>`,
  sentences: '',
}

/** By page: the kind that is recognised, and files that a site of that kind has besides those that are shown. */
const SITES: Readonly<Record<string, { kind: string; files: Readonly<Record<string, string>> }>> = {
  html: { kind: 'html', files: {} },
  hugo: { kind: 'hugo', files: { 'hugo.toml': "baseURL = 'https://paper.example/'\n" } },
  jekyll: { kind: 'jekyll', files: { '_config.yml': 'title: Paper\n' } },
  eleventy: { kind: 'eleventy', files: {} },
  astro: { kind: 'astro', files: { 'astro.config.mjs': 'export default {}\n' } },
  next: { kind: 'next', files: { 'next.config.ts': 'export default {}\n' } },
  react: {
    kind: 'vite',
    files: {
      'vite.config.js': 'export default {}\n',
      'package.json': '{ "dependencies": { "react": "*" }, "devDependencies": { "vite": "*" } }',
    },
  },
}

const pageOf = (name: string) => readFileSync(new URL(`${name}.md`, docs), 'utf8')

/** The files of a page's differences, before and after. `…` stands for what is too long to show. */
function differencesOf(page: string) {
  return [...page.matchAll(/```diff\n--- a\/(.*)\n\+\+\+ b\/(.*)\n([\s\S]*?)```/g)].map(
    ([, path = '', same, body = '']) => {
      expect(same).toBe(path)
      const lines = body.split('\n').slice(0, -1)
      const side = (sign: string) =>
        lines.flatMap((line) => (line === '' ? [''] : [' ', sign].includes(line[0]!) ? [line.slice(1)] : []))
      return { path, before: `${side('-').join('\n')}\n`, after: `${side('+').join('\n')}\n` }
    },
  )
}

const asPattern = (shown: string) =>
  new RegExp(
    `^${shown
      .split('…')
      .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('[^\\n]*?')}$`,
  )

const folders = new Folders()
afterEach(() => folders.remove())

test('There is a page for each of these kinds, and each has the commands.', () => {
  const pages = readdirSync(docs).map((file) => file.replace('.md', ''))
  expect(pages).toEqual(expect.arrayContaining([...Object.keys(SITES), 'shop']))
  for (const page of pages.map(pageOf)) {
    expect(page).toContain(`inkling-${version}.tgz\nnpx --no inkling init\n`)
    expect(page).toContain('npx --no inkling init --base /inkling --languages en,ru --consent tcf\n')
  }
})

test.each(Object.entries(SITES))('docs/start/%s.md shows what init does.', (name, { kind: expected, files }) => {
  const shown = differencesOf(pageOf(name))
  expect(shown.length).toBeGreaterThan(0)
  const folder = folders.make({ ...files, ...Object.fromEntries(shown.map(({ path, before }) => [path, before])) })
  const site = openSite(folder)
  const { kind } = kindOf(site, undefined)
  expect(kind.name).toBe(expected)
  const setUp = kind.setUp(site, undefined)
  expect(pageOf(name)).toContain(`\`${setUp.folder}/\``)
  const { changes } = planFor(site, setUp, LINES, { folder: `${setUp.folder}/${version}` })
  const changed = changes.filter(({ before }) => before !== undefined)
  expect(changed.map(({ path }) => path).sort()).toEqual(shown.map(({ path }) => path).sort())
  for (const { path, before, after } of shown) {
    expect(text(folder, path)).toBe(before)
    expect(changed.find((change) => change.path === path)?.after).toMatch(asPattern(after))
  }
  // Files that are new are named.
  for (const { path, before } of changes) if (before === undefined) expect(pageOf(name)).toContain(`\`${path}\``)
})
