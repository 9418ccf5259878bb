import { basename } from 'node:path'
import { showProgress } from '../evaluate/progress.ts'
import { expectWritable, writeWhole } from '../files/whole-file.ts'
import { formatNamed } from '../popularity/formats/format.ts'
import { Failure } from '../terminal/failure.ts'
import { leftOutNotes } from '../terminal/left-out.ts'
import { print, say } from '../terminal/output.ts'
import { UsageError } from '../terminal/usage.ts'
import { mutualInformation } from '../together/co-occurrence.ts'
import { coReadingFile, LARGEST_FILE } from '../together/co-reading-file.ts'
import { itemVectors } from '../together/item-vectors.ts'
import { OpeningsReading } from '../together/read-openings.ts'
import { globsOf, siteOf, wholeOf } from './popularity.ts'

export interface TogetherFlags {
  /** Logs; `-` is standard input. */
  readonly files: readonly string[]
  readonly format?: string | undefined
  readonly base?: string | undefined
  readonly include?: string | undefined
  readonly exclude?: string | undefined
  readonly minReaders?: string | undefined
  readonly limit?: string | undefined
  readonly dimensions?: string | undefined
  /** Output file; default: standard output. */
  readonly out?: string | undefined
}

const LEAST_READERS = 10
const LIMIT = '2000'
const MOST_ITEMS = 5000
const DIMENSIONS = '24'

/** Number of readers below which the file can give away that a known reader is among them (docs/privacy.md). */
const FEW_READERS = 1000

const grouped = (number: number) => number.toLocaleString('en')

function dimensionsOf(text: string): number {
  const D = Number(text)
  if (!(Number.isInteger(D) && D >= 16 && D <= 32))
    throw new UsageError(`--dimensions takes a whole number from 16 to 32, not '${text}'`)
  return D
}

/** Makes item vectors from what the same readers opened: the file that pages load with data-co-reading. */
export async function together(flags: TogetherFlags): Promise<void> {
  const minReaders = wholeOf('min-readers', flags.minReaders ?? String(LEAST_READERS), 1_000_000)
  if (minReaders < LEAST_READERS)
    throw new UsageError(
      `--min-readers takes ${LEAST_READERS} or more: a vector made from fewer readers could give one of them away`,
    )
  const limit = wholeOf('limit', flags.limit ?? LIMIT, MOST_ITEMS)
  const D = dimensionsOf(flags.dimensions ?? DIMENSIONS)
  const site = { base: siteOf(flags.base), include: globsOf(flags.include), exclude: globsOf(flags.exclude) }
  const format = flags.format === undefined ? undefined : formatNamed(flags.format)
  if (flags.out !== undefined) await expectWritable(flags.out)

  let progress = showProgress(process.stderr, 'reading')
  const leftOut = leftOutNotes((sentence) => progress.note(sentence))
  const reading = new OpeningsReading(
    { ...site, format, now: Date.now() },
    {
      onProgress: (done, total) => progress.update(done, total),
      onMalformed: (file, line, why) => leftOut(`${file} line ${line}`, why),
    },
  )
  for (const file of flags.files) {
    const name = file === '-' ? 'standard input' : basename(file)
    progress = showProgress(process.stderr, `reading ${name}`)
    const { format, lines, counted, malformed } = await reading.read(file)
    progress.end()
    const wrong = malformed ? `, ${grouped(malformed)} left out as wrong` : ''
    say(`${name}: ${grouped(lines)} lines of ${format}, ${grouped(counted)} counted${wrong}\n`)
  }

  const { share, dropped } = reading.openings
  if (share < 1)
    say(
      `the log is larger than is needed: ${(100 * share).toPrecision(2)} % of the readers are used, drawn at random\n`,
    )
  if (dropped) say(`${grouped(dropped)} items with few readers were dropped; --include selects which count\n`)
  const openings = reading.openings.finish({ minReaders, limit })
  const { items, readers } = openings
  if (items.length <= D)
    throw new Failure(
      `nothing is written: ${grouped(items.length)} items have ${minReaders} readers who opened another such item, and ${D + 1} are needed. Give the log of a longer time`,
    )
  progress = showProgress(process.stderr, 'learning what is read together')
  const vectors = await itemVectors(mutualInformation(openings), D, progress.update)
  const text = coReadingFile(items, vectors, D)
  progress.end()
  if (Buffer.byteLength(text) > LARGEST_FILE)
    throw new Failure(
      `the file would exceed ${LARGEST_FILE >> 10} KiB, the most that pages accept: write a lower --limit`,
    )
  if (flags.out === undefined) await print(text)
  else await writeWhole(flags.out, text)
  say(
    `${grouped(items.length)} items, ${D} numbers each, from ${grouped(readers.length)} readers; ${grouped(Buffer.byteLength(text))} bytes${flags.out === undefined ? '' : ` in ${flags.out}`}\n`,
  )
  if (readers.length < FEW_READERS)
    say(
      `fewer than ${grouped(FEW_READERS)} readers: somebody who knows all that one of them opened could find out from the file that they are among them; give the log of a longer time\n`,
    )
}
