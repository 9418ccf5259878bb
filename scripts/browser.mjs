/**
 * Finds a Chrome or Chromium to run tests in, and installs one if there is none.
 *
 *   node scripts/browser.mjs   prints its path, and nothing else, to stdout
 *
 * INKLING_CHROMIUM sets the path of the browser to use.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ADVICE =
  'Install Chrome or Chromium, or set INKLING_CHROMIUM to the path of one, e.g. INKLING_CHROMIUM=/usr/bin/chromium npm test'

/** Arguments for every run of a browser: no calls home, and software rendering, which works on any machine. */
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
 * Features to disable in tests. With the first two, Chromium would create the pop-ups of its address bar as separate pages in every context that a
 * test opens, which costs a fifth of the test time. The others are those that Playwright disables. They are repeated here because only the last
 * `--disable-features` counts.
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

/** In tests, pages are painted on the CPU directly: a frame costs twice as much on a software GPU. */
export const TEST_ARGS = [
  ...BROWSER_ARGS,
  '--disable-gpu-compositing',
  '--disable-gpu-rasterization',
  `--disable-features=${NOT_OF_TESTS.join(',')}`,
]

const require = createRequire(import.meta.url)
/** Paths of browsers known to run. The check takes a tenth of a second. */
const known = new Set()

/**
 * @returns {string | undefined} path of a browser that runs, or undefined if there is none
 * @throws {Error} if INKLING_CHROMIUM isn't a browser that runs. Using another one instead would be surprising
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
 * @returns {string} path of a browser, which is installed if necessary
 * @throws {Error} with advice, if no browser can be found or installed
 */
export function findOrInstallBrowser() {
  const path =
    findBrowser() || (installFromDebian(['chromium']) && findBrowser()) || (installByPlaywright() && findBrowser())
  if (path) return path
  throw new Error(`No Chrome or Chromium was found, and none could be installed. ${ADVICE}`)
}

/** The same for commands: exits if there is no browser. @returns {string} */
export function ensureBrowser() {
  try {
    return findOrInstallBrowser()
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

/** The browser that `playwright install chromium` has downloaded, if any. */
function playwrightsOwn() {
  try {
    return require('playwright').chromium.executablePath()
  } catch {
    // Playwright isn't installed yet, or has no Chromium for this system.
    return undefined
  }
}

function runs(path) {
  if (!known.has(path) && existsSync(path) && answers(path)) known.add(path)
  return known.has(path)
}

/** Checks that an executable reports a version. Ubuntu's chromium-browser may be a stub that asks for a snap. */
function answers(path) {
  // On Windows, Chrome opens a window instead of printing its version.
  if (process.platform === 'win32') return true
  try {
    const answer = execFileSync(path, ['--version'], { encoding: 'utf8', stdio: 'pipe', timeout: 20_000 })
    return /\b(?:Chrome|Chromium)\b.*\d+\.\d+/.test(answer)
  } catch {
    return false
  }
}

/** Installs packages including their recommendations: without the recommended fonts, text has no width. @returns {boolean} */
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

/** Runs a command with its output sent to stderr, because stdout is reserved for the path. */
function succeeds(command, args, env) {
  return spawnSync(command, args, { env, stdio: ['ignore', 2, 2], timeout: 10 * 60_000 }).status === 0
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  console.log(ensureBrowser())
}
