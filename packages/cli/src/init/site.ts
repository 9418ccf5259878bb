/** The files of a site, read without leaving its folder. */
import { lstatSync, readdirSync, readFileSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { Failure, whyNot } from '../terminal/failure.ts'

/** Largest template or page to change, in bytes, and the most files to look at. */
const LARGEST = 2_000_000
const MOST_FILES = 50_000
/** Folders that tools generate or install. Nothing in them is ever read or changed. */
const GENERATED = new Set([
  ...['node_modules', 'bower_components', 'vendor', 'dist', 'build', 'out', 'target', 'coverage'],
  ...['_site', 'resources/_gen', 'storage', '__pycache__'],
])

/** A file's text, or the reason it must not be changed, worded to follow the file's name. */
export type Text = { readonly text: string } | { readonly why: string }

export interface Site {
  /** Absolute path of the site's folder, without symbolic links. */
  readonly root: string
  /** Regular files, as paths below the folder with `/`, sorted. Links aren't followed. */
  readonly files: readonly string[]
  /** Symbolic links, which are never followed. */
  readonly links: readonly string[]
  has(path: string): boolean
  read(path: string): Text
  /** The text of a file that is only looked at; undefined if it can't be read. */
  text(path: string): string | undefined
}

/** Decodes UTF-8, keeping a byte order mark, so that encoding the text again gives the same bytes. */
function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** Reads a file in `root` for changing it. Links, devices, and what can't be written back as it was, are refused. */
export function readText(root: string, path: string): Text {
  try {
    const file = join(root, path)
    const about = lstatSync(file)
    if (!isInside(root, path)) return { why: 'is a link, or in a folder that is a link, so its file may be elsewhere' }
    if (!about.isFile()) return { why: 'is no plain file' }
    if (about.size > LARGEST) return { why: `is larger than ${LARGEST / 1e6} MB` }
    if (!(about.mode & 0o222)) return { why: 'is read-only' }
    const text = decode(readFileSync(file))
    return text === undefined ? { why: 'is not in UTF-8' } : { text }
  } catch (cause) {
    return { why: whyNot(cause) ?? "can't be read" }
  }
}

/** Whether a path stays in the site's folder and no part of it is a symbolic link. Parts may be missing. */
export function isInside(root: string, path: string): boolean {
  const names = path.split('/')
  if (names.some((name) => !name || name === '.' || name === '..' || /[\\\0]/.test(name))) return false
  return names.every((_, last) => {
    const about = lstatSync(join(root, ...names.slice(0, last + 1)), { throwIfNoEntry: false })
    return !about?.isSymbolicLink()
  })
}

/** @throws Failure if the folder can't be read, or has too many files */
export function openSite(folder: string): Site {
  const root = realpathSync(folder)
  const files: string[] = []
  const links: string[] = []
  const open = ['']
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const entry of readdirSync(join(root, at), { withFileTypes: true })) {
      const path = at ? `${at}/${entry.name}` : entry.name
      if (entry.isFile()) files.push(path)
      if (entry.isSymbolicLink()) links.push(path)
      const isHidden = entry.name.startsWith('.')
      if (entry.isDirectory() && !isHidden && !GENERATED.has(entry.name) && !GENERATED.has(path)) open.push(path)
    }
    if (files.length > MOST_FILES)
      throw new Failure(`${folder} has more than ${MOST_FILES} files: name the folder with the site's templates`)
  }
  const known = new Set(files)
  const text = (path: string) => {
    if (!known.has(path)) return undefined
    const read = readText(root, path)
    return 'text' in read ? read.text : undefined
  }
  return {
    root,
    files: files.sort(),
    links,
    has: (path) => known.has(path),
    read: (path) => readText(root, path),
    text,
  }
}
