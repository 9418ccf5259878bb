// @vitest-environment node
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { headOf } from '../../src/init/template.ts'
import { Folders, init, plan, put, remove, text, treeOf } from './make.ts'

const folders = new Folders()
afterAll(() => folders.remove())

/** Pieces of pages, with what trips a search for `<head>` by text. */
const PIECES = [
  '<!doctype html>',
  '<html lang="en">',
  '<head>',
  '<head data-x="1>2">',
  '</head>',
  '<meta charset="utf-8">',
  '<meta name=viewport content="width=device-width">',
  '<title><head></title>',
  '<!-- <head></head> -->',
  '<!-- </head>',
  '-->',
  '<script>const head = "<head>"</script>',
  '<style>/* <body> */</style>',
  '<body>',
  '<body class="a">',
  '</body>',
  '</html>',
  '<ul>',
  ...['one', 'two', 'three', 'four', 'five', 'six'].map(
    (word) => `<li><a href="/${word}">A headline of some length, number ${word}</a></li>`,
  ),
  '</ul>',
  '<p>Ünïcode 🎉 текст',
  '  ',
  '\t',
  '',
]
const page = fc
  .tuple(
    fc.array(fc.constantFrom(...PIECES), { maxLength: 30 }),
    fc.constantFrom('\n', '\r\n', '\r', ''),
    fc.constantFrom('', '\uFEFF'),
    fc.boolean(),
  )
  .map(([pieces, eol, bom, ends]) => bom + pieces.join(eol) + (ends ? eol : ''))
const path = fc
  .array(fc.constantFrom('a', 'b b', 'é', 'news'), { maxLength: 3 })
  .map((names) => [...names, 'page.html'].join('/'))
const site = fc.record({
  pages: fc.dictionary(path, page, { maxKeys: 4 }),
  index: page,
  other: fc.uint8Array({ maxLength: 20 }),
})

test('Init, then remove, leaves a tree byte for byte as it was, whatever its pages look like.', async () => {
  let done = 0
  await fc.assert(
    fc.asyncProperty(site, async ({ pages, index, other }) => {
      const good = '<!doctype html>\r\n<head>\r\n</head>\r\n<body>'
      const folder = folders.make({ ...pages, 'index.html': index, 'good.html': good, 'binary.html': other })
      const before = treeOf(folder)
      const { changes } = await init(folder)
      done += changes.length
      for (const each of changes) expect(text(folder, each.path)).toBe(each.after)
      expect(() => plan(folder)).toThrow('has Inkling already')
      expect(remove(folder).left).toEqual([])
      expect(treeOf(folder)).toEqual(before)
      folders.remove()
    }),
    { numRuns: 30 },
  )
  expect(done).toBeGreaterThan(30)
})

test('What a site edits after init stays when Inkling is taken out.', async () => {
  await fc.assert(
    fc.asyncProperty(
      page,
      fc.array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 5 }),
      async (index, more) => {
        const good = `<!doctype html>\n<head>\n</head>\n<body>\n${index}`
        fc.pre(typeof headOf(good, 'html') !== 'number')
        const folder = folders.make({ 'index.html': good })
        const { changes } = await init(folder)
        const [changed] = changes
        put(folder, { 'index.html': `${changed!.after}\n${more.join('')}` })
        const { left, restored, cleaned } = remove(folder)
        // A list's mark may be in the page twice only if the site has copied it.
        expect(left).toEqual([])
        expect([...restored, ...cleaned]).toEqual(['index.html'])
        expect(text(folder, 'index.html')).toBe(`${good}\n${more.join('')}`)
        folders.remove()
      },
    ),
    { numRuns: 15 },
  )
})
