import { readFile, stat } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { PHRASE_KEYS } from '../../../sdk/src/content/article9.ts'
import { PHRASES } from '../../../sdk/src/content/article9-phrases.ts'
import { itemContent } from '../../../sdk/src/content/content.ts'
import { fingerprint } from '../../../sdk/src/content/fingerprint.ts'
import { quantise } from '../../../sdk/src/content/quantise.ts'
import { writeVectorFile } from '../../../sdk/src/content/vector-file.ts'
import { primaryLanguage } from '../../../sdk/src/lib/text/language.ts'
import type { ItemContent, StoredVector } from '../../../sdk/src/types.ts'
import { linesOfFile } from '../evaluate/log/lines.ts'
import { showProgress } from '../evaluate/progress.ts'
import { releasedFiles } from '../files/release.ts'
import { writeWhole } from '../files/whole-file.ts'
import { BATCH_SIZE, DEFAULT_LANGUAGE, type ModelFlags, openModel, packOf } from '../model.ts'
import { PAGE, pagesIn } from '../pages/pages-in.ts'
import { Failure } from '../terminal/failure.ts'
import { leftOutNotes } from '../terminal/left-out.ts'
import { say } from '../terminal/output.ts'
import { UsageError } from '../terminal/usage.ts'
import { insertVectors } from '../texts/vector-files/inline-vectors.ts'
import { pageContents } from '../texts/vector-files/page-contents.ts'
import { bitsOf, type Encoder, writeVectorSet } from '../texts/vector-files/vector-set.ts'
import { useLanguages } from '../texts/vector-files/volatile-patterns.ts'
import { rowOf } from './embed.ts'

export interface PageVectorFlags extends ModelFlags {
  /** The folder for the vectors; undefined: they are inserted into the pages themselves. */
  readonly pages: string | undefined
  /** Number of files of a set. */
  readonly files?: string | undefined
}

/** Maximum size of a page in bytes. */
const LARGEST_PAGE = 5_000_000

/** A page, and the texts on it. */
interface ReadPage {
  readonly path: string
  readonly html: string
  readonly contents: readonly ItemContent[]
}

/**
 * Makes the vectors of a site's texts beforehand, for its pages to load instead of the model.
 *
 * @param source a page, a folder with pages or, unless vectors are inserted into pages, lines as for `embed`
 * @throws Failure if no text has a vector
 */
export async function embedPages(source: string, { pages: out, files, ...model }: PageVectorFlags): Promise<void> {
  const bits = files === undefined ? undefined : bitsOf(files)
  if (out === undefined && bits !== undefined) throw new UsageError('--files needs --pages')
  const language = model.model?.replace(packOf(''), '') ?? model.language ?? DEFAULT_LANGUAGE
  const read = await pagesOf(source)
  if (!read && out === undefined) throw new UsageError(`--inline takes a page or a folder with pages, not ${source}`)
  const engine = await openModel(model)
  const encoder = await encoderOf(engine, language)
  const contents = read ? read.flatMap((page) => page.contents) : await lineContents(source, language)
  const isOwn = (content: ItemContent) => (primaryLanguage(content.language) ?? language) === language
  const texts = new Map<string, string>()
  const leftOut = leftOutNotes((note) => say(`${note}\n`))
  for (const { fingerprint, text, ...content } of contents.filter(isOwn))
    if (text && engine.reads(text)) texts.set(fingerprint, text)
    else leftOut(content.id || 'a text', 'the model knows no word of it')
  if (!texts.size) throw new Failure(`${source} has no text in ${language} that the model can read`)
  for (const [i, phrase] of PHRASES.entries()) texts.set(PHRASE_KEYS[i]!, phrase)
  const vectors = await vectorsOf(texts, engine)
  const made = `${vectors.size - PHRASES.length} texts, encoder ${encoder.by}, depth ${encoder.depth}`
  const others = contents.length - contents.filter(isOwn).length
  if (others) say(`${others} texts in other languages are left out: run embed for each with --language\n`)
  if (out !== undefined) {
    const set = await writeVectorSet(join(out, language), encoder, vectors, bits)
    say(`${made}: ${set.files} files of ${Math.round(set.bytes / set.files)} bytes on average\n`)
    return
  }
  let changed = 0
  for (const page of read ?? []) if (await insertInto(page, isOwn, encoder, vectors)) changed++
  say(`${made}: in ${changed} pages\n`)
}

async function encoderOf(
  { model: { space, name, version, deepest, dims }, depth }: Awaited<ReturnType<typeof openModel>>,
  language: string,
): Promise<Encoder> {
  const { sha256 = '' } = (await releasedFiles())[`models/${packOf(language)}/manifest.json`] ?? {}
  const manifest = Buffer.from(sha256, 'hex').toString('base64')
  return { by: `${space}/${name}@${version}`, depth, deepest, dimensions: dims.at(-1)!, manifest }
}

/** The pages at a path; undefined if it is neither a page nor a folder. */
async function pagesOf(source: string): Promise<ReadPage[] | undefined> {
  const known = source === '-' ? undefined : await stat(source).catch(() => undefined)
  const isFolder = known?.isDirectory() ?? false
  if (!isFolder && !PAGE.test(source)) return undefined
  const progress = showProgress(process.stderr, 'reading pages')
  const paths = isFolder ? await pagesIn(source) : [source]
  const pages: ReadPage[] = []
  for (const [done, path] of paths.entries()) {
    const bytes = await readFile(path)
    const html = bytes.toString('utf8')
    const place = isFolder ? relative(source, path).split(sep).join('/') : 'index.html'
    if (bytes.length > LARGEST_PAGE) progress.note(`${path} is left out: larger than ${LARGEST_PAGE / 1e6} MB`)
    else if (!Buffer.from(html).equals(bytes)) progress.note(`${path} is left out: it is not UTF-8`)
    else {
      const address = new URL(place, 'https://site.invalid/').href
      pages.push({ path, html, contents: await pageContents(html, address, path) })
    }
    progress.update(done + 1, paths.length)
  }
  progress.end()
  return pages
}

/** The texts of lines: as items, if they are objects with a title. */
async function lineContents(file: string, language: string): Promise<ItemContent[]> {
  await useLanguages([language])
  const contents: ItemContent[] = []
  const leftOut = leftOutNotes((note) => say(`${note}\n`))
  for await (const lines of linesOfFile(file))
    for (const line of lines) {
      const { id, text, why, item } = rowOf(line)
      if (why) leftOut(`line ${line.number}`, why)
      else if (item) contents.push(itemContent({ ...item, id: String(id) }))
      else if (text) contents.push({ id: String(id), text, fingerprint: fingerprint(text) })
    }
  return contents
}

async function vectorsOf(
  texts: ReadonlyMap<string, string>,
  engine: Awaited<ReturnType<typeof openModel>>,
): Promise<Map<string, StoredVector>> {
  const progress = showProgress(process.stderr, 'embedding texts')
  const all = [...texts]
  const vectors = new Map<string, StoredVector>()
  for (let start = 0; start < all.length; start += BATCH_SIZE) {
    const some = all.slice(start, start + BATCH_SIZE)
    const made = await engine.embed(some.map(([, text]) => text))
    for (const [i, [key]] of some.entries()) vectors.set(key, quantise(made[i]!))
    progress.update(vectors.size, all.length)
  }
  progress.end()
  return vectors
}

/** @returns whether the page has changed */
async function insertInto(
  { path, html, contents }: ReadPage,
  isOwn: (content: ItemContent) => boolean,
  encoder: Encoder,
  vectors: ReadonlyMap<string, StoredVector>,
): Promise<boolean> {
  const own = contents.filter(isOwn).map(({ fingerprint }) => fingerprint)
  const keys = own.some((key) => vectors.has(key)) ? new Set([...PHRASE_KEYS, ...own]) : new Set<string>()
  const here = new Map([...keys].flatMap((key) => (vectors.has(key) ? [[key, vectors.get(key)!] as const] : [])))
  const file = here.size ? writeVectorFile({ ...encoder, bits: 0, number: 0 }, here) : undefined
  const text = insertVectors(html, file, path)
  if (text === html) return false
  await writeWhole(path, text)
  return true
}
