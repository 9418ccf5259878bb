/**
 * Measures time and memory of `inkling popularity` on a large generated log.
 *
 *   node packages/sdk/bench/popularity.mjs [LINES]   default: a million; exits with 1 above 60 s or 300 MB
 */
import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const MOST_SECONDS = 60
const MOST_MEGABYTES = 300

const CLI = fileURLToPath(new URL('../dist/cli.js', import.meta.url))
const lines = Number(process.argv[2] ?? 1_000_000)

/** mulberry32, a seeded generator. */
function randomOf(seed) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const AGENTS = [
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1',
  'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
  'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
]
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const START = Date.UTC(2026, 10, 1)
const DAYS = 14

/** Two thirds of the lines are for assets; 20,000 pages, a fifth as many readers as lines, two weeks. */
function lineOf(i, random) {
  const time = new Date(START + (i / lines) * DAYS * 86_400_000)
  const two = (number) => String(number).padStart(2, '0')
  const stamp = `${two(time.getUTCDate())}/${MONTHS[time.getUTCMonth()]}/2026:${two(time.getUTCHours())}:${two(time.getUTCMinutes())}:${two(time.getUTCSeconds())} +0000`
  const reader = Math.floor(random() * (lines / 5))
  const page = Math.floor(random() ** 3 * 20_000)
  const target =
    random() < 1 / 3
      ? `/stories/story-${page}${random() < 0.2 ? '?utm_source=letter' : ''}`
      : `/assets/${page % 50}.css`
  const status = random() < 0.05 ? 404 : 200
  return `10.${reader >>> 16}.${(reader >>> 8) & 255}.${reader & 255} - - [${stamp}] "GET ${target} HTTP/1.1" ${status} 5123 "https://paper.example/" "${AGENTS[reader % AGENTS.length]}"\n`
}

async function write(file) {
  const random = randomOf(13)
  const stream = createWriteStream(file)
  for (let i = 0; i < lines; i++) if (!stream.write(lineOf(i, random))) await once(stream, 'drain')
  stream.end()
  await once(stream, 'finish')
}

/** Runs the command in a separate process that reports its memory use at exit. */
const WRAPPED = `process.on('exit', () => process.stderr.write('maxRSS ' + process.resourceUsage().maxRSS + '\\n')); await import(process.argv[1])`

const folder = mkdtempSync(join(tmpdir(), 'inkling-popularity-'))
try {
  const log = join(folder, 'access.log')
  await write(log)
  const started = performance.now()
  const { status, stderr } = spawnSync(
    process.execPath,
    [
      '--input-type=module',
      '-e',
      WRAPPED,
      CLI,
      'popularity',
      log,
      '--now',
      '2026-11-14',
      '--out',
      join(folder, 'popularity.json'),
      '--state',
      join(folder, 'state'),
    ],
    { encoding: 'utf8' },
  )
  const seconds = (performance.now() - started) / 1000
  const megabytes = Number(/maxRSS (\d+)/.exec(stderr)?.[1]) / 1024
  console.log(stderr.trim())
  console.log(
    `${lines.toLocaleString('en')} lines, ${(statSync(log).size / 1e6).toFixed(0)} MB: ${seconds.toFixed(1)} s, ${megabytes.toFixed(0)} MB`,
  )
  if (status !== 0 || seconds > MOST_SECONDS || megabytes > MOST_MEGABYTES) process.exitCode = 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}
