// What `embed` reads of pages, and what it writes: sets of files, and vectors in the pages themselves.

import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { parse } from 'parse5'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { fingerprint } from '../../../sdk/src/content/fingerprint.ts'
import { checkVectorIndex, fileNumberOf, readVectorFile } from '../../../sdk/src/content/vector-file.ts'
import type { StoredVector } from '../../../sdk/src/types.ts'
import { rowOf } from '../../src/commands/embed.ts'
import { insertVectors } from '../../src/texts/vector-files/inline-vectors.ts'
import { pageContents } from '../../src/texts/vector-files/page-contents.ts'
import { bitsOf, type Encoder, filesOf, writeVectorSet } from '../../src/texts/vector-files/vector-set.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'inkling-set-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const ENCODER: Encoder = {
  by: 'inkling-1/encoder-en@1.0.0',
  depth: 1,
  deepest: 1,
  dimensions: 4,
  manifest: '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=',
}
const some = (count: number) =>
  new Map<string, StoredVector>(
    Array.from({ length: count }, (_, i) => [fingerprint(`Story ${i}`), Int8Array.of(127, i % 100, 1, 0)]),
  )

test.each([
  [1, 1],
  [32, 1],
  [33, 2],
  [1000, 32],
  [2000, 64],
])('%i vectors are divided among %i files.', (count, files) => {
  expect(filesOf(ENCODER, some(count)).files).toHaveLength(files)
})

test('A set has every vector where pages look for it; an index names it, and it is renamed when it changes.', async () => {
  const vectors = some(500)
  const { set, files } = await writeVectorSet(join(folder, 'en'), ENCODER, vectors)
  const index = checkVectorIndex(JSON.parse(readFileSync(join(folder, 'en/index.json'), 'utf8')))
  expect([index.set, 2 ** index.bits]).toEqual([set, files])
  for (const [key, vector] of vectors) {
    const file = readFileSync(join(folder, 'en', set, `${fileNumberOf(key, index.bits)}.inkvec`))
    expect(readVectorFile(Uint8Array.from(file)).vectors.get(key)).toEqual(vector)
  }
  const again = await writeVectorSet(join(folder, 'en'), ENCODER, vectors)
  expect(again.set).toBe(set)
  const other = await writeVectorSet(join(folder, 'en'), ENCODER, some(501))
  expect(other.set).not.toBe(set)
  // Pages with the earlier index still find the earlier set.
  expect(readdirSync(join(folder, 'en')).sort()).toEqual([set, other.set, 'index.json'].sort())
})

test('A file that pages would refuse is not written: the message says how many files to make.', () => {
  expect(() => filesOf(ENCODER, some(20_000), 0)).toThrow(/--files 2/)
  expect(bitsOf('64')).toBe(6)
  for (const wrong of ['0', '3', '-2', '131072', 'many', '']) expect(() => bitsOf(wrong)).toThrow(/--files/)
})

const LIST = `<ol data-inkling-list="top"><li data-inkling-topic="science"><h3><a href="/moon">A moon of Saturn</a></h3><time>3 min ago</time></li>
<li><a href="/soup">Soup for ten, 12 comments</a></li></ol>`

test('Of a page its lists’ texts are read as on the page: without what changes.', async () => {
  const html = `<html lang="en"><body>${LIST}</body></html>`
  const contents = await pageContents(html, 'https://site.invalid/', 'index.html')
  expect(contents.map(({ text, language }) => [text, language])).toEqual([
    ['science: A moon of Saturn', 'en'],
    ['Soup for ten,', 'en'],
  ])
  for (const { text, fingerprint: key } of contents) expect(key).toBe(fingerprint(text))
})

test('A line with a title becomes the text that its item has on the page.', () => {
  const text =
    '{"id": 1, "title": "Soup", "summary": "For ten", "topic": "food", "tags": ["soup", 7], "language": "en"}'
  expect(rowOf({ number: 1, text }).item).toEqual({
    title: 'Soup',
    summary: 'For ten',
    topic: 'food',
    tags: ['soup'],
    language: 'en',
  })
  expect(rowOf({ number: 1, text: '{"text": "As it is", "title": "Soup"}' }).item).toBeUndefined()
})

const FILE = Uint8Array.of(1, 2, 3)

test('Vectors come at the end of the body; again, in place of the earlier ones; and leave no trace.', () => {
  const page =
    '<!doctype html>\n<html><head><title>x</title></head>\n<body class=a><p>Hi <!-- </body> -->\n</body>\n</html>\n'
  const once = insertVectors(page, FILE, 'x')
  expect(once).toBe(
    page.replace('\n</body>\n', '\n<script type="application/inkling-vectors">AQID</script>\n</body>\n'),
  )
  expect(insertVectors(once, FILE, 'x')).toBe(once)
  expect(insertVectors(once, undefined, 'x')).toBe(page)
})

test('Whatever the page, only its vectors change, they are in the document, and they can be taken out again.', () => {
  const piece = fc.constantFrom(
    '<body>',
    '</body>',
    '</html>',
    '<p>',
    '<!-- </body> -->',
    '<script>"</body>"</script>',
    '<textarea></body></textarea>',
    '<table>',
    'text\r\n',
    '\n',
    '</p>',
    '<template></body></template>',
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const page = pieces.join('')
      const inserted = insertVectors(page, FILE, 'x')
      expect(inserted.replace('<script type="application/inkling-vectors">AQID</script>\n', '')).toBe(page)
      expect(insertVectors(inserted, undefined, 'x')).toBe(page)
      expect(JSON.stringify(scriptsIn(parse(inserted)))).toBe('["AQID"]')
    }),
  )
})

// biome-ignore lint/suspicious/noExplicitAny: any node
const scriptsIn = (node: any): string[] => [
  ...(node.tagName === 'script' && node.attrs.length ? [node.childNodes[0].value] : []),
  ...(node.childNodes ?? []).flatMap(scriptsIn),
]

test('More than pages accept is refused.', () => {
  expect(() => insertVectors('<p>', new Uint8Array(200_000), 'index.html')).toThrow(/--pages/)
})
