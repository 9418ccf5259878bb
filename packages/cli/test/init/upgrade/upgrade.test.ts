// @vitest-environment node
import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { ByHand } from '../../../src/init/kinds/kind.ts'
import { MANIFEST, RECORD, readManifest } from '../../../src/init/manifest.ts'
import { openSite } from '../../../src/init/site.ts'
import { prunableIn, prune } from '../../../src/init/upgrade/prune.ts'
import { readRecord } from '../../../src/init/upgrade/record.ts'
import { type Files, Folders, link, mode, put, text, treeOf } from '../make.ts'
import { below, linesOf, plan, releaseOf, sha256, sha384, undo, upgrade } from './make.ts'

const folders = new Folders()
afterEach(() => folders.remove())

const [OLD, NEW] = [linesOf('0.2.0'), linesOf('0.3.0')]
const PAGE = (lines = OLD) =>
  `\uFEFF<!doctype html>\r\n<head>\r\n\t${lines.snippet}\r\n\t${lines.tag}\r\n</head>\r\n<body>Ünïcode 🎉\r\n${lines.banner}`
const site = (files: Files = { 'index.html': PAGE() }) =>
  folders.make({ ...below('inkling/0.2.0', releaseOf('0.2.0')), ...files })

/** What is to be done by hand, if anything. */
function byHand(folder: string, version = '0.3.0'): string {
  try {
    plan(folder, version)
  } catch (cause) {
    if (cause instanceof ByHand) return cause.steps.join('\n')
    throw cause
  }
  return ''
}

describe('Lines are rewritten', () => {
  test.each<[string, string, string]>([
    ['index.html', PAGE(), PAGE(NEW)],
    ['a/b/page.htm', OLD.file + OLD.tag, NEW.file + NEW.tag],
    [
      '_layouts/default.html',
      `{% raw %}${OLD.snippet}{% endraw %}\n${OLD.tag}`,
      `{% raw %}${NEW.snippet}{% endraw %}\n${NEW.tag}`,
    ],
    [
      'scripts/inkling.js',
      `inject(${JSON.stringify(OLD.snippet + OLD.tag)})`,
      `inject(${JSON.stringify(NEW.snippet + NEW.tag)})`,
    ],
    [
      'app/page.tsx',
      `createElement('script', ${JSON.stringify({ src: '/inkling/0.2.0/inkling.js', integrity: sha384('tag of 0.2.0') })})`,
      `createElement('script', ${JSON.stringify({ src: '/inkling/0.3.0/inkling.js', integrity: sha384('tag of 0.3.0') })})`,
    ],
    [
      'tag.html',
      `<script\n  integrity='${sha384('tag of 0.2.0')}'\n  data-x=">"\n  src='https://cdn.example/inkling/0.2.0/inkling.js'></script>`,
      `<script\n  integrity='${sha384('tag of 0.3.0')}'\n  data-x=">"\n  src='https://cdn.example/inkling/0.3.0/inkling.js'></script>`,
    ],
  ])('in %s.', (path, before, after) => {
    const { changes, notes } = plan(site({ 'other.html': OLD.snippet + OLD.tag, [path]: before }), '0.3.0')
    expect(changes.find((change) => change.path === path)!.after).toBe(after)
    expect(notes).toEqual([])
  })

  test.each([
    ['_headers', `/*\n  Content-Security-Policy: ${OLD.policy}\n`],
    ['.htaccess', `Header set Content-Security-Policy "${OLD.policy}"\r\n`],
    ['nginx.conf', `add_header Content-Security-Policy "${OLD.policy}";`],
    ['vercel.json', `{"headers":[{"value":"${OLD.policy}"}]}`],
    ['policy.html', `<meta http-equiv="Content-Security-Policy" content="${OLD.policy}">`],
  ])('in the policy of %s.', (path, before) => {
    const { changes } = plan(site({ 'index.html': PAGE(), [path]: before }), '0.3.0')
    expect(changes.find((change) => change.path === path)!.after).toBe(before.replace(OLD.policy, NEW.policy))
  })

  test("in a policy with a file's hash, also of a template that reads the snippet from its file.", () => {
    const policy = (version: string) => `script-src '${sha384(`tag of ${version}`)}'`
    const layout = (version: string) =>
      `<script>{{ readFile "static/inkling/${version}/snippet.js" | safeJS }}</script>\n${linesOf(version).tag}`
    const folder = folders.make({
      ...below('static/inkling/0.2.0', releaseOf('0.2.0')),
      'layouts/baseof.html': layout('0.2.0'),
      _headers: policy('0.2.0'),
    })
    expect(plan(folder, '0.3.0').changes.map(({ after }) => after)).toEqual([policy('0.3.0'), layout('0.3.0')])
  })

  test('of a release that did not copy its snippet: it is found by the hash that the release lists.', () => {
    const source = '!function(){"inkling.consent";"inkling.mirror"}()'
    const release = releaseOf('0.1.0', { 'snippet.js': `${source}\n//# sourceMappingURL=snippet.js.map\n` })
    delete release['snippet.js']
    const page = `<script>other()</script>\n<script>${source}</script>\n${linesOf('0.1.0').tag}`
    const folder = folders.make({ ...below('inkling/0.1.0', release), 'index.html': page })
    expect(plan(folder, '0.3.0').changes[0]!.after).toBe(`<script>other()</script>\n${NEW.snippet}\n${NEW.tag}`)
    put(folder, { 'index.html': page.replace('"inkling.mirror"', '"inkling.mirror",1') })
    expect(byHand(folder)).toContain('it was changed by hand')
  })

  test('of several older releases at once.', async () => {
    const folder = site({
      ...below('inkling/0.1.0', releaseOf('0.1.0')),
      'a.html': PAGE(linesOf('0.1.0')),
      'b.html': PAGE(),
      'c.html': PAGE(NEW),
    })
    const before = treeOf(folder)
    const { from } = await upgrade(folder, '0.3.0')
    expect(from).toEqual(['0.1.0', '0.2.0'])
    for (const path of ['a.html', 'b.html', 'c.html']) expect(text(folder, path)).toBe(PAGE(NEW))
    undo(folder)
    expect(treeOf(folder)).toEqual(before)
  })
})

describe('What is not certain stays, and nothing else is changed', () => {
  test.each<[string, string, string]>([
    ['a hash that was changed', OLD.tag.replace(sha384('tag of 0.2.0'), sha384('mine')), 'changed by hand'],
    ['a snippet that was changed', `${OLD.snippet.replace('return', 'mine();return')}${OLD.tag}`, 'changed by hand'],
    [
      'a version apart from its hash',
      `<script src="/inkling/{{ v }}/inkling.js" integrity="${sha384('tag of 0.2.0')}">`,
      'without its address',
    ],
    [
      'an address with escapes',
      `${OLD.tag}{"src":"\\/inkling\\/0.2.0\\/inkling.js"}`,
      "in a form that upgrade doesn't know",
    ],
    ['a file that is gone', `${OLD.tag}<script src="/inkling/0.2.0/old.js"></script>`, "which 0.3.0 doesn't have"],
    [
      'a file that never was',
      `${OLD.tag}<script src="/inkling/0.2.0/mine.js"></script>`,
      "isn't a file of that release",
    ],
  ])('%s', (_, page, why) => {
    const folder = site({ 'index.html': PAGE(), 'other.html': page })
    put(folder, below('inkling/0.2.0', releaseOf('0.2.0', { 'old.js': 'old' })))
    const before = treeOf(folder)
    expect(byHand(folder)).toMatch(new RegExp(`^other\\.html .*${why}`))
    expect(treeOf(folder)).toEqual(before)
  })

  test('the hash of a snippet that no file has.', () => {
    expect(byHand(site({ 'index.html': OLD.tag, _headers: OLD.policy }))).toContain('it may be in use elsewhere')
  })

  test('a snippet with code of a template language that the old one did not have, but only where there is one.', () => {
    const more = { 'snippet.js': 'a={{}}' }
    const folder = site()
    expect(() => plan(folder, '0.3.0', more)).toThrow(ByHand)
  })

  test('pages that are too large, read-only or in another encoding, if they load an older release.', () => {
    const folder = site({
      'index.html': PAGE(),
      'huge.html': PAGE() + 'x'.repeat(2_000_000),
      'fixed.html': PAGE(),
      'latin.html': Buffer.from(`${OLD.tag}\xcb`, 'latin1'),
      'image.html': Buffer.from([0, 255, 254]),
    })
    mode(folder, 'fixed.html', 0o444)
    const steps = byHand(folder)
    for (const why of ['fixed.html is read-only', 'huge.html is larger', 'latin.html is not in UTF-8'])
      expect(steps).toContain(why)
    expect(steps).not.toContain('image.html')
  })

  test('other libraries in folders with the same version, and texts that name it.', () => {
    const other = `<script src="/lib/0.2.0/engine/wasm.js" integrity="${sha384('other')}"></script> Since 0.2.0/…`
    const { changes } = plan(site({ 'index.html': PAGE() + other }), '0.3.0')
    expect(changes[0]!.after).toBe(PAGE(NEW) + other)
  })

  test('rules for the folder: they are told.', () => {
    const { notes, changes } = plan(
      site({ 'index.html': PAGE(), _headers: '/inkling/0.2.0/*\n  Cache-Control: immutable\n' }),
      '0.3.0',
    )
    expect([notes, changes.length]).toEqual([
      [expect.stringContaining('_headers has a rule for the folder of 0.2.0')],
      1,
    ])
  })

  test('a release that is missing, in two folders, or in several.', () => {
    expect(() => plan(folders.make({ 'index.html': OLD.tag }), '0.3.0')).toThrow('no folder here has that release')
    const two = site({ 'index.html': OLD.tag, ...below('b/0.2.0', releaseOf('0.2.0')) })
    expect(() => plan(two, '0.3.0')).toThrow('two folders with 0.2.0')
    const several = site({ 'index.html': OLD.tag + linesOf('0.1.0').tag, ...below('b/0.1.0', releaseOf('0.1.0')) })
    expect(() => plan(several, '0.3.0')).toThrow('lie in')
  })

  test('links and what is behind them.', async () => {
    const other = folders.make({ 'page.html': PAGE() })
    const folder = site()
    link(folder, 'linked.html', join(other, 'page.html'))
    const { notes } = await upgrade(folder, '0.3.0')
    expect([notes, text(other, 'page.html')]).toEqual([['linked.html is a link: it is left as it is.'], PAGE()])
  })

  test('a folder of the new version with other files, or one that is a link.', async () => {
    const folder = site()
    put(folder, { 'inkling/0.3.0/inkling.js': 'mine' })
    const before = treeOf(folder)
    await expect(upgrade(folder, '0.3.0')).rejects.toThrow('is there already')
    rmSync(join(folder, 'inkling/0.3.0'), { recursive: true })
    link(folder, 'inkling/0.3.0', folders.make())
    await expect(upgrade(folder, '0.3.0')).rejects.toThrow('is a link')
    rmSync(join(folder, 'inkling/0.3.0'))
    put(folder, { 'inkling/0.3.0/inkling.js': 'mine' })
    expect(treeOf(folder)).toEqual(before)
  })
})

test('The tree is byte for byte as it was after the upgrade is undone, and after an edit only the lines go back.', async () => {
  const folder = site({ 'index.html': PAGE(), _headers: OLD.policy, 'b.html': PAGE() })
  const before = treeOf(folder)
  await upgrade(folder, '0.3.0')
  expect(text(folder, 'index.html')).toBe(PAGE(NEW))
  expect(readdirSync(join(folder, 'inkling')).sort()).toEqual(['0.2.0', '0.3.0'])
  expect(readRecord(folder)).toMatchObject({ from: ['0.2.0'], to: '0.3.0', state: 'done' })
  expect(undo(folder)).toMatchObject({ left: [], cleaned: [] })
  expect(treeOf(folder)).toEqual(before)

  await upgrade(folder, '0.3.0')
  put(folder, { 'b.html': `${text(folder, 'b.html')}<p>More` })
  expect(undo(folder)).toMatchObject({ left: [], cleaned: ['b.html'] })
  expect(text(folder, 'b.html')).toBe(`${PAGE()}<p>More`)

  await upgrade(folder, '0.3.0')
  put(folder, { 'b.html': PAGE(NEW).replace('data-model', 'data-holdout data-model').replace(NEW.snippet, '') })
  expect(undo(folder).left).toEqual([expect.stringContaining('b.html was edited since')])
  expect(existsSync(join(folder, 'inkling/0.3.0/inkling.js'))).toBe(true)
})

test('A second run has nothing to change; an upgrade back and forth gives the same bytes.', async () => {
  const folder = site()
  await upgrade(folder, '0.3.0')
  expect(plan(folder, '0.3.0')).toMatchObject({ from: [], changes: [] })
  await upgrade(folder, '0.2.0')
  expect(text(folder, 'index.html')).toBe(PAGE())
  await upgrade(folder, '0.3.0')
  expect(text(folder, 'index.html')).toBe(PAGE(NEW))
  expect(readRecord(folder)!.release).toEqual({})
})

describe('Interrupted', () => {
  test('If the copy fails, or a page changes in the meantime, everything is undone.', async () => {
    const folder = site({ 'index.html': PAGE(), 'b.html': PAGE() })
    const before = treeOf(folder)
    const fails = async (target: string) => {
      put(join(target, '0.3.0'), { 'inkling.js': 'tag of 0.3.0' })
      throw new Error('no space')
    }
    await expect(upgrade(folder, '0.3.0', { copy: fails })).rejects.toThrow('no space')
    expect(treeOf(folder)).toEqual(before)
    const edits = async () => put(folder, { 'index.html': 'edited' })
    await expect(upgrade(folder, '0.3.0', { copy: edits })).rejects.toThrow('index.html has changed in the meantime')
    expect([text(folder, 'index.html'), text(folder, 'b.html')]).toEqual(['edited', PAGE()])
  })

  test.each([0, 1, 2])('If the process dies after %i pages, undo restores the tree.', async (pages) => {
    const files = { 'a.html': PAGE(), 'b.html': PAGE() }
    const folder = site(files)
    const before = treeOf(folder)
    await upgrade(folder, '0.3.0')
    put(folder, Object.fromEntries(Object.entries(files).slice(pages)))
    put(folder, {
      [RECORD]: JSON.stringify({ ...readRecord(folder), state: 'begun' }),
      '.b.html.inkling-tmp': 'half',
      'inkling/.inkling-0.3.0-77/x': 'half',
    })
    rmSync(join(folder, 'inkling/0.3.0/engine'), { recursive: true })
    expect(undo(folder).left).toEqual([])
    expect(treeOf(folder)).toEqual(before)
  })
})

test.each<[string, (record: Record<string, unknown>) => unknown]>([
  ['a file outside', (record) => ({ ...record, files: [{ ...(record['files'] as object[])[0], path: '../x' }] })],
  [
    'the manifest of init among its files',
    (record) => ({ ...record, files: [{ ...(record['files'] as object[])[0], path: MANIFEST }] }),
  ],
  ['a release outside', (record) => ({ ...record, release: { '/etc/x': 'a'.repeat(64) } })],
  ['a version with slashes', (record) => ({ ...record, to: '../0.3.0' })],
  ['a text that is missing', (record) => ({ ...record, texts: [] })],
  ['another format', (record) => ({ ...record, format: 2 })],
])('A record with %s is refused.', async (_, edit) => {
  const folder = site()
  await upgrade(folder, '0.3.0')
  put(folder, { [RECORD]: JSON.stringify(edit(JSON.parse(text(folder, RECORD)))) })
  expect(() => undo(folder)).toThrow('so nothing is changed')
})

describe('Releases that no file names', () => {
  const upgraded = async () => {
    const folder = site({ 'index.html': PAGE(), ...below('inkling/0.1.0', releaseOf('0.1.0')) })
    await upgrade(folder, '0.3.0')
    return folder
  }
  const found = (folder: string, ...keep: string[]) => prunableIn(openSite(folder), new Set(['0.3.0', ...keep]))

  test('are deleted, except what a site has put there.', async () => {
    const folder = await upgraded()
    expect(found(folder, '0.2.0').folders.map(({ version }) => version)).toEqual(['0.1.0'])
    put(folder, { 'inkling/0.1.0/mine.txt': 'mine', 'inkling/0.2.0/inkling.js': 'edited' })
    const left = prune(openSite(folder), found(folder).folders, undefined)
    expect(left.join()).toMatch(/0\.1\.0 has other files.*0\.2\.0\/inkling\.js was changed since/)
    const kept = Object.keys(treeOf(join(folder, 'inkling'))).filter((path) => /0\.[12]\.0\/./.test(path))
    expect(kept).toEqual(['0.1.0/mine.txt', '0.2.0/inkling.js'])
  })

  test('stay if any file, of whatever kind, names them, or if there is a link.', async () => {
    const folder = await upgraded()
    put(folder, { 'notes.bin': Buffer.from('\xff/inkling/0.1.0/x', 'latin1') })
    expect(found(folder)).toMatchObject({
      folders: [{ version: '0.2.0' }],
      kept: [expect.stringContaining('notes.bin')],
    })
    link(folder, 'page.html', '/dev/null')
    expect(found(folder)).toMatchObject({
      folders: [],
      kept: [expect.anything(), expect.stringContaining('page.html is a link')],
    })
  })

  test('A list that names files outside the folder deletes none of them.', async () => {
    const folder = await upgraded()
    put(folder, { 'secret.txt': 'x' })
    const hash = Buffer.from(sha256('x').slice(7), 'base64').toString('hex')
    put(folder, {
      'inkling/0.1.0/release.json': JSON.stringify({
        files: { '../../secret.txt': { sha256: hash }, '../../index.html': { sha256: hash } },
      }),
    })
    prune(openSite(folder), found(folder).folders, readManifest(folder))
    expect([text(folder, 'secret.txt'), existsSync(join(folder, 'index.html'))]).toEqual(['x', true])
  })
})
