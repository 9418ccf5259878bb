/** Deletes releases that no file names any more. */
import { lstatSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { MANIFEST, type Manifest, RECORD, toJson } from '../manifest.ts'
import type { Site } from '../site.ts'
import { removeFolders, removeReleased } from '../undo.ts'
import { foldersOf, hashOf, writeWhole } from '../write-whole.ts'
import { listOf, type ReleaseFolder, releaseFoldersIn } from './release-folder.ts'

/** Largest file that is searched, in bytes. */
const LARGEST = 64_000_000

export interface Prunable {
  readonly folders: readonly ReleaseFolder[]
  /** Why others are kept. */
  readonly kept: readonly string[]
}

/**
 * Finds releases that no file outside them names. Every file counts, also those that an upgrade wouldn't change.
 *
 * @param keep versions to keep in any case
 */
export function prunableIn(site: Site, keep: ReadonlySet<string>): Prunable {
  const all = releaseFoldersIn(site)
  const candidates = all.filter(({ version }) => !keep.has(version))
  const kept: string[] = []
  const named = new Map<string, string>()
  const isOwn = (file: string) =>
    file === MANIFEST || file === RECORD || all.some(({ path }) => file.startsWith(`${path}/`))
  for (const file of candidates.length ? site.files.filter((file) => !isOwn(file)) : []) {
    const about = lstatSync(join(site.root, file), { throwIfNoEntry: false })
    if (!about?.isFile()) continue
    const bytes = about.size > LARGEST ? undefined : readFileSync(join(site.root, file))
    for (const { path, version } of candidates) {
      if (named.has(path)) continue
      if (!bytes) named.set(path, `${file} is too large to look for it`)
      else if (bytes.includes(`/${version}/`)) named.set(path, `${file} still names it`)
    }
  }
  const folders = candidates.filter(({ path }) => !named.has(path))
  for (const [path, why] of named) kept.push(`${path} stays, because ${why}.`)
  // Where a link leads isn't read, so it may be a page.
  if (folders.length && site.links.length)
    return {
      folders: [],
      kept: [
        ...kept,
        `Nothing is deleted, because ${site.links[0]} is a link, and what it leads to may name a release.`,
      ],
    }
  return { folders, kept }
}

/** Deletes what releases list and nothing has changed. @returns what was left, and why */
export function prune(site: Site, folders: readonly ReleaseFolder[], manifest: Manifest | undefined): string[] {
  const { root } = site
  const left: string[] = []
  const deleted = new Set<string>()
  for (const { path } of folders) {
    const list = listOf(site.text(`${path}/release.json`))
    const own = hashOf(root, `${path}/release.json`)!
    for (const [name, hash] of [...list, ['release.json', own] as const]) {
      const why = removeReleased(root, `${path}/${name}`, hash)
      if (why === undefined) deleted.add(`${path}/${name}`)
      else left.push(why)
    }
    removeFolders(
      root,
      [...new Set([...deleted].flatMap(foldersOf))].filter((each) => each.startsWith(path)),
    )
    if (lstatSync(join(root, path), { throwIfNoEntry: false })) left.push(`${path} has other files, which stay.`)
  }
  if (manifest) {
    const release = Object.fromEntries(Object.entries(manifest.release).filter(([path]) => !deleted.has(path)))
    writeWhole(root, MANIFEST, toJson({ ...manifest, release }), hashOf(root, MANIFEST))
  }
  return left
}

/** Forgets the last upgrade, which can't be undone without the older release. */
export const forgetUpgrade = (root: string): void => rmSync(join(root, RECORD), { force: true })
