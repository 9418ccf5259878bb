import { statSync } from 'node:fs'
import { basename } from 'node:path'
import { DAY } from '../../../sdk/src/lib/limits.ts'
import { instantOf } from '../evaluate/log/time.ts'
import { showProgress } from '../evaluate/progress.ts'
import { baseOf } from '../files/address.ts'
import { expectWritable, writeWhole } from '../files/whole-file.ts'
import { Counts, dayOf, MAX_ADDRESSES } from '../popularity/counts.ts'
import { figuresOf, MAX_HALF_LIVES, unlistedFigure } from '../popularity/figures.ts'
import { fitTexts } from '../popularity/fit-texts.ts'
import { formatNamed } from '../popularity/formats/format.ts'
import { freshnessOf } from '../popularity/freshness.ts'
import { addressesOf } from '../popularity/page-view.ts'
import { popularityFile } from '../popularity/popularity-file.ts'
import { type FileSummary, Reading } from '../popularity/read.ts'
import { popularitySql } from '../popularity/sql.ts'
import { readState, writeState } from '../popularity/state.ts'
import { Failure } from '../terminal/failure.ts'
import { leftOutNotes } from '../terminal/left-out.ts'
import { print, say } from '../terminal/output.ts'
import { UsageError } from '../terminal/usage.ts'
import { embedTexts } from '../texts/embed-texts.ts'
import { textsIn, toldOf } from './site-texts.ts'

export interface PopularityFlags {
  /** Logs or exports; `-` is standard input. */
  readonly files: readonly string[]
  readonly format?: string | undefined
  /** The site's address. */
  readonly base?: string | undefined
  /** Comma-separated path globs. */
  readonly include?: string | undefined
  readonly exclude?: string | undefined
  /** E.g. `3d` or `36h`. */
  readonly halfLife?: string | undefined
  readonly minReaders?: string | undefined
  readonly limit?: string | undefined
  /** Exponent that says how quickly attention falls from place to place in a list, as reported by `fit`. */
  readonly examination?: string | undefined
  /** A date. */
  readonly now?: string | undefined
  /** State file, which is read at the start and updated for the next run. */
  readonly state?: string | undefined
  /** The pages' titles: a table of addresses (or ids) and titles. */
  readonly texts?: string | undefined
  /** Output file; default: standard output. */
  readonly out?: string | undefined
  /** A SQL dialect. If given, the command only prints the SQL statement. */
  readonly sql?: string | undefined
}

/** In days. */
const HALF_LIFE = '3d'
const SHORTEST_HALF_LIFE = 0.5
const LONGEST_HALF_LIFE = 365
const MIN_READERS = '10'
const LIMIT = '5000'
/** Maximum exponent of examination, as in `fit`. */
const STEEPEST = 2

function daysOf(text: string): number {
  const [, amount, unit] = /^(\d+(?:\.\d+)?)([dh])$/.exec(text) ?? []
  const days = Number(amount) / (unit === 'h' ? 24 : 1)
  if (!(days >= SHORTEST_HALF_LIFE && days <= LONGEST_HALF_LIFE))
    throw new UsageError('--half-life takes 12h to 365d: write --half-life 3d or --half-life 36h')
  return days
}

export function wholeOf(option: string, text: string, most: number): number {
  const number = Number(text)
  if (!/^\d+$/.test(text) || number < 1 || number > most)
    throw new UsageError(`--${option} takes a whole number from 1 to ${most}, not '${text}'`)
  return number
}

/** @throws UsageError if it is not the address of a site */
export function siteOf(base: string | undefined): string | undefined {
  if (base === undefined) return undefined
  const address = baseOf(base)
  if (address[0] === '/' || !address)
    throw new UsageError("--base takes the site's address: write --base https://paper.example")
  return `${address}/`
}

export const globsOf = (text: string | undefined) =>
  (text ?? '')
    .split(',')
    .map((glob) => glob.trim())
    .filter(Boolean)

const grouped = (number: number) => number.toLocaleString('en')

function told(file: string, { format, lines, counted, malformed, skipped }: FileSummary): string {
  const parts = [`${grouped(lines)} lines of ${format}`, `${grouped(counted)} counted`]
  if (malformed) parts.push(`${grouped(malformed)} left out as wrong`)
  if (skipped) parts.push(`${grouped(skipped)} read before`)
  return `${file}: ${parts.join(', ')}`
}

/**
 * Turns server logs or analytics exports into the file that pages load with data-popularity.
 *
 * @param embed computes the titles' vectors
 */
export async function popularity(flags: PopularityFlags, embed = embedTexts): Promise<void> {
  const halfLife = daysOf(flags.halfLife ?? HALF_LIFE)
  const minReaders = wholeOf('min-readers', flags.minReaders ?? MIN_READERS, 1_000_000)
  const limit = wholeOf('limit', flags.limit ?? LIMIT, MAX_ADDRESSES)
  if (flags.sql !== undefined) return print(popularitySql(flags.sql, { halfLife, minReaders, limit }))
  if (!flags.files.length)
    throw new UsageError('popularity needs a log: write popularity access.log, or - for standard input')
  const given = flags.now === undefined ? undefined : instantOf(flags.now)
  if (flags.now !== undefined && given === undefined) throw new UsageError('--now takes a date: write --now 2026-11-25')
  const now = given ?? Date.now()
  const window = Math.floor(MAX_HALF_LIVES * halfLife)
  const site = { base: siteOf(flags.base), include: globsOf(flags.include), exclude: globsOf(flags.exclude) }
  const format = flags.format === undefined ? undefined : formatNamed(flags.format)
  const examination = Number(flags.examination ?? 0)
  if (!(examination >= 0 && examination <= STEEPEST))
    throw new UsageError(`--examination takes 0 to ${STEEPEST}: write the exponent that fit reports`)
  for (const file of [flags.out, flags.state]) if (file !== undefined) await expectWritable(file)

  const state = flags.state === undefined ? undefined : await readState(flags.state)
  const all = (reading: Reading) => {
    const counts = new Counts()
    if (state) counts.merge(state.counts)
    reading.addTo(counts)
    return counts
  }
  let progress = showProgress(process.stderr, 'reading')
  const leftOut = leftOutNotes((sentence) => progress.note(sentence))
  const reading = new Reading(
    { ...site, format, minReaders, now, examination },
    {
      onProgress: (done, total) => progress.update(done, total),
      onMalformed: (file, line, why) => leftOut(`${file} line ${line}`, why),
    },
  )
  for (const file of flags.files) {
    const name = file === '-' ? 'standard input' : basename(file)
    progress = showProgress(process.stderr, `reading ${name}`)
    const summary = await reading.read(file, (mark) => state?.logs.get(mark) ?? 0)
    progress.end()
    say(`${told(name, summary)}\n`)
    if (!state || !flags.state) continue
    if (state.kind && state.kind !== reading.kind)
      throw new UsageError(
        `${flags.state} counts ${state.kind === 'views' ? 'pages' : 'lists'}, but ${name} has the other: use a separate state for each`,
      )
    if (summary.mark !== undefined) {
      // Re-insert the entry, so that the most recently read log is last.
      state.logs.delete(summary.mark)
      state.logs.set(summary.mark, summary.lines)
    }
    // Save after each file, so that an interrupted run can resume with the next file.
    await writeState(flags.state, { kind: reading.kind, counts: all(reading), logs: state.logs }, window)
  }

  const counts = all(reading)
  const { missed, replaced } = counts
  if (missed)
    say(
      `there are more than ${grouped(MAX_ADDRESSES)} addresses: ${grouped(replaced)} with few readers were dropped, and counts may be too low by up to ${grouped(missed)} readers; --include selects which count\n`,
    )
  const today = given === undefined ? undefined : dayOf(given)
  const kind = reading.kind ?? 'views'
  const rules = { halfLife, minReaders, now: today }
  const tell = (sentence: string) => say(`${sentence}\n`)
  const keyOf = kind === 'views' ? addressesOf(site) : (id: string) => id
  const texts = flags.texts === undefined ? undefined : await textsIn(flags.texts, (id) => keyOf(id), tell)
  const titles = texts && fitTexts(counts, kind, rules, await embed(texts, tell))
  for (const fit of titles?.fits ?? []) tell(toldOf(fit, 'readers: new stories start from theirs'))
  const figures = figuresOf(counts, kind, rules, titles?.expected)
  if (!figures.size)
    throw new Failure(
      `no address had ${minReaders} readers, so nothing is written: ${grouped(counts.addresses.size)} had some${flags.state ? '; they are kept in the state' : ''}`,
    )
  const { text, addresses, left } = popularityFile(figures, {
    limit,
    newest: counts.newest * DAY,
    freshness: freshnessOf(counts, minReaders, window),
    texts: titles?.heads,
    // Items that weren't in any list still get a popularity figure from their clicks.
    unknown: kind === 'views' ? (listed) => unlistedFigure(counts, rules, figures, listed) : undefined,
  })
  if (flags.out === undefined) await print(text)
  else await writeWhole(flags.out, text)
  const size = flags.out === undefined || !statSync(flags.out).isFile() ? '' : `; they are in ${flags.out}`
  say(
    `${grouped(addresses)} addresses have a figure${left ? `, the ${grouped(left)} least read are omitted` : ''}${size}\n`,
  )
}
