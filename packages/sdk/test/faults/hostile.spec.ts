/**
 * Every file that Inkling requests, with five hostile responses each. None of them is run or used, the page stays unchanged
 * and reports the reason, and no renderer uses more memory. Harmless cases are listed with the reason.
 *
 * Excluded are the tag, the snippet as a file and the consent banner, which the page's own `integrity` covers.
 */

import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { createGzip } from 'node:zlib'
import type { Browser, Page } from '@playwright/test'
import { released } from '../released.ts'
import { sample } from '../sample.ts'
import { type Answer, codes, details, expect, expectUsable, grant, type Told, test, track, until } from './site.ts'

const RELEASE = pathToFileURL(`${released()}/`)

/** MB. A renderer with a model at work takes 243 to 255. */
const MOST_MEMORY = 280
/** Bytes that a bomb unfolds to, of spaces, which JSON and scripts may begin with; packed it has half a megabyte. */
const UNFOLDED = 600 * 2 ** 20

const WAYS = [
  'changed',
  'longer',
  'bomb',
  'bomb in the file',
  'another answer by Sec-Fetch-Dest',
  'another type',
] as const
type Way = (typeof WAYS)[number]

/** What is asked for, and how a page comes to ask for it. */
interface File {
  readonly path: string
  readonly type: string
  readonly attributes: string
  /** Of the page that asks for it, beside its list. Default: nothing. */
  readonly main?: string
  /** What its address asks for. Default: nothing. */
  readonly query?: string
  /** Of the page that asks for it. Default: English. */
  readonly language?: string
  /** What `inkling:error` says of it; of a web page in its place, `ofPage`. */
  readonly code: string
  readonly ofPage?: string
  /** What is changed so that the file is another one and still reads well. Default: a script that tells that it has run. */
  readonly change?: (bytes: Buffer) => Buffer
  /** Asks for it, if nothing does by itself. */
  readonly ask?: (page: Page) => Promise<unknown>
  /** Ways that do no harm: what is used all the same is the right file. */
  readonly harmless?: Partial<Record<Way, string>>
}

/** As a module or a worker: the server hears of it. */
const EVIL = 'fetch(location.origin+"/evil")'
const flip = (bytes: Buffer) => {
  bytes[bytes.length >> 1]! ^= 1
  return bytes
}

const SAME =
  'only a script, a style or a worker is asked for by another destination: here there is one request, of fetch'
const BYTES = 'the bytes are the right ones, and no type is asked of them'
const embeds = (backend: string) => `data-model="/inkling/encoder-en/" data-download="now" data-backend="${backend}"`

/** Something sponsored: its tone is asked for. */
const SPONSORED =
  '<div data-inkling-slot="ad"><p>Ours</p><template data-inkling-creative="sea" data-inkling-sponsored="Sea Lines"><p>A merry week by the sea</p></template></div>'

const script = (path: string, ask?: File['ask']): File => ({
  path: `/inkling/${path}`,
  type: 'text/javascript',
  attributes: 'data-download="never"',
  code: 'script-unavailable',
  ...(ask && { ask }),
})
const engine = (name: string): File => ({
  path: `/inkling/engine/${name}.js`,
  type: 'text/javascript',
  attributes: embeds(name),
  code: 'model-damaged',
  change: () => Buffer.from(EVIL),
  harmless: { 'another answer by Sec-Fetch-Dest': SAME, 'another type': BYTES },
})
const model = (name: string, language = 'en'): File => ({
  path: `/inkling/encoder-${language}/${name}`,
  type: name.endsWith('.json') ? 'application/json' : name.endsWith('.txt') ? 'text/plain' : 'application/octet-stream',
  attributes: `${embeds('wasm')} data-languages="en,${language}"`,
  ...(name.startsWith('tone.') && { main: SPONSORED }),
  language,
  code: 'model-damaged',
  ofPage: 'model-unavailable',
  change: flip,
  harmless: { 'another answer by Sec-Fetch-Dest': SAME },
})

/** The languages of packs, and of words beyond English. */
const languagesOf = (folder: string, name: RegExp) =>
  readdirSync(new URL(folder, RELEASE)).flatMap((file) => name.exec(file)?.[1] ?? [])
const PACKS = languagesOf('.', /^encoder-([a-z]+)$/)
const WORDS = languagesOf('.', /^words-([a-z]+)\.js$/)
const filesOf = (language: string): readonly File[] => {
  const manifest = readFileSync(new URL(`encoder-${language}/manifest.json`, RELEASE), 'utf8')
  const { files } = JSON.parse(manifest) as { files: Record<string, unknown> }
  return ['manifest.json', ...Object.keys(files)].map((name) => model(name, language))
}

const FILES: readonly File[] = [
  script('core.js'),
  { ...script('engine.js'), attributes: embeds('wasm') },
  { ...script('table.js'), attributes: embeds('wasm') },
  {
    ...script('consent-platforms.js'),
    attributes: 'data-download="never" data-consent="tcf"',
    code: 'consent-unavailable',
  },
  { ...script('site-files.js'), attributes: 'data-download="never" data-popularity="/ranker.json"' },
  { ...script('page-vectors.js'), attributes: 'data-download="never" data-vectors="/vectors/"' },
  { ...script('words.js'), language: 'ru' },
  ...WORDS.map((language) => ({ ...script(`words-${language}.js`), language })),
  script('creatives.js'),
  { ...script('tone.js'), attributes: embeds('wasm'), main: SPONSORED },
  { ...script('why.js'), attributes: 'data-download="never" data-elements="why"', main: '<inkling-why></inkling-why>' },
  {
    ...script('profile.js'),
    attributes: 'data-download="never" data-elements="profile"',
    main: '<inkling-profile></inkling-profile>',
  },
  script('audiences.js', (page) => page.evaluate(() => (window as unknown as Told).inkling.profile())),
  {
    ...script('measurement.js', (page) =>
      page.evaluate(() =>
        (window as unknown as Told).inkling.consent.set({ content: true, creatives: true, measurement: true }),
      ),
    ),
    attributes: 'data-download="never" data-holdout="0.1"',
  },
  script('explain.js', (page) => page.evaluate(() => (window as unknown as Told).inkling.profile())),
  {
    ...script('pictures.js', (page) =>
      page.evaluate(() => (window as unknown as Told).inkling.rank([{ id: '/p', title: '/p.png', picture: '/p.png' }])),
    ),
    // Of the model nothing else is needed here.
    attributes: `${embeds('wasm')} data-table="never" data-pictures="auto" data-special-categories="true"`,
  },
  script('transfer.js', (page) => page.evaluate(() => (window as unknown as Told).inkling.exportCsv())),
  {
    ...script('check.js', (page) =>
      page.evaluate(() =>
        // For developers, in the console: they are told by a rejection.
        (window as unknown as { inkling: { check(): Promise<unknown> } }).inkling.check().then(
          () => undefined,
          (cause) => document.dispatchEvent(new CustomEvent('inkling:error', { detail: { code: 'rejected', cause } })),
        ),
      ),
    ),
    code: 'rejected',
  },
  { ...script('inspect.js'), query: '?inkling=inspect' },
  ...['wasm', 'webgl', 'webgpu', 'cpu'].map(engine),
  {
    path: '/inkling/engine/tfjs-backend-wasm-simd.wasm',
    type: 'application/wasm',
    attributes: embeds('wasm'),
    code: 'model-damaged',
    change: flip,
    harmless: { 'another answer by Sec-Fetch-Dest': SAME, 'another type': BYTES },
  },
  ...PACKS.flatMap(filesOf),
  {
    path: '/ranker.json',
    type: 'application/json',
    // Its hash is put in by the test.
    attributes: 'data-download="never" data-ranker="/ranker.json"',
    code: 'ranker-unavailable',
    // Its last digit: it can still be read.
    change: (bytes) => Buffer.from(bytes.toString().replace(/\d(?=\D*$)/, (digit) => String((Number(digit) + 1) % 10))),
    harmless: { 'another answer by Sec-Fetch-Dest': SAME, 'another type': BYTES },
  },
]

const bodyOf = ({ path }: File): Buffer =>
  readFileSync(
    new URL(path === '/ranker.json' ? 'ranker-ranklens/ranker.json' : path.slice('/inkling/'.length), RELEASE),
  )

let bomb: Promise<Buffer> | undefined
/** In pieces: this process needs no half a gigabyte either. */
async function makeBomb(): Promise<Buffer> {
  const gzip = createGzip({ level: 9 })
  const packed: Buffer[] = []
  gzip.on('data', (chunk: Buffer) => packed.push(chunk))
  const piece = Buffer.alloc(2 ** 20, 0x20)
  for (let left = UNFOLDED; left > 0; left -= piece.length) if (!gzip.write(piece)) await once(gzip, 'drain')
  gzip.end()
  await once(gzip, 'end')
  return Buffer.concat(packed)
}

async function answerOf(file: File, way: Way): Promise<Answer> {
  const { path, type, change = () => Buffer.from(EVIL) } = file
  const right = bodyOf(file)
  if (way === 'changed') expect(change(Buffer.from(right)).equals(right), 'it is changed').toBe(false)
  const packed = way.startsWith('bomb') && (await (bomb ??= makeBomb()))
  return ({ url, headers }, response) => {
    if (url !== path) return false
    const send = (body: Buffer, more: Record<string, string> = {}) =>
      response.writeHead(200, { 'content-type': type, 'cache-control': 'no-store', ...more }).end(body)
    if (packed) send(packed, way === 'bomb' ? { 'content-encoding': 'gzip' } : {})
    else if (way === 'changed') send(change(Buffer.from(right)))
    else if (way === 'longer') send(Buffer.concat([right, Buffer.from(`\n${EVIL}`)]))
    else if (way === 'another type') send(right, { 'content-type': 'text/html' })
    else send(headers['sec-fetch-dest'] === 'empty' ? right : Buffer.from(EVIL))
    return true
  }
}

/** The most that any renderer of this browser has had in memory, in MB. */
async function peakMemory(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession()
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  await session.detach()
  const peaks = processInfo
    .filter(({ type }) => type === 'renderer')
    .map(({ id }) => Number(/VmHWM:\s*(\d+) kB/.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1]) / 1024)
  expect(peaks.length).toBeGreaterThan(0)
  return Math.max(...peaks)
}

test('Every file of the release that a page can be served is covered.', () => {
  const listed = readdirSync(RELEASE, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(fileURLToPath(RELEASE), join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
  // Previews are no reader's: their files are asked for by the site's own people; preview.spec.ts is about them.
  // What pictures take is loaded by the code that loads what texts take: pictures.spec.ts has it on a page.
  const apart =
    /^(inkling|snippet|consent-banner|sentences|preview)\.js$|^(engine\/)?image-encoder|^personas\/|(^|\/)(README\.md|THIRD-PARTY\.txt|sbom\.cdx\.json|release\.json)$|ranker-ranklens/
  expect(listed.filter((name) => !apart.test(name)).sort()).toEqual(
    FILES.filter(({ path }) => path.startsWith('/inkling/'))
      .map(({ path }) => path.slice('/inkling/'.length))
      .sort(),
  )
})

/** What is ready last where the pack of this language is loaded whole: some have a table alone. */
const deepest = (language: string) =>
  'transformer' in JSON.parse(readFileSync(new URL(`encoder-${language}/manifest.json`, RELEASE), 'utf8'))
    ? 'engine'
    : 'table'

const SEED = Number(process.env['INKLING_SEED'] ?? 5)
const isScript = ({ type }: File) => type === 'text/javascript'
/** It lies packed with gzip. */
const isPacked = ({ path }: File) => path.endsWith('.bin')
// Of each way one script and one other file, not always the same; what bursts when it is unpacked is given for what is packed.
const ROWS = WAYS.flatMap((way, at) =>
  (way === 'bomb in the file'
    ? [FILES.filter(isPacked)]
    : [FILES.filter(isScript), FILES.filter((file) => !isScript(file))]
  ).flatMap((files) => sample(files, 1, SEED + 1_000_003 * at).map((file) => ({ file, way }))),
)

for (const { file, way } of ROWS) {
  const { path, code, ofPage = code, ask, harmless = {} } = file
  const expected = way === 'another type' ? ofPage : code
  test(`${path}, ${way}: ${harmless[way] ?? 'refused'}`, async ({ browser, context, site }) => {
    const hash = createHash('sha256').update(bodyOf(file)).digest('base64')
    site.attributes = `${file.attributes}${path === '/ranker.json' ? ` data-ranker-integrity="sha256-${hash}"` : ''}`
    site.language = file.language ?? 'en'
    site.main = file.main ?? ''
    site.answer = await answerOf(file, way)
    const page = await context.newPage()
    await page.goto(`${site.origin}/${file.query ?? ''}`)
    await grant(page)
    await until(page, 'ready', ({ consent }) => consent.state === 'granted')
    await track(page, '/cat')
    await ask?.(page)
    if (!harmless[way]) await expect.poll(() => codes(page), { timeout: 60_000 }).toContain(expected)
    else if (file.attributes.includes('data-model'))
      await expect
        .poll(async () => (await details(page, 'engine')).map((told) => told[deepest(site.language)]), {
          timeout: 90_000,
        })
        .toContainEqual(expect.stringMatching('ready|failed'))
    // Nothing else goes wrong but that a machine has no such backend, or emulates it.
    const allowed = harmless[way] ? ['engine-failed', 'engine-slow'] : [expected]
    for (const each of await codes(page)) expect(allowed).toContain(each)
    await expectUsable(page)
    expect(site.requests).toContain(path)
    expect(site.requests).not.toContain('/evil')
    expect(await peakMemory(browser)).toBeLessThan(MOST_MEMORY)
  })
}
