/** The files that a reader can keep for reading without a network, and the service worker that serves them. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { magazine } from '../editions.mjs'

/** Only the scripts that a reader's page loads. `engine/` and the packs' files are in caches of Inkling's own. */
const RELEASE = /^\/inkling\/[^/]+\/(?!check|inspect|preview|image-encoder|pictures|snippet|consent-banner)[a-z-]+\.js$/
const ASSETS = /^\/assets\/(?:art\/|client\/|marginalia\.css$|icon\.svg$)/
const PAGES = new RegExp(`^${magazine}/(?!(?:ru/)?measure/).*\\.(?:html|json)$`)

/**
 * @param {string} out the folder with the built site
 * @returns {{ files: readonly string[], bytes: number, version: string }} paths as requested, their size in all, and a
 * hash of names and contents
 */
export function offlineFiles(out) {
  const paths = readdirSync(out, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(out.length).replaceAll('\\', '/'))
    .filter((path) => [RELEASE, ASSETS, PAGES].some((each) => each.test(path)))
    .sort()
  const hash = createHash('sha256')
  for (const path of paths) hash.update(`${path}\n`).update(readFileSync(out + path))
  return {
    files: paths.map((path) => path.replace(/\/index\.html$/, '/')),
    bytes: paths.reduce((sum, path) => sum + statSync(out + path).size, 0),
    version: hash.digest('hex').slice(0, 12),
  }
}

/** The service worker's code with the list of files. */
export function serviceWorker({ files, version }) {
  const code = readFileSync(new URL('service-worker.js', import.meta.url), 'utf8')
  const [before, after] = code.split("/* offline */ { version: '', files: [] }")
  if (after === undefined) throw new Error('service-worker.js has no place for the list of files')
  return before + JSON.stringify({ version, files }) + after
}
