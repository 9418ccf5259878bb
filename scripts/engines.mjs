/**
 * Finds Firefox and WebKitGTK for the smoke tests in other engines, and installs them if Debian packages can be installed. INKLING_FIREFOX sets
 * the path of the Firefox to use.
 *
 *   node scripts/engines.mjs   installs them, and prints what was found
 */
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { installFromDebian } from './browser.mjs'

const FOLDERS = ['/usr/bin', '/usr/local/bin', ...(process.env.PATH ?? '').split(':').filter(Boolean)]
/** Where Debian and its derivatives put executables that aren't on the PATH. */
const LIBRARIES = ['/usr/lib/x86_64-linux-gnu', '/usr/lib/aarch64-linux-gnu', '/usr/libexec', '/usr/lib']

const inFolders = (name) => FOLDERS.map((folder) => join(folder, name)).find((path) => existsSync(path))

/** @returns {string | undefined} path of a Firefox */
export function findFirefox() {
  const { INKLING_FIREFOX: chosen } = process.env
  return chosen || inFolders('firefox-esr') || inFolders('firefox')
}

/** @returns {{ driver: string, browser: string, display?: string } | undefined} everything that WebKitGTK needs, or undefined */
export function findWebKit() {
  const driver = inFolders('WebKitWebDriver')
  const browser = LIBRARIES.filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name, 'MiniBrowser')))
    .find((path) => /webkit2?gtk/.test(path) && existsSync(path))
  const display = process.env.DISPLAY ? undefined : inFolders('Xvfb')
  if (!driver || !browser || !(display || process.env.DISPLAY)) return undefined
  return { driver, browser, ...(display && { display }) }
}

/** Installs missing engines if possible. Failures are detected by searching again. */
export function ensureEngines() {
  const missing = [...(findFirefox() ? [] : ['firefox-esr']), ...(findWebKit() ? [] : ['webkitgtk-webdriver', 'xvfb'])]
  if (missing.length) installFromDebian(missing)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  ensureEngines()
  console.log(JSON.stringify({ firefox: findFirefox() ?? null, webkit: findWebKit() ?? null }, null, 2))
}
