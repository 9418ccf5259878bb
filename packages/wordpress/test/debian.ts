/**
 * WordPress, PHP and MariaDB from Debian's packages, unpacked into a cache folder. Nothing is installed on the machine.
 */
import { execFileSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, readdirSync, realpathSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const PACKAGES = [
  'wordpress',
  'wordpress-theme-twentytwentyfive',
  'libjs-underscore',
  'libjs-lodash',
  'mariadb-server-core',
  'mariadb-client-core',
  'libmariadb3',
  'libaio1t64',
  'liburing2',
  'php8.4-cli',
  'php8.4-common',
  'php8.4-mbstring',
  'php8.4-mysql',
  'php8.4-opcache',
  'php8.4-xml',
]
const CACHE = fileURLToPath(new URL('../../../node_modules/.cache/inkling-wordpress', import.meta.url))
/** WordPress's files that are links to other packages. */
const LINKED = ['js/underscore.min.js', 'js/underscore.js', 'js/dist/vendor/lodash.js', 'js/dist/vendor/lodash.min.js']

/** @returns the folder with the unpacked packages, or the reason why there is none */
export function debian(): { root: string } | { missing: string } {
  const root = join(CACHE, 'root')
  if (existsSync(root)) return { root }
  const half = join(CACHE, `half-${process.pid}`)
  rmSync(half, { recursive: true, force: true })
  mkdirSync(join(half, 'debs'), { recursive: true })
  try {
    const run = (command: string, ...words: readonly string[]) =>
      execFileSync(command, words, { cwd: join(half, 'debs'), stdio: 'pipe', timeout: 300_000 })
    run('apt-get', 'download', ...PACKAGES)
    for (const name of readdirSync(join(half, 'debs'))) run('dpkg', '-x', name, half)
    rmSync(join(half, 'debs'), { recursive: true })
    for (const name of LINKED) {
      const path = join(half, 'usr/share/wordpress/wp-includes', name)
      const target = realpathSync(path)
      rmSync(path)
      copyFileSync(target, path)
    }
    runs(half)
    if (!existsSync(root)) renameSync(half, root)
    return { root }
  } catch (error) {
    return { missing: `Debian's packages can't be had here: ${(error as Error).message.split('\n')[0]}` }
  } finally {
    rmSync(half, { recursive: true, force: true })
  }
}

/** Fails if the programs don't run on this machine, for instance because it is another release of Debian. */
function runs(root: string): void {
  const env = { ...process.env, LD_LIBRARY_PATH: libraries(root) }
  for (const path of ['usr/bin/php8.4', 'usr/sbin/mariadbd'])
    execFileSync(join(root, path), ['--version'], { env, stdio: 'pipe', cwd: dirname(root) })
}

export const libraries = (root: string): string => join(root, 'usr/lib/x86_64-linux-gnu')
