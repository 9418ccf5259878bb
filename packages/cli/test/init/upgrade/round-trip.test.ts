// @vitest-environment node
import fc from 'fast-check'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { readManifest } from '../../../src/init/manifest.ts'
import { openSite } from '../../../src/init/site.ts'
import { missingIn } from '../../../src/init/undo.ts'
import { changesBetween } from '../../../src/init/upgrade/changelog.ts'
import { baseBefore, placesOf, regionOf } from '../../../src/init/upgrade/places.ts'
import { compareVersions, isVersion } from '../../../src/init/upgrade/version.ts'
import { Folders, put, remove, text, treeOf } from '../make.ts'
import { below, initWith, linesOf, plan, releaseOf, undo, upgrade } from './make.ts'

const folders = new Folders()
afterEach(() => folders.remove())
afterAll(() => folders.remove())

const [OLD, NEW] = [linesOf('0.2.0'), linesOf('0.10.0')]
/** Pieces of pages, with what trips a search by text. */
const PIECES = [
  '<!doctype html>',
  '<head>',
  '</head>',
  '<meta charset="utf-8">',
  '<title><head></title>',
  '<!-- <head>',
  '-->',
  '<script>const head = "<head>"</script>',
  '<script src="/lib/0.2.0/engine/wasm.js" integrity="sha384-AAAA"></script>',
  '0.2.0 /0.2.0/ "/0.2.0/',
  'script-src',
  '{"integrity":"sha256-abc="}',
  '<body>',
  '<p>Ünïcode 🎉',
  'it\'s "quoted',
  '',
]
const page = fc
  .tuple(
    fc.array(fc.constantFrom(...PIECES), { maxLength: 20 }),
    fc.constantFrom('\n', '\r\n', ''),
    fc.constantFrom('', '\uFEFF'),
  )
  .map(([pieces, eol, bom]) => bom + pieces.join(eol))
const good = (more: string) => `<!doctype html>\r\n<head>\r\n</head>\r\n<body>\r\n${more}`

test('Init, upgrade, then remove leaves the tree as it was before init; an upgrade taken back, as it was before that.', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(page, { maxLength: 3 }), page, fc.boolean(), async (pages, other, back) => {
      const files = {
        'index.html': good(''),
        'other.html': other,
        ...Object.fromEntries(pages.map((page, i) => [`${i}.html`, page])),
      }
      const folder = folders.make(files)
      const before = treeOf(folder)
      await initWith(folder, '0.2.0')
      const installed = treeOf(folder)
      const { changes } = await upgrade(folder, '0.10.0')
      expect(changes.length).toBeGreaterThan(0)
      expect(text(folder, 'index.html')).toContain(NEW.tag)
      expect(text(folder, 'index.html')).not.toContain(OLD.tag)
      const { root } = openSite(folder)
      expect(missingIn(root, readManifest(root)!)).toEqual([])
      if (back) {
        expect(undo(folder).left).toEqual([])
        expect(treeOf(folder)).toEqual(installed)
      }
      expect(remove(folder).left).toEqual([])
      const { 'inkling.upgrade.json': _, ...after } = treeOf(folder)
      expect(after).toEqual(before)
      folders.remove()
    }),
    { numRuns: 8 },
  )
})

test('Lines put anywhere by hand are rewritten, and what is around them stays.', async () => {
  const part = fc.constantFrom('snippet', 'tag', 'file', 'banner', 'policy')
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(page, part), { minLength: 1, maxLength: 4 }), page, async (parts, end) => {
      const make = (lines: typeof OLD) =>
        `${lines.snippet}${lines.tag}\n${parts.map(([before, name]) => `${before}\n${lines[name as 'tag']}\n`).join('')}${end}`
      const folder = folders.make({ ...below('inkling/0.2.0', releaseOf('0.2.0')), 'index.html': make(OLD) })
      expect(plan(folder, '0.10.0').changes.map(({ after }) => after)).toEqual([make(NEW)])
      expect(folders.remove()).toBeUndefined()
    }),
    { numRuns: 20 },
  )
})

test('An edited page keeps its edits when Inkling is taken out after an upgrade.', async () => {
  const folder = folders.make({ 'index.html': good('') })
  await initWith(folder, '0.2.0')
  put(folder, { 'index.html': text(folder, 'index.html').replace('<body>', '<body class="a">') })
  await upgrade(folder, '0.10.0')
  put(folder, { 'index.html': `${text(folder, 'index.html')}<p>More` })
  expect(remove(folder)).toMatchObject({ left: [], cleaned: ['index.html'] })
  expect(text(folder, 'index.html')).toBe(`${good('').replace('<body>', '<body class="a">')}<p>More`)
})

describe('Texts that are made to take long', () => {
  test.each([
    ['addresses', '/inkling/0.2.0/inkling.js'.repeat(70_000)],
    ['slashes', '/'.repeat(1_900_000)],
    ['tags that never end', '<script "'.repeat(200_000)],
    ['hashes', `sha384-${'A'.repeat(64)} `.repeat(26_000)],
    ['scripts', '<script>'.repeat(230_000)],
    ['braces', '{/0.2.0/'.repeat(230_000)],
  ])('%s', (_, bomb) => {
    const folder = folders.make({
      ...below('inkling/0.2.0', releaseOf('0.2.0')),
      'a.html': OLD.snippet + OLD.tag,
      'b.html': bomb,
    })
    const began = performance.now()
    try {
      plan(folder, '0.10.0')
    } catch (cause) {
      expect((cause as Error).message).toContain('these lines are not')
    }
    // Seconds; what grows with the square of a length would take hours.
    expect(performance.now() - began).toBeLessThan(60_000)
  })

  test('Places are found once each, without overlaps.', () => {
    expect(placesOf('aaaa', 'aa')).toEqual([0, 2])
    expect(baseBefore('x="https://a.example/inkling/0.2.0/', 28)).toBe('https://a.example/inkling')
    expect(regionOf('<script a=">" src=X>', 14)).toEqual({ start: 0, end: 20 })
  })
})

const version = fc.tuple(fc.nat(20), fc.nat(20), fc.nat(20)).map((numbers) => numbers.join('.'))
test('Versions are ordered by their numbers, and a suffix comes before the release.', () => {
  fc.assert(
    fc.property(version, version, (a, b) => {
      const [left, right] = [a, b].map((each) => each.split('.').map(Number)) as [number[], number[]]
      const at = left.findIndex((number, i) => number !== right[i])
      expect(Math.sign(compareVersions(a, b))).toBe(at < 0 ? 0 : Math.sign(left[at]! - right[at]!))
      expect(compareVersions(`${a}-rc.1`, a)).toBeLessThan(0)
      expect(compareVersions(`${a}-rc.2`, `${a}-rc.10`)).toBeLessThan(0)
      expect([isVersion(a), isVersion(`${a}-rc.1`), isVersion(`${a}/..`), isVersion(`v${a}`)]).toEqual([
        true,
        true,
        false,
        false,
      ])
    }),
  )
})

test('The changes after one version, up to another, are told by their first sentences.', () => {
  const changelog = `# inkling

## 0.3.0

### Minor Changes

- **Later.** More.
- \`a\` is [new](x.md): b

  - not this

## 0.2.0

- Second. More.
- ${'x'.repeat(500)}

## 0.1.0

- First.
`
  expect(changesBetween(changelog, '0.1.0', '0.3.0')).toEqual(['Later.', 'a is new.', 'Second.', `${'x'.repeat(199)}…`])
  expect(changesBetween(changelog, '0.2.0', '0.2.0')).toEqual([])
  expect(changesBetween('', '0.1.0', '0.2.0')).toEqual([])
})
