import { basename } from 'node:path'
import { measure as estimate, type MeasureOptions } from '../../../measure/src/estimator/measure.ts'
import { metricsOf } from '../../../measure/src/estimator/metric.ts'
import { InklingMisuse } from '../../../sdk/src/lib/errors/assert-usage.ts'
import { showProgress } from '../evaluate/progress.ts'
import { expectWritable, writeWhole } from '../files/whole-file.ts'
import { BIT } from '../measure/bit-log.ts'
import { numberIn, percentIn, sharesIn } from '../measure/flags.ts'
import { read } from '../measure/read.ts'
import { LANGUAGES, measureReport } from '../measure/report/report.ts'
import { measureSql } from '../measure/sql.ts'
import { toHtml } from '../report/to-html.ts'
import { toText } from '../report/to-text.ts'
import { Failure } from '../terminal/failure.ts'
import { leftOutNotes } from '../terminal/left-out.ts'
import { print } from '../terminal/output.ts'
import { UsageError } from '../terminal/usage.ts'

export interface MeasureFlags {
  /** Paths of logs or tables; `-` is standard input. */
  readonly files: readonly string[]
  readonly control: string
  /** Comma-separated. */
  readonly metrics?: string | undefined
  readonly shares?: string | undefined
  readonly guardrails?: string | undefined
  readonly experiment?: string | undefined
  /** In days. */
  readonly before?: string | undefined
  readonly once: boolean
  readonly planned?: string | undefined
  readonly detect?: string | undefined
  readonly epsilon?: string | undefined
  readonly language?: string | undefined
  readonly json: boolean
  /** Path for the HTML report. */
  readonly html?: string | undefined
  /** A SQL dialect. If given, the command only prints the SQL statement. */
  readonly sql?: string | undefined
}

const DAYS = 14
const LONGEST = 400

/** Converts an error about misuse of the estimator into a command-line error. */
function usage<Result>(work: () => Result): Result {
  try {
    return work()
  } catch (cause) {
    if (cause instanceof InklingMisuse) throw new UsageError(cause.message.replace(/^inkling: /, ''))
    throw cause
  }
}

function optionsOf(flags: MeasureFlags): MeasureOptions {
  const metrics = (flags.metrics ?? BIT).split(',').map((name) => name.trim())
  usage(() => metricsOf(metrics))
  return {
    control: flags.control,
    metrics,
    shares: flags.shares === undefined ? undefined : sharesIn('shares', flags.shares, '='),
    guardrails: flags.guardrails === undefined ? undefined : sharesIn('guardrails', flags.guardrails, ':'),
    looks: flags.once ? 'once' : 'always',
    planned: flags.planned === undefined ? undefined : numberIn('planned', flags.planned, 1, 1e12),
    detect: flags.detect === undefined ? undefined : percentIn('detect', flags.detect, 0.0001, 10),
  }
}

/** Analyses an experiment's log and prints the claims that the data support. */
export async function measure(flags: MeasureFlags): Promise<void> {
  const options = optionsOf(flags)
  const days = flags.before === undefined ? DAYS : numberIn('before', flags.before, 0, LONGEST)
  const epsilon = flags.epsilon === undefined ? undefined : numberIn('epsilon', flags.epsilon, 0.01, 10)
  const words = LANGUAGES[flags.language ?? 'en']
  if (!words || !Object.hasOwn(LANGUAGES, flags.language ?? 'en'))
    throw new UsageError(`--language takes ${Object.keys(LANGUAGES).join(' or ')}, not '${flags.language}'`)
  if (epsilon !== undefined && flags.metrics !== undefined)
    throw new UsageError('randomised bits have one metric of their own: leave --metrics out')
  if (epsilon === undefined && flags.metrics === undefined)
    throw new UsageError(
      'measure needs --metrics: write --metrics click,has:subscribe, or --epsilon 1 for randomised bits',
    )
  if (flags.sql !== undefined) {
    if (epsilon !== undefined) throw new UsageError("--sql doesn't support randomised bits: leave --epsilon out")
    return print(measureSql(flags.sql, { ...options, hasBefore: days > 0 }))
  }
  const [file, ...others] = flags.files
  if (file === undefined || others.length)
    throw new UsageError('measure takes one log or table: write measure experiment.jsonl, or - for standard input')
  if (flags.html !== undefined) await expectWritable(flags.html)

  const counted = new Set(
    epsilon === undefined ? metricsOf(options.metrics).flatMap(({ value, per }) => (per ? [value, per] : [value])) : [],
  )
  const name = file === '-' ? 'standard input' : basename(file)
  const progress = showProgress(process.stderr, `reading ${name}`)
  const leftOut = leftOutNotes(progress.note)
  const reading = await read(
    file,
    { experiment: flags.experiment, counted, days, epsilon },
    {
      onProgress: (done, total) => progress.update(done, total),
      onMalformed: (line, why) => leftOut(`${name} line ${line}`, why),
    },
  )
  progress.end()
  if (!reading.arms.includes(flags.control))
    throw new Failure(
      `${name} has no arm ${flags.control}: there are ${[...reading.arms].sort().join(', ').slice(0, 200) || 'none'}`,
    )
  const measured = usage(() => estimate(reading.devices, options))
  const report = measureReport({ file: name, reading, measured, epsilon, shares: options.shares }, words)
  if (flags.html !== undefined) await writeWhole(flags.html, toHtml(report))
  const { kind, lines, malformed, mixed, unexposed } = reading
  await print(
    flags.json
      ? `${JSON.stringify({ file: name, kind, lines, malformed, mixed, unexposed, ...measured })}\n`
      : toText(report),
  )
}
