/**
 * Finds a Chrome or Chromium to test in, and brings one when there is none.
 *
 *   node scripts/browser.mjs   prints its path, and nothing else on stdout
 *
 * INKLING_CHROMIUM names the one to take.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ADVICE =
  'Install Chrome or Chromium, or set INKLING_CHROMIUM to the path of one, e.g. INKLING_CHROMIUM=/usr/bin/chromium npm test'

/** What every run of a browser here is started with: no calls home, and software rendering that any machine has. */
export const BROWSER_ARGS = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--enable-unsafe-webgpu',
  '--enable-unsafe-swiftshader',
  '--use-gl=angle',
  '--use-angle=swiftshader',
]

/**
 * For each context that a test opens Chromium would make its address bar's pop-ups anew, as pages of their own: a fifth of
 * what the tests cost. The rest is what Playwright switches off itself: of two such switches the last one alone counts.
 */
const NOT_OF_TESTS = [
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'AimEnabled',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades',
  'LensOverlay',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PaintHolding',
  'PreconnectToSearch',
  'ThirdPartyStoragePartitioning',
]

/** Tests have pages painted by the CPU itself: drawn through a software GPU, a frame costs twice as much. */
export const TEST_ARGS = [
  ...BROWSER_ARGS,
  '--disable-gpu-compositing',
  '--disable-gpu-rasterization',
  `--disable-features=${NOT_OF_TESTS.join(',')}`,
]

const require = createRequire(import.meta.url)
/** Paths of browsers that have answered: asking takes a tenth of a second. */
const known = new Set()

/**
 * @returns {string | undefined} path of a browser that runs; undefined when there is none
 * @throws {Error} when INKLING_CHROMIUM names something else: another browser in its place would surprise
 */
export function findBrowser() {
  const chosen = process.env.INKLING_CHROMIUM
  if (chosen) {
    if (!runs(chosen)) throw new Error(`INKLING_CHROMIUM is ${chosen}, which is no browser that runs here. ${ADVICE}`)
    return chosen
  }
  return [...usualPlaces(), playwrightsOwn()].find((path) => path && runs(path))
}

/**
 * @returns {string} path of a browser, an installed one if need be
 * @throws {Error} with a sentence that says what to do, when none is to be had
 */
export function bringBrowser() {
  const path =
    findBrowser() || (installFromDebian(['chromium']) && findBrowser()) || (installByPlaywright() && findBrowser())
  if (path) return path
  throw new Error(`No Chrome or Chromium was found, and none could be installed. ${ADVICE}`)
}

/** The same for commands: ends the process when there is no browser. @returns {string} */
export function ensureBrowser() {
  try {
    return bringBrowser()
  } catch (error) {
    console.error(error.message)
    process.exit(1)
  }
}

function usualPlaces() {
  if (process.platform === 'darwin') {
    return ['', process.env.HOME].flatMap((home) =>
      ['Google Chrome', 'Chromium', 'Google Chrome for Testing'].map(
        (name) => `${home ?? ''}/Applications/${name}.app/Contents/MacOS/${name}`,
      ),
    )
  }
  if (process.platform === 'win32') {
    return ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA']
      .flatMap((name) => process.env[name] ?? [])
      .flatMap((base) => ['Google/Chrome', 'Chromium'].map((name) => join(base, name, 'Application/chrome.exe')))
  }
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
  const folders = ['/usr/bin', '/usr/local/bin', ...(process.env.PATH ?? '').split(':').filter(Boolean)]
  return [...new Set(names.flatMap((name) => folders.map((folder) => join(folder, name)))), '/opt/google/chrome/chrome']
}

/** What `playwright install chromium` has put aside, if it has. */
function playwrightsOwn() {
  try {
    return require('playwright').chromium.executablePath()
  } catch {
    // Playwright is not installed yet, or knows no Chromium for this system.
    return undefined
  }
}

function runs(path) {
  if (!known.has(path) && existsSync(path) && answers(path)) known.add(path)
  return known.has(path)
}

/** Ubuntu's chromium-browser may be a stub that asks for a snap: only what names its version is a browser. */
function answers(path) {
  // On Windows, Chrome opens a window instead of answering.
  if (process.platform === 'win32') return true
  try {
    const answer = execFileSync(path, ['--version'], { encoding: 'utf8', stdio: 'pipe', timeout: 20_000 })
    return /\b(?:Chrome|Chromium)\b.*\d+\.\d+/.test(answer)
  } catch {
    return false
  }
}

/** With what the packages recommend: without their fonts, text has no width. @returns {boolean} */
export function installFromDebian(packages) {
  if (process.getuid?.() !== 0 || !isDebian()) return false
  console.error(`Installing ${packages.join(', ')} by apt-get …`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  return succeeds('apt-get', ['update', '-q'], env) && succeeds('apt-get', ['install', '-y', '-q', ...packages], env)
}

function isDebian() {
  try {
    return /^ID(?:_LIKE)?=.*\b(?:debian|ubuntu)\b/m.test(readFileSync('/etc/os-release', 'utf8'))
  } catch {
    return false
  }
}

/** @returns {boolean} */
function installByPlaywright() {
  console.error('No Chrome or Chromium here: `playwright install chromium` …')
  let cli
  try {
    cli = join(dirname(require.resolve('playwright/package.json')), 'cli.js')
  } catch {
    console.error('Playwright is missing: run `npm ci` first.')
    return false
  }
  const asRoot = process.getuid?.() === 0 ? ['--with-deps'] : []
  return succeeds(process.execPath, [cli, 'install', ...asRoot, 'chromium'], process.env)
}

/** Runs a command; what it prints goes to stderr, since stdout is for the path. */
function succeeds(command, args, env) {
  return spawnSync(command, args, { env, stdio: ['ignore', 2, 2], timeout: 10 * 60_000 }).status === 0
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  console.log(ensureBrowser())
}
