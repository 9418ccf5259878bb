import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { Failure } from '../terminal/failure.ts'
import { sha256 } from './manifest.ts'
import { isInside } from './site.ts'

/** Name of the file that replaces another, until it is complete. A crash may leave it behind. */
export const temporary = (path: string): string => path.replace(/[^/]+$/, (name) => `.${name}.inkling-tmp`)

/** The folders of a path, outermost first. */
export const foldersOf = (path: string): string[] =>
  path
    .split('/')
    .slice(0, -1)
    .map((_, last, names) => names.slice(0, last + 1).join('/'))

/** SHA-256 of a file in the site; undefined if it isn't there. @throws Failure if it is a link, or no file */
export function hashOf(root: string, path: string): string | undefined {
  const file = join(root, path)
  if (!isInside(root, path)) throw new Failure(`${path} is a link, or in a folder that is a link, so it isn't touched`)
  const about = lstatSync(file, { throwIfNoEntry: false })
  if (!about) return undefined
  if (!about.isFile()) throw new Failure(`${path} is no plain file, so it isn't touched`)
  return sha256(readFileSync(file))
}

/**
 * Replaces a file at once, so that a crash leaves either the old or the new one, with the same permissions.
 *
 * @param expected SHA-256 of the file to replace; undefined if there must be none
 * @throws Failure if the file is not as expected
 */
export function writeWhole(root: string, path: string, text: string, expected: string | undefined): void {
  if (hashOf(root, path) !== expected) throw new Failure(`${path} has changed in the meantime`)
  const file = join(root, path)
  const half = join(root, temporary(path))
  mkdirSync(dirname(file), { recursive: true })
  rmSync(half, { force: true })
  const mode = expected === undefined ? undefined : lstatSync(file).mode & 0o7777
  const handle = openSync(half, 'wx')
  try {
    const bytes = Buffer.from(text)
    for (let at = 0; at < bytes.length; ) at += writeSync(handle, bytes, at)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  try {
    if (mode !== undefined) chmodSync(half, mode)
    renameSync(half, file)
  } catch (cause) {
    if (existsSync(half)) rmSync(half, { force: true })
    throw cause
  }
}
