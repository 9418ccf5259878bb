import { readdirSync, rmdirSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { Failure } from '../terminal/failure.ts'
import { cut, endOfLine } from './change.ts'
import { type ChangedFile, MANIFEST, type Manifest, sha256 } from './manifest.ts'
import { isInside, readText } from './site.ts'
import { hashOf, temporary, writeWhole } from './write-whole.ts'

export interface Undone {
  /** Files that are again as they were. */
  readonly restored: readonly string[]
  /** Files that were edited since, from which only the inserted texts were taken. */
  readonly cleaned: readonly string[]
  /** What was left, and why. */
  readonly left: readonly string[]
}

/** Takes a text out of another that was edited; undefined unless it is there exactly once. */
function takeOut(text: string, inserted: string): string | undefined {
  for (const each of new Set([inserted, inserted.replace(/\r?\n/g, endOfLine(text))])) {
    const at = text.indexOf(each)
    if (at >= 0 && text.indexOf(each, at + 1) < 0) return text.slice(0, at) + text.slice(at + each.length)
  }
  return undefined
}

type Outcome = 'restored' | 'cleaned' | { readonly left: string }

function restore(root: string, file: ChangedFile, texts: readonly string[]): Outcome {
  const { path, before, after, inserted } = file
  if (isInside(root, temporary(path))) rmSync(join(root, temporary(path)), { force: true })
  const now = hashOf(root, path)
  if (now === before) return 'restored'
  if (before === undefined) {
    if (now !== after)
      return { left: `${path} was written by init and edited since: delete it if nothing else needs it.` }
    rmSync(join(root, path))
    return 'restored'
  }
  if (now === undefined) return { left: `${path} is gone, so there is nothing to take out of it.` }
  const read = readText(root, path)
  if ('why' in read) return { left: `${path} ${read.why}: take out by hand what init inserted.` }
  const places = inserted.map(({ at, text }) => ({ at, text: texts[text]! }))
  const whole = now === after ? cut(read.text, places) : undefined
  if (whole !== undefined && sha256(whole) === before) {
    writeWhole(root, path, whole, now)
    return 'restored'
  }
  let text = read.text
  const missing: string[] = []
  for (const each of places) {
    const without = takeOut(text, each.text)
    if (without === undefined) missing.push(each.text.trim().slice(0, 60))
    else text = without
  }
  if (text !== read.text) writeWhole(root, path, text, now)
  if (!missing.length) return 'cleaned'
  return {
    left: `${path} was edited since, and this is not in it as it was inserted, or more than once: ${missing.join(' · ')}`,
  }
}

/** Deletes a file of the release, unless it was changed. @returns why it was left */
export function removeReleased(root: string, path: string, hash: string): string | undefined {
  const now = hashOf(root, path)
  if (now === undefined) return undefined
  if (now !== hash) return `${path} was changed since: delete it if nothing else needs it.`
  rmSync(join(root, path))
  return undefined
}

/** Deletes what an interrupted copy has left beside the release's folders. @param inkling the release's version */
export function removeHalf(root: string, { release, inkling }: Pick<Manifest, 'release' | 'inkling'>): void {
  const folders = new Set(
    Object.keys(release).flatMap((path) => {
      const at = path.indexOf(`/${inkling}/`)
      return at > 0 ? [path.slice(0, at)] : []
    }),
  )
  for (const folder of folders) {
    if (!isInside(root, folder)) continue
    for (const name of namesIn(join(root, folder)))
      if (name.startsWith(`.inkling-${inkling}-`) && /^\d+(?:-old)?$/.test(name.slice(`.inkling-${inkling}-`.length)))
        rmSync(join(root, folder, name), { recursive: true, force: true })
  }
}

/** Deletes folders that are empty. */
export function removeFolders(root: string, folders: readonly string[]): void {
  for (const folder of [...folders].sort((a, b) => b.length - a.length)) {
    if (!isInside(root, folder)) continue
    if (namesIn(join(root, folder)).length) continue
    try {
      rmdirSync(join(root, folder))
    } catch {
      // It is gone, or something has just been put into it.
    }
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

/**
 * Undoes what a manifest records, and deletes the manifest. Files that weren't edited since are restored byte for byte.
 * From others, only the inserted texts are taken.
 */
export function undo(root: string, manifest: Manifest): Undone {
  const all: Record<'restored' | 'cleaned' | 'left', string[]> = { restored: [], cleaned: [], left: [] }
  const attempt = (work: () => void) => {
    try {
      work()
    } catch (cause) {
      if (!(cause instanceof Failure)) throw cause
      all.left.push(`${cause.message}.`)
    }
  }
  for (const file of manifest.files)
    attempt(() => {
      const outcome = restore(root, file, manifest.texts)
      if (typeof outcome === 'string') all[outcome].push(file.path)
      else all.left.push(outcome.left)
    })
  for (const [path, hash] of Object.entries(manifest.release))
    attempt(() => {
      const left = removeReleased(root, path, hash)
      if (left !== undefined) all.left.push(left)
    })
  removeHalf(root, manifest)
  removeFolders(root, manifest.folders)
  rmSync(join(root, temporary(MANIFEST)), { force: true })
  rmSync(join(root, MANIFEST), { force: true })
  return all
}

/** Whether the inserted texts are still in their files, for a second run of `init`. @returns files without them */
export function missingIn(root: string, { files, texts }: Manifest): string[] {
  return files
    .filter(({ path, after, inserted }) => {
      if (!isInside(root, path)) return true
      if (hashOf(root, path) === after) return false
      const read = readText(root, path)
      return !('text' in read) || !inserted.length || !inserted.every(({ text }) => read.text.includes(texts[text]!))
    })
    .map(({ path }) => path)
}

/** A path for a message: its folder is named only if that helps. */
export const shortPath = (path: string): string => (dirname(path) === '.' ? basename(path) : path)
