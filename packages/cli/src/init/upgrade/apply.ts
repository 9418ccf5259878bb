import { existsSync, lstatSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Failure } from '../../terminal/failure.ts'
import { MANIFEST, type Manifest, RECORD, sha256, toJson } from '../manifest.ts'
import { isInside, readText } from '../site.ts'
import { foldersOf, hashOf, writeWhole } from '../write-whole.ts'
import { manifestAfter } from './init-manifest.ts'
import type { UpgradePlan } from './plan.ts'
import { recordOf } from './record.ts'
import { undoUpgrade } from './undo.ts'

export interface UpgradeWork {
  readonly plan: UpgradePlan
  readonly version: string
  /** The manifest of `init`, if there is one. */
  readonly manifest: Manifest | undefined
  /** The release's files below its folder, with the files to copy. */
  readonly copies: ReadonlyMap<string, string>
  /** Copies them, all at once. */
  readonly copy: (folder: string) => Promise<void>
}

/** SHA-256 of each of the release's files, by path below the site's folder. */
async function filesOf(folder: string, copies: UpgradeWork['copies']): Promise<Record<string, string>> {
  const files: Record<string, string> = {}
  for (const [name, from] of copies) files[`${folder}/${name}`] = sha256(await readFile(from))
  return files
}

/**
 * Writes the record, then the release beside the old one, then the changed files. If that fails, it is undone; if the
 * process dies, the record says what to undo.
 *
 * @throws Failure if a file has changed in the meantime, or if the release's folder has other files
 */
export async function applyUpgrade(root: string, work: UpgradeWork): Promise<void> {
  const { plan, version, manifest, copies, copy } = work
  const folder = plan.parent ? `${plan.parent}/${version}` : version
  if (!isInside(root, folder)) throw new Failure(`${folder} is a link, or in a folder that is a link`)
  const files = await filesOf(folder, copies)
  const isThere = lstatSync(join(root, folder), { throwIfNoEntry: false }) !== undefined
  const other = isThere ? Object.keys(files).find((path) => hashOf(root, path) !== files[path]) : undefined
  if (other) throw new Failure(`${folder} is there already, and ${other} isn't that of the installed ${version}`)
  const release = isThere ? {} : files
  const folders = isThere
    ? []
    : [...new Set(Object.keys(files).flatMap(foldersOf))].filter((path) => !existsSync(join(root, path))).sort()
  const read = manifest && readText(root, MANIFEST)
  if (read && 'why' in read) throw new Failure(`${MANIFEST} ${read.why}`)
  const init =
    manifest && read
      ? { before: read.text, after: toJson(manifestAfter(manifest, plan, { version, release, folders })) }
      : undefined
  const record = recordOf(plan, {
    to: version,
    release,
    folders,
    ...(init && { init: { before: init.before, after: sha256(init.after) } }),
  })
  writeWhole(root, RECORD, toJson(record), hashOf(root, RECORD))
  try {
    if (!isThere) await copy(plan.parent ? join(root, plan.parent) : root)
    for (const { path, before, after } of plan.changes) writeWhole(root, path, after, sha256(before))
    if (init) writeWhole(root, MANIFEST, init.after, sha256(init.before))
    writeWhole(root, RECORD, toJson({ ...record, state: 'done' }), sha256(toJson(record)))
  } catch (cause) {
    undoUpgrade(root, record)
    throw cause
  }
}
