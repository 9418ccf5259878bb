/**
 * Changes a copied release into one that WordPress's plugin directory accepts. The directory refuses `.bin` files, so
 * each is wrapped in JSON. Their names and hashes are part of the release, so the plugin restores them on the site.
 */
import { createHash } from 'node:crypto'
import { lstat, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { headLines, integrityOf } from './copy-release.ts'

/** File that tells the plugin what to restore and what to print. */
export const RELEASE_FOR_WORDPRESS = 'wordpress.json'
const REFUSED = /\.bin$/
/** Scripts to which the plugin's lines refer. */
const NAMED = ['inkling.js', 'consent-banner.js'] as const

/** @param folder a copied release */
export async function containForWordPress(
  folder: string,
  version: string,
  languages: readonly string[],
): Promise<void> {
  const files: Record<string, { sha256: string; wrapped?: true }> = {}
  for (const each of (await readdir(folder, { recursive: true })).sort()) {
    const path = join(folder, each)
    if ((await lstat(path)).isDirectory()) continue
    const bytes = await readFile(path)
    const name = each.replaceAll(sep, '/')
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    files[name] = { sha256, ...(REFUSED.test(name) && { wrapped: true }) }
    if (!REFUSED.test(name)) continue
    await writeFile(`${path}.json`, JSON.stringify({ file: name, sha256, base64: bytes.toString('base64') }))
    await rm(path)
  }
  const integrity: Record<string, string> = {}
  for (const name of NAMED) integrity[name] = integrityOf('sha384', await readFile(join(folder, name)))
  const { snippet } = await headLines('', languages)
  const release = {
    version,
    languages,
    snippet: snippet.slice('<script>'.length, -'</script>'.length),
    integrity,
    files,
  }
  await writeFile(join(folder, RELEASE_FOR_WORDPRESS), `${JSON.stringify(release)}\n`)
}
