// @vitest-environment node
import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { differenceOf } from '../../src/init/difference.ts'
import { MANIFEST, readManifest } from '../../src/init/manifest.ts'
import { openSite } from '../../src/init/site.ts'
import { missingIn } from '../../src/init/undo.ts'
import { Folders, init, LINES, link, mode, plan, put, remove, text, treeOf } from './make.ts'

const folders = new Folders()
afterEach(() => folders.remove())

const HEAD = '<!doctype html>\n<head>\n  <meta charset="utf-8">\n</head>\n<body>\n</body>\n'

describe('Files that are left as they are', () => {
  const left = (files: Parameters<typeof put>[1]) => {
    const folder = folders.make({ 'index.html': HEAD, ...files })
    const { changes, byHand } = plan(folder)
    expect(changes.map(({ path }) => path)).toEqual(['index.html'])
    return byHand.join('\n')
  }

  test('A page that is not in UTF-8.', () => {
    expect(left({ 'old.html': Buffer.concat([Buffer.from(HEAD), Buffer.from([0xcb, 0xf3])]) })).toContain(
      'old.html is not in UTF-8',
    )
    expect(left({ 'wide.html': Buffer.from(`\uFEFF${HEAD}`, 'utf16le') })).toContain('wide.html is not in UTF-8')
  })

  test('A huge page.', () => {
    expect(left({ 'huge.html': HEAD + 'x'.repeat(2_000_000) })).toContain('huge.html is larger than 2 MB')
  })

  test('A read-only page.', () => {
    const folder = folders.make({ 'index.html': HEAD, 'fixed.html': HEAD })
    mode(folder, 'fixed.html', 0o444)
    const { changes, byHand } = plan(folder)
    expect(changes).toHaveLength(1)
    expect(byHand.join()).toContain('fixed.html is read-only')
  })

  test('Links, also to files and folders elsewhere.', async () => {
    const other = folders.make({ 'secret.html': HEAD })
    const folder = folders.make({ 'index.html': HEAD })
    link(folder, 'linked.html', join(other, 'secret.html'))
    link(folder, 'folder', other)
    const before = treeOf(other)
    const { byHand } = await init(folder)
    expect(byHand.join()).toContain('linked.html is a link')
    expect(treeOf(other)).toEqual(before)
  })

  test('If the folder for the release is a link, nothing is changed.', async () => {
    const other = folders.make()
    const folder = folders.make({ 'index.html': HEAD })
    link(folder, 'inkling', other)
    await expect(init(folder)).rejects.toThrow('is a link')
    expect([treeOf(other), existsSync(join(folder, MANIFEST)), text(folder, 'index.html')]).toEqual([{}, false, HEAD])
  })
})

describe('Where the lines go', () => {
  const afterInit = async (page: string) => {
    const folder = folders.make({ 'index.html': page })
    await init(folder)
    const now = text(folder, 'index.html')
    remove(folder)
    expect(text(folder, 'index.html')).toBe(page)
    return now
  }

  test.each([
    ['after the encoding', HEAD, `<meta charset="utf-8">\n`],
    ['not into a comment', `<!-- <head> -->${HEAD}`, `<meta charset="utf-8">\n`],
    ['not into a script', `<script>"<head>"</script>${HEAD}`, `<meta charset="utf-8">\n`],
    ['not into a comment with </head>', HEAD.replace('<head>', '<head><!-- </head> -->'), '<meta charset="utf-8">\n'],
    ['with a byte order mark', `\uFEFF${HEAD}`, `<meta charset="utf-8">\n`],
    ['with CRLF', HEAD.replaceAll('\n', '\r\n'), `<meta charset="utf-8">\r\n`],
    ['with tabs', HEAD.replace('</head>', '\t<link>\n</head>'), `<meta charset="utf-8">\n\t`],
    ['in one line', '<head><meta charset=utf-8></head><body>', '<meta charset=utf-8>\n'],
  ])('%s', async (_, page, before) => {
    expect(await afterInit(page)).toContain(before + LINES.snippet)
  })

  test('An encoding further down stays among the first 1,024 bytes: the snippet is a file.', async () => {
    const now = await afterInit('<head><title>T</title><meta charset="utf-8"></head><body>')
    expect(now).toContain(LINES.file)
    expect(Buffer.byteLength(now.slice(0, now.indexOf('<meta charset')))).toBeLessThan(1024)
  })

  test('With a policy in the page, the snippet is a file.', async () => {
    const now = await afterInit(
      HEAD.replace('<meta', `<meta http-equiv="Content-Security-Policy" content="default-src 'self'"><meta`),
    )
    expect(now).toContain(LINES.file)
    expect(now).not.toContain(LINES.snippet)
  })

  test('A comment of the template language may be before the encoding.', () => {
    const page = '<head>\n{{!-- Basics --}}\n<meta charset="utf-8">\n</head><body>'
    const { changes } = plan(folders.make({ 'package.json': '{"engines":{"ghost":"5"}}', 'default.hbs': page }))
    expect(changes[0]!.after).toContain(`<meta charset="utf-8">\n${LINES.file}`)
  })

  test('Inside a condition, nothing moves past it.', () => {
    const head = '<head>{% if dev %}<meta charset="utf-8">{% endif %}</head><body>'
    const { changes } = plan(folders.make({ '_config.yml': '', '_layouts/default.html': head }))
    expect(changes[0]!.after.indexOf('<script>')).toBeLessThan(changes[0]!.after.indexOf('{% if dev %}'))
  })
})

describe('A manifest', () => {
  const edited = async (edit: (manifest: Record<string, never>) => unknown) => {
    const folder = folders.make({ 'site/index.html': HEAD, 'secret.html': HEAD })
    const site = join(folder, 'site')
    await init(site)
    const manifest = JSON.parse(text(site, MANIFEST))
    put(site, { [MANIFEST]: JSON.stringify(edit(manifest) ?? manifest) })
    return { folder, site }
  }
  const replacePath = (path: string) => (manifest: Record<string, never>) => ({
    ...manifest,
    files: [{ ...(manifest['files'] as never as object[])[0], path }],
  })

  test.each([
    '../secret.html',
    '/etc/passwd',
    'a/../../secret.html',
    'C:/x',
    'a\\..\\x',
    '.git/hooks/x',
    '',
    'a//b',
    '.',
    MANIFEST,
  ])('that names %j is refused, and nothing is changed.', async (path) => {
    const { folder, site } = await edited(replacePath(path))
    const before = treeOf(folder)
    expect(() => remove(site)).toThrow('names files outside this folder')
    expect(treeOf(folder)).toEqual(before)
  })

  test.each<[string, (manifest: Record<string, never>) => unknown]>([
    ['another format', (manifest) => ({ ...manifest, format: 2 })],
    ['a list instead', () => []],
    ['an offset that is no number', (manifest) => ({ ...manifest, texts: [7] })],
    ['a release outside', (manifest) => ({ ...manifest, release: { '../x': 'a'.repeat(64) } })],
    ['a folder outside', (manifest) => ({ ...manifest, folders: ['..'] })],
    ['a version with slashes', (manifest) => ({ ...manifest, inkling: '../../1.2.3' })],
    ['nothing', () => null],
  ])('with %s is refused.', async (_, edit) => {
    const { site } = await edited(edit)
    put(site, { [MANIFEST]: JSON.stringify(edit(JSON.parse(text(site, MANIFEST)))) })
    expect(() => remove(site)).toThrow('so nothing is changed')
  })

  test('that is a link, or no JSON, is refused.', async () => {
    const { site } = await edited(() => undefined)
    put(site, { [MANIFEST]: '{' })
    expect(() => remove(site)).toThrow("isn't JSON")
    rmSync(join(site, MANIFEST))
    link(site, MANIFEST, '../secret.html')
    expect(() => remove(site)).toThrow('no plain file')
  })

  test('whose file has become a link: the other file is not touched.', async () => {
    const folder = folders.make({ 'site/index.html': HEAD })
    const site = join(folder, 'site')
    await init(site)
    put(folder, { 'elsewhere.html': text(site, 'index.html') })
    const before = text(folder, 'elsewhere.html')
    rmSync(join(site, 'index.html'))
    link(site, 'index.html', '../elsewhere.html')
    expect(remove(site).left.join()).toContain('index.html is a link')
    expect(text(folder, 'elsewhere.html')).toBe(before)
  })

  test('with wrong offsets: the text is found, and taken out.', async () => {
    const { site } = await edited((manifest) =>
      JSON.parse(JSON.stringify(manifest).replaceAll(/"at":(\d+)/g, '"at":1')),
    )
    expect(remove(site)).toMatchObject({ left: [], cleaned: ['index.html'] })
    expect(text(site, 'index.html')).toBe(HEAD)
  })
})

describe('Edited since', () => {
  test('The inserted text has been changed: it stays, and that is told.', async () => {
    const folder = folders.make({ 'index.html': HEAD })
    await init(folder)
    put(folder, { 'index.html': text(folder, 'index.html').replace('data-model=', 'data-holdout data-model=') })
    const { left } = remove(folder)
    expect(left.join()).toContain('index.html was edited since')
    expect(text(folder, 'index.html')).toContain('data-holdout')
    expect(text(folder, 'index.html')).not.toContain('inkling-consent')
  })

  test('Line endings were converted: it is taken out all the same.', async () => {
    const folder = folders.make({ 'index.html': HEAD })
    await init(folder)
    put(folder, { 'index.html': text(folder, 'index.html').replaceAll('\n', '\r\n') })
    expect(remove(folder)).toMatchObject({ left: [], cleaned: ['index.html'] })
    expect(text(folder, 'index.html')).toBe(HEAD.replaceAll('\n', '\r\n'))
  })

  test('A file of the release was edited, and another one added: both stay, with their folders.', async () => {
    const folder = folders.make({ 'index.html': HEAD })
    await init(folder)
    put(folder, { 'inkling/1.2.3/inkling.js': 'mine', 'inkling/notes.txt': 'mine' })
    expect(remove(folder).left.join()).toContain('inkling/1.2.3/inkling.js was changed since')
    expect(Object.keys(treeOf(folder))).toEqual([
      'index.html',
      'inkling',
      'inkling/1.2.3',
      'inkling/1.2.3/inkling.js',
      'inkling/notes.txt',
    ])
  })

  test('A deleted file is told.', async () => {
    const folder = folders.make({ 'index.html': HEAD, 'other.html': HEAD })
    await init(folder)
    rmSync(join(folder, 'other.html'))
    expect(remove(folder)).toMatchObject({
      left: [expect.stringContaining('other.html is gone')],
      restored: ['index.html'],
    })
  })
})

describe('Interrupted', () => {
  test('If the copy fails, everything is undone.', async () => {
    const folder = folders.make({ 'index.html': HEAD })
    const before = treeOf(folder)
    const copy = async (target: string) => {
      put(join(target, '1.2.3'), { 'inkling.js': 'tag' })
      throw new Error('no space')
    }
    await expect(init(folder, {}, { copy })).rejects.toThrow('no space')
    expect(treeOf(folder)).toEqual(before)
  })

  test('If a page changes in the meantime, everything is undone and the page keeps its change.', async () => {
    const folder = folders.make({ 'index.html': HEAD, 'other.html': HEAD })
    const copy = async () => put(folder, { 'other.html': 'edited' })
    await expect(init(folder, {}, { copy })).rejects.toThrow('other.html has changed in the meantime')
    expect(treeOf(folder)).toMatchObject({
      'index.html': expect.stringContaining(HEAD),
      'other.html': expect.stringMatching(/edited$/),
    })
    expect(readdirSync(folder).sort()).toEqual(['index.html', 'other.html'])
  })

  test.each([0, 1, 2])('If the process dies after %i pages, remove restores the tree.', async (pages) => {
    const files = { 'a.html': HEAD, 'b.html': HEAD }
    const folder = folders.make(files)
    const before = treeOf(folder)
    await init(folder)
    // What a process leaves that dies there: the first pages written, one half-written, half a release.
    const manifest = { ...JSON.parse(text(folder, MANIFEST)), state: 'begun' }
    put(folder, Object.fromEntries(Object.entries(files).slice(pages)))
    put(folder, {
      [MANIFEST]: JSON.stringify(manifest),
      '.b.html.inkling-tmp': 'half',
      'inkling/.inkling-1.2.3-77/x': 'half',
    })
    rmSync(join(folder, 'inkling/1.2.3/engine'), { recursive: true })
    expect(readManifest(folder)?.state).toBe('begun')
    expect(remove(folder).left).toEqual([])
    expect(treeOf(folder)).toEqual(before)
  })
})

describe('Bombs', () => {
  test.each([
    ['deep elements', '<div>'.repeat(100_000)],
    ['many elements', '<p>x'.repeat(300_000)],
    ['code that never ends', '<?'.repeat(900_000)],
    ['comments that never end', '<!--'.repeat(400_000)],
  ])('A page with %s is set up.', (_, bomb) => {
    const { changes } = plan(folders.make({ 'index.html': `${HEAD}${bomb}` }))
    expect(changes[0]!.after).toContain(LINES.tag)
  })

  test.each([
    ['statements', '{%'],
    ['comments', '{% comment '],
    ['loops', '{% for post in site.posts '],
    ['loops of words', `{% for post in ${'posts'.repeat(1000)}`],
  ])('A template with endless %s is set up.', (_, bomb) => {
    const page = HEAD.replace('</head>', `</head>${bomb.repeat(Math.ceil(1_500_000 / bomb.length))}`)
    const { changes } = plan(folders.make({ '_config.yml': '', '_layouts/default.html': page }))
    expect(changes[0]!.after).toContain(LINES.tag)
  })

  test('A configuration of comments that never end is read.', () => {
    const files = { 'vite.config.js': '/*'.repeat(900_000), 'index.html': HEAD }
    expect(plan(folders.make(files)).changes).toHaveLength(1)
  })
})

test('A second run sees that the site is set up, also after edits elsewhere in the page.', async () => {
  const folder = folders.make({ 'index.html': HEAD })
  await init(folder)
  const { root } = openSite(folder)
  expect(missingIn(root, readManifest(root)!)).toEqual([])
  put(folder, { 'index.html': `${text(folder, 'index.html')}<p>More` })
  expect(missingIn(root, readManifest(root)!)).toEqual([])
  put(folder, { 'index.html': HEAD })
  expect(missingIn(root, readManifest(root)!)).toEqual(['index.html'])
})

test('Permissions of changed files stay.', async () => {
  const folder = folders.make({ 'index.html': HEAD })
  mode(folder, 'index.html', 0o640)
  const before = treeOf(folder)['index.html']!.split(' ')[0]
  await init(folder)
  expect(treeOf(folder)['index.html']!.split(' ')[0]).toBe(before)
})

test('A difference shows long lines cut, and control characters in names and lines as escapes.', () => {
  const folder = folders.make({ 'index.html': HEAD, 'a\u001b[2Jb.html': `<head>\u001b[31m</head>${'x'.repeat(500)}\n` })
  const shown = plan(folder).changes.map(differenceOf).join('\n')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: this must not be in it
  expect(shown).not.toMatch(/[\x00-\x08\x0b-\x1f]/)
  expect(shown).toContain('\\u001b[2Jb.html')
  for (const line of shown.split('\n')) expect(line.length).toBeLessThan(200)
  expect(shown).toContain(`+${LINES.snippet}`)
})
