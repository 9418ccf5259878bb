/**
 * Measures time and peak memory of `inkling fit` on a large generated log.
 *
 *   node packages/sdk/bench/fit-memory.mjs [LINES [DEPTH]]   default: a million, 1; exits with 1 above 1 GB
 *
 * A list has 24 items out of 20,000, whose ids are addresses, as on a news site. Readers have 2.5 lists on average and open
 * about 1.5 items of each, preferably by one author. A log of 10⁷ lines has 8 GB.
 */
import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const MOST_MEGABYTES = 1000
const ITEMS = 20_000
const SHOWN = 24
const AUTHORS = 8
/** Lines of a list: the list itself, and its clicks. */
const LINES_OF_LIST = 2.5
const LISTS_OF_READER = 2.5
const START = Date.UTC(2026, 8, 1)
const DAYS = 60

const CLI = process.env.INKLING_CLI ?? fileURLToPath(new URL('../dist/cli.js', import.meta.url))
const [lines = 1_000_000, depth = 1] = process.argv.slice(2).map(Number)

let state = 13
/** mulberry32, a seeded generator. */
function random() {
  state = (state + 0x6d2b79f5) | 0
  let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
}

const WORDS =
  'river council storm market library engine harvest budget orchestra glacier harbour verdict rally comet'.split(' ')
const word = () => WORDS[Math.floor(random() * WORDS.length)]
const idOf = (i) => `/2026/stories/${WORDS[i % 14]}-${WORDS[(i >> 3) % 14]}-and-${WORDS[(i >> 5) % 14]}-${i}`
const authorOf = (i) => i % AUTHORS

function itemLine(i) {
  const fields = [
    { name: 'title', value: `${word()} ${word()} and the ${word()} of ${word()} ${i}` },
    { name: 'summary', value: Array.from({ length: 30 }, word).join(' ') },
    { name: 'topic', value: WORDS[i % WORDS.length] },
    { name: 'author', value: `author ${authorOf(i)}` },
    { name: 'body', value: Array.from({ length: 100 }, word).join(' ') },
  ]
  return `${JSON.stringify({ event: 'item', item: idOf(i), timestamp: START, fields })}\n`
}

const ENTRIES = Array.from({ length: ITEMS }, (_, i) => JSON.stringify({ id: idOf(i) }))
const IDS = Array.from({ length: ITEMS }, (_, i) => JSON.stringify(idOf(i)))

/** A list and its clicks. @returns the text and its number of lines */
function listLines(n, at, reader) {
  const shown = new Set()
  while (shown.size < SHOWN) shown.add(Math.floor(random() ** 2 * ITEMS))
  const user = `"user":"reader-${reader}"`
  let text = `{"event":"ranking","id":"list-${n}","timestamp":"${at}",${user},"items":[${[...shown].map((i) => ENTRIES[i]).join(',')}]}\n`
  let count = 1
  for (const i of shown)
    if (random() < (authorOf(i) === reader % AUTHORS ? 0.2 : 0.043)) {
      text += `{"event":"interaction","ranking":"list-${n}","item":${IDS[i]},"timestamp":"${at + 1000 * ++count}",${user},"type":"click","fields":[]}\n`
    }
  return [text, count]
}

async function write(file) {
  const stream = createWriteStream(file)
  const put = async (text) => {
    if (!stream.write(text)) await once(stream, 'drain')
  }
  for (let i = 0; i < Math.min(ITEMS, lines / 10); i++) await put(itemLine(i))
  const readers = Math.ceil(lines / LINES_OF_LIST / LISTS_OF_READER)
  let written = Math.min(ITEMS, lines / 10)
  for (let n = 0; written < lines; n++) {
    const [text, count] = listLines(
      n,
      START + Math.floor((written / lines) * DAYS * 86_400_000),
      Math.floor(random() * readers),
    )
    await put(text)
    written += count
  }
  stream.end()
  await once(stream, 'finish')
}

/** Runs the command in a separate process that reports its memory use at exit. */
const WRAPPED = `process.on('exit', () => process.stderr.write('maxRSS ' + process.resourceUsage().maxRSS + '\\n')); await import(process.argv[1])`

const folder = mkdtempSync(join(tmpdir(), 'inkling-fit-'))
try {
  const log = join(folder, 'events.jsonl')
  await write(log)
  const started = performance.now()
  const out = join(folder, 'ranker.json')
  const { status, stderr } = spawnSync(
    process.execPath,
    ['--input-type=module', '-e', WRAPPED, CLI, 'fit', '--events', log, '--out', out, '--depth', `${depth}`],
    { encoding: 'utf8' },
  )
  const seconds = (performance.now() - started) / 1000
  const megabytes = Number(/maxRSS (\d+)/.exec(stderr)?.[1]) / 1024
  console.log(stderr.trim().replace(/^.*: \d+ %\n/gm, ''))
  console.log(
    `${lines.toLocaleString('en')} lines, ${(statSync(log).size / 1e9).toFixed(2)} GB: ${seconds.toFixed(0)} s, ${megabytes.toFixed(0)} MB`,
  )
  if (status !== 0 || megabytes > MOST_MEGABYTES) process.exitCode = 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}
