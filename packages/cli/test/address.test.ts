// @vitest-environment node
import { describe, expect, test } from 'vitest'
import { baseOf, servedAs } from '../src/files/address.ts'

/** The expected path; null if it can't be guessed. */
type Row = readonly [directory: string, path: string | null, here?: string, files?: readonly string[]]

const ask = ([directory, , here = '/home/ann/paper', files = []]: Row, windows = false) =>
  servedAs(directory, { here, windows, has: (path) => files.includes(path) })?.path ?? null

const PROJECT = ['/home/ann/paper/package.json']

test.each<Row>([
  // Roots by name, wherever they are.
  ['public/inkling', '/inkling'],
  ['./public/inkling/', '/inkling'],
  ['public', ''],
  ['apps/web/public/x', '/x'],
  ['apps/web/public/assets/x', '/assets/x'],
  ['packages/site/public/x', '/x', '/home/ann/paper', PROJECT],
  ['/srv/paper/public/x', '/x'],
  ['../other/public/x', '/x'],
  ['src/Paper.Web/wwwroot/inkling', '/inkling', '/home/ann/paper', PROJECT],
  ['/home/ann/public_html/x', '/x'],
  ['/usr/local/apache2/htdocs/x', '/x'],
  ['public/static/x', '/static/x'],
  ['public/build/x', '/build/x'],
  ['/var/www/html/x', '/x'],
  ['/usr/share/nginx/html/news/x', '/news/x'],
  ['/var/www/html', ''],
  ['Public/x', '/x'],
  // Build output folders.
  ['dist/inkling', '/inkling'],
  ['apps/web/dist/x', '/x', '/home/ann/paper', PROJECT],
  ['_site/x', '/x'],
  ['www/x', '/x'],
  // A folder that different servers treat differently, distinguished by its surroundings.
  ['static/x', null],
  ['static/x', '/x', '/home/ann/paper', ['/home/ann/paper/svelte.config.js']],
  ['static/x', '/x', '/home/ann/paper', ['/home/ann/paper/hugo.toml']],
  ['web/static/x', '/x', '/home/ann/paper', ['/home/ann/paper/web/docusaurus.config.ts']],
  ['static/x', '/static/x', '/home/ann/paper', ['/home/ann/paper/manage.py']],
  ['src/main/resources/static/x', '/x', '/home/ann/paper', ['/home/ann/paper/pom.xml']],
  ['docs/x', null],
  ['static/dist/x', null],
  // Nested roots, either of which may be served.
  ['public/htdocs/x', null],
  ['build/dist/x', null],
  // Absolute paths without a known root.
  ['/srv/www/x', null],
  ['/var/www/paper/x', null],
  ['/srv/data/dist/x', null],
  ['/tmp/inkling', null],
  ['../x', null],
  ['../dist/x', null],
  // Within the working directory.
  ['inkling', '/inkling'],
  ['assets/inkling', '/assets/inkling'],
  ['.', ''],
  ['/home/ann/paper/inkling', '/inkling'],
  ['inkling', null, '/home/ann/paper', PROJECT],
  ['src/assets/x', null, '/home/ann/paper', PROJECT],
  ['inkling', null, '/home/ann/paper', ['/home/ann/paper/manage.py']],
  ['inkling', '/inkling', '/home/ann/paper/public', ['/home/ann/paper/public/package.json']],
  ['inkling', '/inkling', '/home/ann/paper/dist'],
  ['inkling', null, '/home/ann/paper/static'],
  // The root is above the working directory, which could be a coincidence of names.
  ['inkling', null, '/home/public/paper'],
  // Characters that must be escaped in an address.
  ['public/my "own" folder', '/my%20%22own%22%20folder'],
  ['public/ключ', '/%D0%BA%D0%BB%D1%8E%D1%87'],
])('%s is served as %s (in %s)', (...row) => {
  expect(ask(row as unknown as Row)).toBe(row[1])
})

test.each<Row>([
  ['public\\inkling', '/inkling', 'C:\\work\\paper'],
  ['apps\\web\\public\\x', '/x', 'C:\\work\\paper'],
  ['apps/web/public/x', '/x', 'C:\\work\\paper'],
  ['C:\\inetpub\\wwwroot\\x', '/x', 'D:\\work'],
  ['C:\\inetpub\\x', null, 'D:\\work'],
  ['C:\\work\\paper\\x', '/x', 'C:\\work\\paper'],
  ['..\\x', null, 'C:\\work\\paper'],
  ['x', null, 'C:\\work\\paper', ['C:\\work\\paper\\package.json']],
  ['\\\\server\\share\\x', null, 'C:\\work\\paper'],
])('On Windows %s is served as %s (in %s)', (...row) => {
  expect(ask(row as unknown as Row, true)).toBe(row[1])
})

test('A Windows path on another system is reported instead of creating a folder with \\ in its name.', () => {
  expect(() => ask(['public\\inkling', null])).toThrow('write public/inkling')
  expect(() => ask(['C:\\site\\public', null])).toThrow('write /site/public')
})

describe('--base', () => {
  test.each([
    ['/inkling', '/inkling'],
    ['/inkling/', '/inkling'],
    ['/', ''],
    ['/a/../b//', '/b'],
    ['/a b"><script>', '/a%20b%22%3E%3Cscript%3E'],
    ['https://cdn.example/inkling/', 'https://cdn.example/inkling'],
    ['https://cdn.example', 'https://cdn.example'],
    ['HTTP://CDN.example:8080/x', 'http://cdn.example:8080/x'],
  ])('%s is written as %s', (given, base) => {
    expect(baseOf(given)).toBe(base)
  })

  test.each([
    '',
    'inkling',
    './inkling',
    '//cdn.example/x',
    '/\\cdn.example',
    '/x?y',
    '/x#y',
    'ftp://x.example/',
    'javascript:alert(1)',
    'https://me:it@x.example/',
  ])('%s is rejected, with what to write instead', (given) => {
    expect(() => baseOf(given)).toThrow('write --base /inkling')
  })

  test('The path that Git Bash makes of /inkling is recognised.', () => {
    expect(() => baseOf('C:/Program Files/Git/inkling')).toThrow('MSYS_NO_PATHCONV=1')
  })
})
