/** Copies a release to a site's folder, and makes the lines that load it. */
import { createHash } from 'node:crypto'
import { existsSync, lstatSync, renameSync, rmSync } from 'node:fs'
import { cp, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { howToInstall, languagesHere, modelOf, packOf } from '../model.ts'
import { onInterrupt } from '../terminal/interrupted.ts'
import { UsageError } from '../terminal/usage.ts'
import { DIST, modelFolder, releasedFiles } from './release.ts'

export const integrityOf = (algorithm: 'sha256' | 'sha384', data: string | Uint8Array): string =>
  `${algorithm}-${createHash(algorithm).update(data).digest('base64')}`

/** Markup that loads a release, each one line. */
export interface HeadLines {
  /** The inline snippet. */
  readonly snippet: string
  /** The snippet as a file, for sites whose security policy forbids inline scripts. */
  readonly file: string
  readonly tag: string
  /** The consent banner's script. */
  readonly banner: string
  readonly sentences: string
}

/**
 * The two lines to put in a page's head, and the snippet as an external file for sites whose security policy forbids
 * inline scripts.
 *
 * @param address URL of the release's folder, with a trailing slash
 * @param languages the languages of the installed packs, starting with the page's own
 */
export async function headLines(address: string, languages: readonly string[]): Promise<HeadLines> {
  const source = (await readFile(join(DIST, 'snippet.js'), 'utf8')).trim()
  if (/<\/script/i.test(source) || source.includes('\n'))
    throw new Error('the snippet must be one line without a closing script tag')
  const from = async (name: string) =>
    `src="${address}${name}" integrity="${integrityOf('sha384', await readFile(join(DIST, name)))}" crossorigin="anonymous"`
  const more = languages.length > 1 ? ` data-languages="${languages.join(',')}"` : ''
  return {
    snippet: `<script>${source}</script>`,
    // Not async: it must run before the body is parsed.
    file: `<script ${await from('snippet.js')}></script>`,
    tag: `<script async ${await from('inkling.js')} data-model="${address}${packOf(languages[0]!)}/"${more}></script>`,
    banner: `<script type="module" ${await from('consent-banner.js')}></script>`,
    sentences: `<link rel="modulepreload" ${(await from('sentences.js')).replace('src=', 'href=')}>`,
  }
}

/** @throws UsageError if a language has no pack */
export async function expectLanguages(codes: string): Promise<string[]> {
  const languages = [...new Set(codes.split(',').map((code) => code.trim().toLowerCase()))]
  const here = await languagesHere()
  const missing = languages.find((code) => !here.includes(code))
  if (missing === undefined) return languages
  const how = await howToInstall(packOf(missing))
  if (how) throw new UsageError(`the pack for '${missing}' is not installed: ${how}. Nothing was copied`)
  throw new UsageError(
    `the package has no pack for '${missing}': write --languages ${here.join(',')}, or some of these. Nothing was copied`,
  )
}

/** The files that release.json marks as needed by pages; bundles meant only for npm are skipped. */
async function listed(): Promise<string[]> {
  const files = await releasedFiles()
  return [...Object.keys(files).filter((name) => !files[name]!.npmOnly), 'release.json']
}

/** The folders of the models to copy: the packs of these languages, and all other installed models. */
async function modelFolders(languages: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const packs = languages.map(packOf)
  const folders = new Map<string, string>()
  for (const model of new Set((await listed()).flatMap((name) => modelOf(name) ?? []))) {
    const folder = model.startsWith(packOf('')) && !packs.includes(model) ? undefined : await modelFolder(model)
    if (folder) folders.set(model, folder)
  }
  return folders
}

/**
 * The files of a release, as paths below its folder, with the files to copy them from.
 *
 * @param languages of the packs to copy
 */
export async function releaseCopies(languages: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const folders = await modelFolders(languages)
  const copies = new Map<string, string>()
  for (const name of await listed()) {
    const model = modelOf(name)
    if (!model) copies.set(name, join(DIST, name))
    const folder = model && folders.get(model)
    // Models are placed next to the scripts, which keeps the models' paths in the tag short.
    if (folder) copies.set(name.slice('models/'.length), join(folder, name.slice(`models/${model}/`.length)))
  }
  return copies
}

/**
 * Copies the release under a temporary name and then renames it, so that pages never see an incomplete release, even if
 * the command is interrupted.
 *
 * @param finish changes the copied files before the folder gets its name
 */
export async function putWhole(
  directory: string,
  version: string,
  languages: readonly string[],
  finish?: (folder: string) => Promise<void>,
): Promise<void> {
  const target = join(directory, version)
  const half = join(directory, `.inkling-${version}-${process.pid}`)
  const old = `${half}-old`
  const remove = () => {
    for (const each of [half, old]) rmSync(each, { recursive: true, force: true })
  }
  const settled = onInterrupt(remove)
  try {
    for (const [path, from] of await releaseCopies(languages)) await cp(from, join(half, path))
    await finish?.(half)
    // Rename synchronously, so that no signal handler runs between the two renames.
    if (lstatSync(target, { throwIfNoEntry: false })) renameSync(target, old)
    try {
      renameSync(half, target)
    } catch (cause) {
      if (existsSync(old)) renameSync(old, target)
      throw cause
    }
  } finally {
    remove()
    settled()
  }
}
