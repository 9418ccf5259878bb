/**
 * Finds Firefox and WebKitGTK for the smoke tests of other engines, and brings them where Debian's packages can be
 * installed. INKLING_FIREFOX names a Firefox to take.
 *
 *   node scripts/engines.mjs   brings them, and prints what there is
 */
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { installFromDebian } from './browser.mjs'

const FOLDERS = ['/usr/bin', '/usr/local/bin', ...(process.env.PATH ?? '').split(':').filter(Boolean)]
/** Where Debian and its kin put what isn't meant to be called by name. */
const LIBRARIES = ['/usr/lib/x86_64-linux-gnu', '/usr/lib/aarch64-linux-gnu', '/usr/libexec', '/usr/lib']

const inFolders = (name) => FOLDERS.map((folder) => join(folder, name)).find((path) => existsSync(path))

/** @returns {string | undefined} path of a Firefox */
export function findFirefox() {
  const { INKLING_FIREFOX: chosen } = process.env
  return chosen || inFolders('firefox-esr') || inFolders('firefox')
}

/** @returns {{ driver: string, browser: string, display?: string } | undefined} all of what WebKitGTK needs, or nothing */
export function findWebKit() {
  const driver = inFolders('WebKitWebDriver')
  const browser = LIBRARIES.filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name, 'MiniBrowser')))
    .find((path) => /webkit2?gtk/.test(path) && existsSync(path))
  const display = process.env.DISPLAY ? undefined : inFolders('Xvfb')
  if (!driver || !browser || !(display || process.env.DISPLAY)) return undefined
  return { driver, browser, ...(display && { display }) }
}

/** Installs what is missing and can be installed. Whatever fails is found out by looking again. */
export function bringEngines() {
  const missing = [...(findFirefox() ? [] : ['firefox-esr']), ...(findWebKit() ? [] : ['webkitgtk-webdriver', 'xvfb'])]
  if (missing.length) installFromDebian(missing)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  bringEngines()
  console.log(JSON.stringify({ firefox: findFirefox() ?? null, webkit: findWebKit() ?? null }, null, 2))
}
