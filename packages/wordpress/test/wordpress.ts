/** A new WordPress with its own database, served on a free port of this machine. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { libraries } from './debian.ts'

const EXTENSIONS = 'mysqlnd ctype dom fileinfo iconv mbstring mysqli simplexml tokenizer xml xmlreader xmlwriter'.split(
  ' ',
)
/** Seconds after which the servers end by themselves, even if the test is killed. */
const LONGEST = '1500'

export interface WordPress {
  readonly origin: string
  /** The site's files. */
  readonly folder: string
  /** PHP's messages. */
  messages(): string[]
  /** Runs code with WordPress loaded. @returns its output */
  php(code: string): string
  close(): void
}

export async function startWordPress(root: string): Promise<WordPress> {
  const folder = mkdtempSync(join(tmpdir(), 'inkling-wordpress-'))
  const www = join(folder, 'www')
  const socket = join(folder, 'db.sock')
  const log = join(folder, 'debug.log')
  const env = { ...process.env, LD_LIBRARY_PATH: libraries(root), PHP_CLI_SERVER_WORKERS: '4' }
  const modules = join(root, 'usr/lib/php')
  const settings = {
    extension_dir: join(modules, readdirSync(modules).find((name) => /^\d+$/.test(name))!),
    sendmail_path: '/bin/true',
    memory_limit: '256M',
  }
  const phpWords = [
    '-n',
    ...Object.entries(settings).flatMap(([name, value]) => ['-d', `${name}=${value}`]),
    ...EXTENSIONS.flatMap((name) => ['-d', `extension=${name}`]),
  ]
  const running: ChildProcess[] = []
  const start = (path: string, words: readonly string[]) => {
    const child = spawn('timeout', [LONGEST, join(root, path), ...words], { env, stdio: 'ignore', detached: true })
    running.push(child)
    return child
  }
  const close = () => {
    for (const { pid } of running) if (pid) process.kill(-pid, 'SIGKILL')
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
  try {
    cpSync(join(root, 'usr/share/wordpress'), www, {
      recursive: true,
      filter: (path) => !/\.htaccess$|wp-content\/plugins\/akismet/.test(path),
    })
    mkdirSync(join(www, 'wp-content/uploads'), { recursive: true })
    const data = join(folder, 'db')
    execFileSync(
      join(root, 'usr/bin/mariadb-install-db'),
      [
        '--no-defaults',
        '--user=root',
        `--basedir=${root}/usr`,
        `--datadir=${data}`,
        '--auth-root-authentication-method=normal',
      ],
      { env, stdio: 'pipe' },
    )
    start('usr/sbin/mariadbd', [
      '--no-defaults',
      '--user=root',
      `--basedir=${root}/usr`,
      `--lc-messages-dir=${root}/usr/share/mariadb`,
      `--datadir=${data}`,
      `--socket=${socket}`,
      '--skip-networking',
      '--innodb-flush-log-at-trx-commit=0',
    ])
    const sql = () =>
      execFileSync(
        join(root, 'usr/bin/mariadb'),
        ['--no-defaults', `--socket=${socket}`, '-uroot', '-e', 'create database wordpress'],
        { env, stdio: 'pipe' },
      )
    await repeated(sql)
    const port = await freePort()
    const origin = `http://127.0.0.1:${port}`
    writeFileSync(join(www, 'wp-config.php'), configuration(socket, log))
    const php = (code: string, before = '') => {
      const setUp = `$_SERVER += ['HTTP_HOST' => '127.0.0.1:${port}', 'SERVER_PROTOCOL' => 'HTTP/1.1', 'REQUEST_URI' => '/']; ${before}`
      return execFileSync(
        join(root, 'usr/bin/php8.4'),
        [...phpWords, '-d', 'display_errors=1', '-r', `${setUp} require 'wp-load.php'; ${code}`],
        { env, cwd: www, encoding: 'utf8', maxBuffer: 1 << 26 },
      )
    }
    php(
      "require ABSPATH . 'wp-admin/includes/upgrade.php'; wp_install('A site', 'admin', 'admin@example.com', true, '', 'password');",
      `define('WP_INSTALLING', true); define('WP_SITEURL', '${origin}');`,
    )
    start('usr/bin/php8.4', [...phpWords, '-S', `127.0.0.1:${port}`, '-t', www])
    await repeated(() => fetch(`${origin}/wp-includes/images/blank.gif`))
    const messages = () => (existsSync(log) ? readFileSync(log, 'utf8').split('\n').filter(Boolean) : [])
    return { origin, folder: www, messages, php, close }
  } catch (error) {
    close()
    throw error
  }
}

/** Tries until it succeeds, for at most a minute. */
async function repeated(attempt: () => unknown): Promise<void> {
  const last = Date.now() + 60_000
  for (;;)
    try {
      await attempt()
      return
    } catch (error) {
      if (Date.now() > last) throw error
      await new Promise((resolve) => setTimeout(resolve, 250))
    }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return typeof address === 'object' && address ? address.port : 0
}

/** WordPress itself logs warnings, because it can't reach its servers. */
const configuration = (socket: string, log: string): string => `<?php
define( 'DB_NAME', 'wordpress' );
define( 'DB_USER', 'root' );
define( 'DB_PASSWORD', '' );
define( 'DB_HOST', 'localhost:${socket}' );
define( 'DB_CHARSET', 'utf8mb4' );
define( 'DB_COLLATE', '' );
foreach ( array( 'AUTH', 'SECURE_AUTH', 'LOGGED_IN', 'NONCE' ) as $name ) {
	define( $name . '_KEY', 'a key for tests' );
	define( $name . '_SALT', 'a salt for tests' );
}
$table_prefix = 'wp_';
define( 'WP_DEBUG', true );
define( 'WP_DEBUG_DISPLAY', false );
define( 'WP_DEBUG_LOG', '${log}' );
define( 'WP_HTTP_BLOCK_EXTERNAL', true );
define( 'AUTOMATIC_UPDATER_DISABLED', true );
define( 'DISABLE_WP_CRON', true );
defined( 'ABSPATH' ) || define( 'ABSPATH', __DIR__ . '/' );
require_once ABSPATH . 'wp-settings.php';
`
