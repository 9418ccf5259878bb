import { renameSync, rmSync } from 'node:fs'
import { access, constants, realpath, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { onInterrupt } from '../terminal/interrupted.ts'

/** Writes a file atomically, by writing to a temporary file and renaming it. Pipes and devices are written directly. */
export async function writeWhole(path: string, text: string): Promise<void> {
  const known = await stat(path).catch(() => undefined)
  if (known && !known.isFile()) return writeFile(path, text)
  // Resolve symbolic links, so that the link is kept and its target is replaced.
  const file = known ? await realpath(path) : path
  const half = join(dirname(file), `.${basename(file)}.${process.pid}`)
  const remove = () => rmSync(half, { force: true })
  const settled = onInterrupt(remove)
  try {
    await writeFile(half, text, { flag: 'wx', ...(known && { mode: known.mode }) })
    renameSync(half, file)
  } catch (cause) {
    remove()
    throw cause
  } finally {
    settled()
  }
}

/**
 * If writing would fail later (because the folder is missing, for example), throws that error before any work is done.
 */
export async function expectWritable(path: string): Promise<void> {
  const known = await stat(path).catch(() => undefined)
  if (known?.isDirectory()) throw Object.assign(new Error(`${path} is a folder`), { code: 'EISDIR', path })
  await access(known && !known.isFile() ? path : dirname(path), constants.W_OK)
}
