import { renameSync, rmSync } from 'node:fs'
import { access, constants, realpath, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { onInterrupt } from '../terminal/interrupted.ts'

/** Writes a file whole or not at all: under a name of its own first, then renamed. What is no file (a pipe) is written to. */
export async function writeWhole(path: string, text: string): Promise<void> {
  const known = await stat(path).catch(() => undefined)
  if (known && !known.isFile()) return writeFile(path, text)
  // A link stays one.
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

/** Throws what writing a file would throw, before the work for it is done: its folder is missing, say. */
export async function expectWritable(path: string): Promise<void> {
  const known = await stat(path).catch(() => undefined)
  if (known?.isDirectory()) throw Object.assign(new Error(`${path} is a folder`), { code: 'EISDIR', path })
  await access(known && !known.isFile() ? path : dirname(path), constants.W_OK)
}
