import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { version } from 'virtual:release'
import { baseOf, servedAs } from '../files/address.ts'
import { expectLanguages, headLines, integrityOf, putWhole } from '../files/copy-release.ts'
import { modelFolder, tarballOf } from '../files/release.ts'
import { containForWordPress } from '../files/wordpress-release.ts'
import { DEFAULT_LANGUAGE } from '../model.ts'
import { print, say } from '../terminal/output.ts'
import { UsageError } from '../terminal/usage.ts'

/** Name of the image encoder's folder. */
const IMAGE_ENCODER = 'image-encoder'

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
 * Copies the release to `directory/<version>/` and prints the snippet and the tag to stdout, one line each. All other
 * output goes to stderr.
 */
export async function copy(directory: string, base: string | undefined, codes = DEFAULT_LANGUAGE): Promise<void> {
  const target = join(directory, version)
  const { address, assumed } = addressOf(directory, base)
  const languages = await expectLanguages(codes)
  const { snippet, file, tag, banner, sentences } = await headLines(address, languages)
  await mkdir(directory, { recursive: true })
  await putWhole(directory, version, languages)
  await print(`${snippet}\n${tag}\n`)
  const inline = snippet.slice('<script>'.length, -'</script>'.length)
  say(
    `Copied Inkling ${version} to ${target}. ${assumed ? `${assumed} ` : ''}Put the two lines in the head, the first as early as possible.\n` +
      `With a content security policy, allow the first one by its hash: script-src '${integrityOf('sha256', inline)}' 'wasm-unsafe-eval'\n` +
      `If the policy forbids inline scripts, use this instead: ${file}\n` +
      `For Inkling's own consent banner, put <inkling-consent></inkling-consent> first into the body, and after it: ${banner}\n` +
      `To explain the order to readers in words, import ${address}sentences.js, with this integrity metadata: ${sentences}\n${await withoutPictures()}`,
  )
}

/**
 * Copies the release as a platform's directory accepts it. Nothing goes to stdout, because the platform's plugin prints
 * the lines.
 *
 * @throws UsageError if the platform is unknown
 */
export async function copyFor(target: string, directory: string, codes = DEFAULT_LANGUAGE): Promise<void> {
  if (target !== 'wordpress') throw new UsageError(`--target takes wordpress, not ${target}. Nothing was copied`)
  const languages = await expectLanguages(codes)
  await mkdir(directory, { recursive: true })
  await putWhole(directory, version, languages, (folder) => containForWordPress(folder, version, languages))
  say(
    `Copied Inkling ${version} to ${join(directory, version)} for the WordPress plugin, which restores the files when it is ` +
      'activated or updated, and prints the lines itself.\n',
  )
}

/** A hint if the image encoder isn't installed, because pages with data-pictures would fail to load it. */
async function withoutPictures(): Promise<string> {
  if (await modelFolder(IMAGE_ENCODER)) return ''
  return `The image encoder is not installed: for data-pictures, npm install ./${await tarballOf(IMAGE_ENCODER)}, and copy again.\n`
}
