// The code of docs/start/ that no generator makes: compiled strictly, rendered on a server, and checked.

import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { afterAll, beforeAll, expect, test } from 'vitest'

const root = fileURLToPath(new URL('../../../../', import.meta.url))
const guides = join(root, 'packages/guides')
const tsc = join(dirname(createRequire(join(guides, 'package.json')).resolve('typescript/package.json')), 'bin/tsc')
const inkling = join(root, 'packages/sdk/bin/inkling.js')

// Inside the repository, so that react and inkling are found.
const folder = mkdtempSync(join(guides, 'start-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Writes the files that a page shows. */
function write(page: string): string {
  const text = readFileSync(join(root, 'docs/start', `${page}.md`), 'utf8')
  const files = [...text.matchAll(/```\w+ file=(\S+)\n([\s\S]*?)```/g)]
  expect(files.length).toBeGreaterThan(1)
  for (const [, path = '', code = ''] of files) {
    const file = join(folder, page, path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, code)
  }
  return join(folder, page)
}

beforeAll(() => {
  const compilerOptions = { checkJs: true, jsx: 'react-jsx', types: [], noImplicitAny: false }
  const project = { extends: '../tsconfig.json', compilerOptions, include: ['next', 'shop', 'react'] }
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(project))
  for (const page of ['next', 'react', 'shop']) write(page)
})

const compile = () => {
  const { status, stdout } = spawnSync(process.execPath, [tsc, '-p', folder], { cwd: guides, encoding: 'utf8' })
  return { status, said: stdout }
}

/** A module's exports, bundled for a server. */
async function load(entry: string) {
  const file = join(folder, `${Math.random().toString(36).slice(2)}.mjs`)
  const packages = ['react', 'react-dom', 'react/jsx-runtime', 'inkling', 'inkling/react']
  await build({
    entryPoints: [entry],
    bundle: true,
    format: 'esm',
    jsx: 'automatic',
    external: packages,
    outfile: file,
  })
  return import(/* @vite-ignore */ pathToFileURL(file).href)
}

test('It compiles, and a mistake in it is found.', () => {
  expect(compile()).toEqual({ status: 0, said: '' })
  const file = join(folder, 'next/app/page.tsx')
  const right = readFileSync(file, 'utf8')
  writeFileSync(file, right.replace('stories={stories}', 'stories={7}'))
  expect(compile().said).toMatch(/page\.tsx.*number/s)
  writeFileSync(file, right)
})

test.each([
  ['next/app/page.tsx', 'default'],
  ['react/src/shelf.jsx', 'Shelf'],
])('%s renders on a server, in the order of the items, with what the snippet needs.', async (file, name) => {
  const { createElement } = await import('react')
  // @ts-expect-error It has no types here.
  const { renderToString } = await import('react-dom/server')
  const stories = [
    { id: '/moon', title: 'The Moon' },
    { id: '/rye', title: 'Rye' },
  ]
  const html = renderToString(createElement((await load(join(folder, file)))[name], { stories }))
  expect(html).toContain('data-inkling-ranked="shelf"')
  const items = [...html.matchAll(/data-inkling-item="([^"]+)"/g)].map(([, id]) => id)
  expect(items).toEqual(['/moon', '/rye'])
})

test('The shelf and the slot of the shop are as `check` wants them.', () => {
  const part = (name: string) => readFileSync(join(folder, 'shop', name), 'utf8')
  const page = join(folder, 'shop.html')
  const tag = '<script async src="/inkling/0.2.0/inkling.js" data-model="/inkling/0.2.0/encoder-en/"></script>'
  const head = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Shop</title>${tag}</head>`
  writeFileSync(page, `${head}<body><h1>Shop</h1>${part('shelf.html')}${part('slot.html')}</body></html>`)
  const { status, stdout } = spawnSync(process.execPath, [inkling, 'check', page, '--json'], { encoding: 'utf8' })
  const { lists, slots, findings } = JSON.parse(stdout)
  expect(status).toBe(0)
  expect(lists).toMatchObject([{ name: 'shelf', items: [{ id: '/moka-pot' }, { id: '/teapot' }, { id: '/grinder' }] }])
  expect(slots).toMatchObject([{ name: 'shelf-top' }])
  expect(findings.filter(({ severity }: { severity: string }) => severity === 'error')).toEqual([])
})

test('A purchase is queued in the form that the tag accepts.', async () => {
  const calls: unknown[] = []
  Object.assign(globalThis, { window: { inkling: calls } })
  const { bought } = await load(join(folder, 'shop/report.js'))
  bought([{ path: '/moka-pot', name: 'Moka pot', category: 'coffee' }])
  Reflect.deleteProperty(globalThis, 'window')
  const item = { id: '/moka-pot', title: 'Moka pot', topic: 'coffee' }
  expect(calls).toEqual([['track', 'purchase', item, { list: 'shelf' }]])
})
