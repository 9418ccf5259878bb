import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Failure } from '../terminal/failure.ts'
import type { Change } from './change.ts'
import { MANIFEST, manifestOf, sha256, toJson } from './manifest.ts'
import { isInside } from './site.ts'
import { undo } from './undo.ts'
import { foldersOf, writeWhole } from './write-whole.ts'

export interface Work {
  readonly version: string
  readonly kind: string
  readonly changes: readonly Change[]
  /** Folder for the release, below the site's: the version is a folder in it. */
  readonly folder: string
  /** The release's files below its folder, with the files to copy. */
  readonly copies: ReadonlyMap<string, string>
  /** Copies them, all at once. */
  readonly copy: (folder: string) => Promise<void>
}

/**
 * Writes the manifest, then the release, then the changed files. If that fails, it is undone; if the process dies, the
 * manifest says what to undo.
 *
 * @throws Failure if a file has changed in the meantime, or isn't a plain one
 */
export async function apply(root: string, work: Work): Promise<void> {
  const { version, kind, changes, folder, copies, copy } = work
  const at = `${folder}/${version}`
  if (!isInside(root, at)) throw new Failure(`${folder} is a link, or in a folder that is a link`)
  if (existsSync(join(root, at)))
    throw new Failure(`${at} is there already, and remove could not tell it from what init copies: delete it first`)
  const release: Record<string, string> = {}
  for (const [path, from] of copies) release[`${at}/${path}`] = sha256(await readFile(from))
  const paths = [...Object.keys(release), ...changes.map(({ path }) => path)]
  const folders = [...new Set(paths.flatMap(foldersOf))].filter((path) => !existsSync(join(root, path))).sort()
  const manifest = manifestOf(changes, { inkling: version, kind, release, folders })
  writeWhole(root, MANIFEST, toJson(manifest), undefined)
  try {
    await copy(join(root, folder))
    for (const { path, before, after } of changes)
      writeWhole(root, path, after, before === undefined ? undefined : sha256(before))
    writeWhole(root, MANIFEST, toJson({ ...manifest, state: 'done' }), sha256(toJson(manifest)))
  } catch (cause) {
    undo(root, manifest)
    throw cause
  }
}
