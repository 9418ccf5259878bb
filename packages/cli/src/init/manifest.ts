/** The record of what `init` has done, with which `remove` undoes it. */
import { createHash } from 'node:crypto'
import { lstatSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Failure } from '../terminal/failure.ts'
import type { Change } from './change.ts'

export const MANIFEST = 'inkling.init.json'
/** The record of the last upgrade: upgrade/record.ts. */
export const RECORD = 'inkling.upgrade.json'
/** Largest manifest that is read, in bytes. */
const LARGEST = 20_000_000

export interface ChangedFile {
  readonly path: string
  /** SHA-256 of the file before; absent if `init` has made it. */
  readonly before?: string
  /** SHA-256 of the file after. */
  readonly after: string
  /** What was inserted: offsets in the text after, and numbers of texts. */
  readonly inserted: ReadonlyArray<{ readonly at: number; readonly text: number }>
}

export interface Manifest {
  readonly format: 1
  /** The version of Inkling. */
  readonly inkling: string
  readonly kind: string
  /** `begun` until everything is written. */
  readonly state: 'begun' | 'done'
  /** SHA-256 of each file of the release that was copied, by path. */
  readonly release: Readonly<Record<string, string>>
  /** Folders that `init` has made, outermost first. */
  readonly folders: readonly string[]
  /** Inserted texts, each once. */
  readonly texts: readonly string[]
  readonly files: readonly ChangedFile[]
}

/** The text of a manifest or record. */
export const toJson = (value: object): string => `${JSON.stringify(value, null, 2)}\n`

export const sha256 = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex')

/** @param rest the properties that don't come from the changes */
export function manifestOf(
  changes: readonly Change[],
  rest: Omit<Manifest, 'texts' | 'files' | 'format' | 'state'>,
): Manifest {
  const texts: string[] = []
  const numberOf = (text: string) => {
    const known = texts.indexOf(text)
    return known < 0 ? texts.push(text) - 1 : known
  }
  const files = changes.map(({ path, before, after, inserted }) => ({
    path,
    ...(before !== undefined && { before: sha256(before) }),
    after: sha256(after),
    inserted: inserted.map(({ at, text }) => ({ at, text: numberOf(text) })),
  }))
  return { format: 1, state: 'begun', ...rest, texts, files }
}

const HASH = /^[0-9a-f]{64}$/
export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
export const isHash = (value: unknown): value is string => typeof value === 'string' && HASH.test(value)
export const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0

/** Whether a path is below the site's folder, as `init` writes it. Links are checked when a file is used. */
export const isPath = (value: unknown): value is string =>
  typeof value === 'string' &&
  value.length <= 1000 &&
  value !== MANIFEST &&
  value !== RECORD &&
  !/[\\\0]|^[a-z]:/i.test(value) &&
  value.split('/').every((name) => name && name !== '.' && name !== '..' && name !== '.git')

function isFile(value: unknown, texts: number): value is ChangedFile {
  if (!isObject(value)) return false
  const { path, before, after, inserted } = value
  return (
    isPath(path) &&
    (before === undefined || isHash(before)) &&
    isHash(after) &&
    Array.isArray(inserted) &&
    inserted.every((each) => isObject(each) && isCount(each['at']) && isCount(each['text']) && each['text'] < texts)
  )
}

/** Whether an object has what manifests and records share: the release, folders, texts and files. */
export function isWork(
  { state, release, folders, texts, files }: Record<string, unknown>,
  isFileOf: (file: unknown, texts: number) => boolean,
): boolean {
  return (
    (state === 'begun' || state === 'done') &&
    isObject(release) &&
    Object.entries(release).every(([path, hash]) => isPath(path) && isHash(hash)) &&
    Array.isArray(folders) &&
    folders.every(isPath) &&
    Array.isArray(texts) &&
    texts.every((text) => typeof text === 'string' && text) &&
    Array.isArray(files) &&
    files.every((file) => isFileOf(file, texts.length))
  )
}

function isManifest(value: unknown): value is Manifest {
  if (!isObject(value)) return false
  const { format, inkling, kind } = value
  const isVersioned = typeof inkling === 'string' && /^\d+\.\d+\.\d+[\w.-]*$/.test(inkling)
  return format === 1 && isVersioned && typeof kind === 'string' && isWork(value, isFile)
}

/**
 * Reads a file that a command has written.
 *
 * @param by the command
 * @returns undefined if there is none
 * @throws Failure if it isn't as the command writes it
 */
export function readJson<T>(
  root: string,
  { name, by, is }: { readonly name: string; readonly by: string; readonly is: (value: unknown) => value is T },
): T | undefined {
  const file = join(root, name)
  const about = lstatSync(file, { throwIfNoEntry: false })
  if (!about) return undefined
  const refuse = (why: string) =>
    new Failure(`${name} ${why}, so nothing is changed: restore it as ${by} wrote it, or take Inkling out by hand`)
  if (!about.isFile()) throw refuse('is no plain file')
  if (about.size > LARGEST) throw refuse('is too large')
  let parsed: unknown
  try {
    parsed = JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    throw refuse("isn't JSON")
  }
  if (!is(parsed)) throw refuse(`isn't as ${by} writes it, or names files outside this folder`)
  return parsed
}

/** The manifest of a site; undefined if there is none. @throws Failure if it isn't one that `init` has written */
export const readManifest = (root: string): Manifest | undefined =>
  readJson(root, { name: MANIFEST, by: 'init', is: isManifest })
