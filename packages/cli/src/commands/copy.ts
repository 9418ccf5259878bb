import { createHash } from 'node:crypto'
import { existsSync, lstatSync, renameSync, rmSync } from 'node:fs'
import { cp, mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { version } from 'virtual:release'
import { baseOf, servedAs } from '../files/address.ts'
import { DIST, modelFolder, releasedFiles, tarballOf } from '../files/release.ts'
import { DEFAULT_LANGUAGE, howToInstall, languagesHere, modelOf, packOf } from '../model.ts'
import { onInterrupt } from '../terminal/interrupted.ts'
import { print, say } from '../terminal/output.ts'
import { UsageError } from '../terminal/usage.ts'

/** Name of the image encoder's folder. */
const IMAGE_ENCODER = 'image-encoder'

const sha = (algorithm: 'sha256' | 'sha384', data: string | Uint8Array) =>
  `${algorithm}-${createHash(algorithm).update(data).digest('base64')}`

/**
 * The release's address. If the address was guessed, also the assumption behind the guess.
 *
 * @throws UsageError if it can't be guessed, or if the given base is not an address
 */
function addressOf(directory: string, base: string | undefined): { address: string; assumed?: string } {
  if (base !== undefined) return { address: `${baseOf(base)}/${version}/` }
  const served = servedAs(directory, { here: process.cwd(), windows: process.platform === 'win32', has: existsSync })
  if (!served)
    throw new UsageError(
      `the address of ${directory} can't be guessed from its name: add it, for instance --base /inkling. ` +
        'Nothing was copied',
    )
  return {
    address: `${served.path}/${version}/`,
    assumed: `The folder is served as ${served.path}/, because ${served.because}: if it isn't, copy again with --base.`,
  }
}

/**
 * The two lines to put in a page's head, and the snippet as an external file for sites whose security policy forbids
 * inline scripts.
 *
 * @param address URL of the release's folder, with a trailing slash
 * @param languages the languages of the installed packs, starting with the page's own
 */
async function lines(
  address: string,
  languages: readonly string[],
): Promise<{ snippet: string; file: string; tag: string; banner: string; sentences: string }> {
  const source = (await readFile(join(DIST, 'snippet.js'), 'utf8')).trim()
  if (/<\/script/i.test(source) || source.includes('\n'))
    throw new Error('the snippet must be one line without a closing script tag')
  const from = async (name: string) =>
    `src="${address}${name}" integrity="${sha('sha384', await readFile(join(DIST, name)))}" crossorigin="anonymous"`
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

/**
 * Copies the release to `directory/<version>/` and prints the snippet and the tag to stdout, one line each. All other
 * output goes to stderr.
 */
export async function copy(directory: string, base: string | undefined, codes = DEFAULT_LANGUAGE): Promise<void> {
  const target = join(directory, version)
  const { address, assumed } = addressOf(directory, base)
  const languages = await expectLanguages(codes)
  const { snippet, file, tag, banner, sentences } = await lines(address, languages)
  await mkdir(directory, { recursive: true })
  await putWhole(directory, target, languages)
  await print(`${snippet}\n${tag}\n`)
  const inline = snippet.slice('<script>'.length, -'</script>'.length)
  say(
    `Copied Inkling ${version} to ${target}. ${assumed ? `${assumed} ` : ''}Put the two lines in the head, the first as early as possible.\n` +
      `With a content security policy, allow the first one by its hash: script-src '${sha('sha256', inline)}' 'wasm-unsafe-eval'\n` +
      `If the policy forbids inline scripts, use this instead: ${file}\n` +
      `For Inkling's own consent banner, put <inkling-consent></inkling-consent> first into the body, and after it: ${banner}\n` +
      `To explain the order to readers in words, import ${address}sentences.js, with this integrity metadata: ${sentences}\n${await withoutPictures()}`,
  )
}

/** A hint if the image encoder isn't installed, because pages with data-pictures would fail to load it. */
async function withoutPictures(): Promise<string> {
  if (await modelFolder(IMAGE_ENCODER)) return ''
  return `The image encoder is not installed: for data-pictures, npm install ./${await tarballOf(IMAGE_ENCODER)}, and copy again.\n`
}

/** @throws UsageError if a language has no pack */
async function expectLanguages(codes: string): Promise<string[]> {
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
 * Copies the release under a temporary name and then renames it, so that pages never see an incomplete release, even if
 * the command is interrupted.
 */
async function putWhole(directory: string, target: string, languages: readonly string[]): Promise<void> {
  const half = join(directory, `.inkling-${version}-${process.pid}`)
  const old = `${half}-old`
  const remove = () => {
    for (const each of [half, old]) rmSync(each, { recursive: true, force: true })
  }
  const settled = onInterrupt(remove)
  try {
    const folders = await modelFolders(languages)
    for (const name of await listed()) {
      const model = modelOf(name)
      if (!model) {
        await cp(join(DIST, name), join(half, name))
        continue
      }
      const folder = folders.get(model)
      // Models are placed next to the scripts, which keeps the models' paths in the tag short.
      if (folder)
        await cp(join(folder, name.slice(`models/${model}/`.length)), join(half, name.slice('models/'.length)))
    }
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
