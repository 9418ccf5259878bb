/** The releases that a site has, each in a folder that is named after its version. */
import { createHash } from 'node:crypto'
import { lstatSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isPath } from '../manifest.ts'
import { isInside, type Site } from '../site.ts'
import { isVersion } from './version.ts'

/** Largest file of a release that is hashed, in bytes. */
const LARGEST = 64_000_000

/** A hash as integrity metadata has it, by each algorithm that browsers accept. */
export const hashesOf = (data: string | Uint8Array): readonly string[] =>
  ['sha256', 'sha384', 'sha512'].map((name) => `${name}-${createHash(name).update(data).digest('base64')}`)

/** What a site's lines may say of a release. */
export interface Release {
  readonly version: string
  /** Hashes of its files, by path below its folder. */
  readonly files: ReadonlyMap<string, readonly string[]>
  /** The snippet as it is put into pages, if it is known. */
  readonly snippet: string | undefined
  /** SHA-256 of the snippet's file, as the release lists it. */
  readonly snippetHash: string | undefined
}

/** A folder of the site with a release in it. */
export interface ReleaseFolder {
  /** The folder around it, as a path below the site's; empty for the site's own. */
  readonly parent: string
  readonly version: string
  /** Path below the site's folder. */
  readonly path: string
}

/** The site's folders that hold a release. */
export function releaseFoldersIn(site: Site): ReleaseFolder[] {
  return site.files.flatMap((file) => {
    if (!/(?:^|\/)release\.json$/.test(file)) return []
    const path = file.slice(0, -'/release.json'.length)
    const version = path.split('/').at(-1)!
    if (!isVersion(version) || !site.has(`${path}/inkling.js`)) return []
    return [{ parent: path.split('/').slice(0, -1).join('/'), version, path }]
  })
}

/** SHA-256 of each file that a release lists, by path below its folder. Empty if its list can't be read. */
export function listOf(text: string | undefined): ReadonlyMap<string, string> {
  const list = new Map<string, string>()
  try {
    for (const [name, about] of Object.entries(JSON.parse(text!).files as Record<string, unknown>)) {
      const path = name.replace(/^models\//, '')
      const hash = (about as { readonly sha256?: unknown } | null)?.sha256
      if (isPath(path) && typeof hash === 'string') list.set(path, hash)
    }
  } catch {
    return new Map()
  }
  return list
}

function bytesOf(root: string, path: string): Uint8Array | undefined {
  if (!isInside(root, path)) return undefined
  const about = lstatSync(join(root, path), { throwIfNoEntry: false })
  return about?.isFile() && about.size <= LARGEST ? readFileSync(join(root, path)) : undefined
}

/** Reads the release in a folder of the site: what is there of the files that it lists. */
export function readRelease(site: Site, { path, version }: ReleaseFolder): Release {
  const list = listOf(site.text(`${path}/release.json`))
  const files = new Map<string, readonly string[]>()
  for (const name of [...list.keys(), 'release.json']) {
    const bytes = bytesOf(site.root, `${path}/${name}`)
    if (bytes) files.set(name, hashesOf(bytes))
  }
  return { version, files, snippet: site.text(`${path}/snippet.js`)?.trim(), snippetHash: list.get('snippet.js') }
}

/** Reads the installed release. @param copies its files below its folder, with the files to copy */
export function installedRelease(version: string, copies: ReadonlyMap<string, string>): Release {
  const files = new Map([...copies].map(([name, from]) => [name, hashesOf(readFileSync(from))]))
  const snippet = copies.get('snippet.js')
  return { version, files, snippet: snippet && readFileSync(snippet, 'utf8').trim(), snippetHash: undefined }
}

/** What 0.1.0 took off the end of the snippet's file before it put it into a page; it did not copy the file itself. */
const ENDS = ['', '\n', '\n//# sourceMappingURL=snippet.js.map', '\n//# sourceMappingURL=snippet.js.map\n']
/** Longest snippet to look for, in characters. */
const LONGEST = 100_000

/** Finds the snippet of a release without its file in a text: a script whose hash the release lists. */
export function snippetIn(text: string, { snippetHash }: Release): string | undefined {
  if (snippetHash === undefined) return undefined
  const sha256 = (data: string) => createHash('sha256').update(data).digest('hex')
  for (const part of text.split('<script>').slice(1)) {
    const end = part.indexOf('</script>')
    const found = part.slice(0, end)
    if (end < 0 || end > LONGEST || /[\r\n]/.test(found)) continue
    if (ENDS.some((last) => sha256(found + last) === snippetHash)) return found
  }
  return undefined
}
