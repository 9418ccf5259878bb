/** The site of the documents, if `npm run docs` has built it. */
import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { inlineHashes } from './security.mjs'

const built = join(dirname(fileURLToPath(import.meta.url)), '../../docs/dist')

/**
 * Copies the site into a folder.
 *
 * @returns {Set<string>} hashes of its inline scripts, for the policy
 */
export function copyDocs(into) {
  if (!existsSync(built)) return new Set()
  cpSync(built, into, { recursive: true })
  const pages = readdirSync(built, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.html'))
  return new Set(pages.flatMap((page) => [...inlineHashes(readFileSync(join(built, page), 'utf8'))]))
}
