// @vitest-environment node
// The built site is complete: links, anchors, twins, options, and no other host.

import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { importSource } from '../../../scripts/typescript.mjs'
import { groups, TRANSLATED } from '../site/navigation.mjs'
import { allPages, base, pageOf, root } from '../site/pages.mjs'
import { slug } from '../site/slug.mjs'
import { exists, files, locate, pages, read } from './site.mjs'

const html = new Map(pages.map((page) => [page, read(page)]))
const ids = new Map(
  [...html].map(([page, text]) => [page, new Set([...text.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id))]),
)

test('Every document is a page, and in the sidebar.', () => {
  const expected = allPages().map((file) => pageOf(file).replace(/\.md$/, '.html'))
  expect(pages.toSorted()).toEqual(expected.toSorted())
  const links = groups().flatMap(({ items }) => items.map(({ link }) => locate('', `${base}${link.slice(1)}`).file))
  const named = links.map((file) => (file.endsWith('.html') ? file : `${file}.html`))
  expect(named.toSorted()).toEqual(expected.toSorted())
})

test('No link and no anchor is dead.', () => {
  const dead = []
  let seen = 0
  for (const [page, text] of html)
    for (const [, href] of text.matchAll(/\shref="([^"]+)"/g)) {
      const to = locate(page, href)
      if (!to) continue
      seen++
      if (!exists(to.file)) dead.push(`${page}: ${href}`)
      else if (to.hash && ids.has(to.file) && !ids.get(to.file).has(to.hash)) dead.push(`${page}: ${href}`)
    }
  expect(seen).toBeGreaterThan(5000)
  expect([...new Set(dead)]).toEqual([])
})

test('Each page in Russian is linked both ways with one in English, and says its language.', () => {
  const russian = pages.filter((page) => page.startsWith('ru/'))
  const toHtml = (page) => page.replace(/\.md$/, '.html')
  expect(Object.keys(TRANSLATED).map(toHtml).toSorted()).toEqual(russian.toSorted())
  for (const [own, english] of Object.entries(TRANSLATED).map((pair) => pair.map(toHtml))) {
    const targets = (page) =>
      [...html.get(page).matchAll(/class="other-language"[^>]*><a href="([^"]+)"/g)].map(
        ([, href]) => locate(page, href).file,
      )
    expect([own, targets(own)]).toEqual([own, [english]])
    expect([english, targets(english)]).toEqual([english, [own]])
    expect(/<html lang="ru"/.test(html.get(own))).toBe(true)
    expect(/<meta name="description" content="[^"]*[а-я]/.test(html.get(own))).toBe(true)
  }
  expect(html.get('api.html').includes('class="other-language"')).toBe(false)
})

test('Figures on the Russian page for publishers are those of the English one.', () => {
  const plain = (text) => text.replace(/[\s\u00a0]+/g, ' ')
  const english = plain(readFileSync(`${root}/docs/publishers.md`, 'utf8'))
  const bold = [...plain(readFileSync(`${root}/docs/ru/publishers.md`, 'utf8')).matchAll(/\*\*([^*]*\d[^*]*)\*\*/g)]
  const figures = bold.map(([, text]) => text.match(/\d[\d ]*(?:,\d+)?/)[0].trim())
  expect(figures.length).toBeGreaterThan(10)
  // 12,1 -> 12.1 · 31 231 -> 31,231 · 0,548 -> .548 or 0.548
  const pattern = (figure) =>
    figure
      .replaceAll(' ', ',')
      .replace(/(?<=^0),|,(?=\d{1,2}$)/, '\\.')
      .replace(/^0/, '0?')
  const isThere = (figure) => new RegExp(`(?<![\\d.,])${pattern(figure)}(?![\\d,.]\\d)`).test(english)
  expect(figures.filter((figure) => !isThere(figure))).toEqual([])
})

test('Links of the Markdown twins lead to twins and files that exist.', () => {
  const dead = files
    .filter((file) => file.endsWith('.md'))
    .flatMap((file) =>
      [...read(file).matchAll(/(?<!`)\]\(([^()\s]+)\)/g)]
        .map(([, href]) => [href, locate(file, href)])
        .filter(([href, to]) => to && !/^[#.]/.test(href) && !exists(to.file))
        .map(([href]) => `${file}: ${href}`),
    )
  expect(dead).toEqual([])
})

test('llms.txt lists every page, and each has a twin.', () => {
  const listed = [...read('llms.txt').matchAll(/\]\(\/docs\/([^)]+)\)/g)].map(([, path]) => path)
  // A folder's page has the folder's name.
  const twins = pages.map((page) => page.replace(/\.html$/, '.md').replace(/\/index\.md$/, '.md'))
  expect(twins.filter((twin) => !listed.includes(twin))).toEqual([])
  expect(listed.filter((twin) => !exists(twin))).toEqual([])
})

test('The page of options has every option.', async () => {
  const { OPTIONS } = await importSource('client/option-table.ts')
  const page = html.get('options.html')
  expect(Object.keys(OPTIONS).filter((name) => !page.includes(`<td><code>${name}</code></td>`))).toEqual([])
})

test('No page loads anything from another host.', () => {
  const loads = [...html].flatMap(([page, text]) =>
    [
      ...text.matchAll(
        /<(?:script|img|source|iframe|link|video|audio|use|object|embed)\b[^>]*?\s(?:src|srcset|href|data)="([^"]+)"/g,
      ),
    ]
      .filter(([, address]) => /^(?:[a-z]+:)?\/\//i.test(address))
      .map(([, address]) => `${page}: ${address}`),
  )
  expect(loads).toEqual([])
  const styles = files.filter((file) => file.endsWith('.css')).map(read)
  expect(styles.flatMap((text) => text.match(/(?:@import|url\()\s*["']?(?:https?:)?\/\/[^)"']*/g) ?? [])).toEqual([])
  const scripts = files.filter((file) => file.endsWith('.js')).map(read)
  const fetched =
    /(?:fetch|import|importScripts|sendBeacon|new (?:Worker|WebSocket|EventSource))\(\s*["'`](?:(?:https?|wss?):)?\/\//
  expect(scripts.filter((text) => fetched.test(text))).toEqual([])
})

test('Inline scripts are the same on every page, so that a policy can list their hashes.', () => {
  const inline = [...html.values()].map((text) =>
    [...text.matchAll(/<script(?![^>]*\bsrc=)[^>]*>([\s\S]*?)<\/script>/g)].map(([, code]) => code),
  )
  expect(new Set(inline.flat()).size).toBe(2)
  // Neither needs 'unsafe-eval': functions in the settings would.
  expect(files.filter((file) => file.endsWith('.js') && /_vp-fn_(?!")/.test(read(file)))).toEqual([])
})

test('Figures in bold on the page for publishers stand in the document that is linked beside them.', () => {
  const text = readFileSync(`${root}/docs/publishers.md`, 'utf8')
  const plain = (words) => words.replace(/\s+/g, ' ')
  const wrong = []
  let seen = 0
  // A row of a table or a sentence.
  for (const piece of text.split(/\n(?=[|\-\n])|(?<=[.:])\s/).map(plain)) {
    const figures = [...piece.matchAll(/\*\*([^*]+)\*\*/g)].map(([, bold]) => bold)
    const sources = [...piece.matchAll(/\]\(([^)#]+)/g)].map(([, file]) =>
      plain(readFileSync(`${root}/docs/${file}`, 'utf8')),
    )
    for (const figure of figures.filter((bold) => /\d/.test(bold) && !/^\d\. /.test(bold))) {
      seen++
      if (!sources.some((source) => source.includes(figure))) wrong.push(figure)
    }
  }
  expect(seen).toBeGreaterThan(15)
  expect(wrong).toEqual([])
})

test('Anchors are those of code hosts.', () => {
  expect(slug('`inkling:ranked`')).toBe('inklingranked')
  expect(slug('`rank(items, { list, …rules })` → `Promise<Ranking>`')).toBe('rankitems--list-rules---promiseranking')
  expect(slug("Safari's seven days")).toBe('safaris-seven-days')
})
