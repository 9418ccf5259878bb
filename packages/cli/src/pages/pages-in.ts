import { readdir } from 'node:fs/promises'
import { join } from 'node:path'

/** Maximum folder depth, and maximum files and folders examined. Anything larger isn't a plausible site. */
const DEEPEST = 32
const MOST_ENTRIES = 200_000

/** The names of files that are pages. */
export const PAGE = /\.x?html?$/i

/** Returns the pages in the folder and its subfolders, sorted by name; hidden files and symbolic links are skipped. */
export async function pagesIn(folder: string): Promise<string[]> {
  const found: string[] = []
  const waiting = [{ path: folder, depth: 0 }]
  let looked = 0
  for (let at = waiting.shift(); at; at = waiting.shift()) {
    const entries = await readdir(at.path, { withFileTypes: true })
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (++looked > MOST_ENTRIES) return found
      const path = join(at.path, entry.name)
      if (entry.name.startsWith('.')) continue
      if (entry.isDirectory() && at.depth < DEEPEST) waiting.push({ path, depth: at.depth + 1 })
      if (entry.isFile() && PAGE.test(entry.name)) found.push(path)
    }
  }
  return found
}
