import type { CoReading } from '../../../sdk/src/ranking/features/feature-input.ts'
import type { Tier } from '../../../sdk/src/types.ts'
import { contentsOf } from '../evaluate/context.ts'
import { bothTiers, type Example, fitBoth } from '../evaluate/fitting/fit.ts'
import { type Gain, gainOf, judged } from '../evaluate/fitting/fit-gain.ts'
import { readSample, type Sample } from '../evaluate/fitting/sample.ts'
import type { Catalogue } from '../evaluate/log/input.ts'
import { LogError } from '../evaluate/log/read-log.ts'
import { showProgress } from '../evaluate/progress.ts'
import { type Embed, stored, vectorsOf } from '../evaluate/vectors.ts'
import { readCoReading } from '../files/co-reading-file.ts'
import { expectWritable, writeWhole } from '../files/whole-file.ts'
import { depthOf, embedAll, type ModelFlags } from '../model.ts'
import { Failure } from '../terminal/failure.ts'
import { leftOutNotes } from '../terminal/left-out.ts'
import { say } from '../terminal/output.ts'

export interface FitFlags extends ModelFlags {
  readonly events: string
  /** Output file. */
  readonly out: string
  readonly name: string
  readonly licence: string
  /** The file that pages load with data-co-reading, from other readers or an earlier time than the log. */
  readonly coReading?: string | undefined
  /** Whether to write weights even if they didn't prove better than the default. Default: false */
  readonly force?: boolean
}

/**
 * Minimum number of lists for detecting a gain over the default. On RankLens the 95 % interval of nDCG@10 is ±.046 with
 * 100 lists, ±.029 with 200 and ±.014 with 500; with fewer than 200, a realistic gain can't be told from chance
 * (packages/sdk/bench/fit-power.mjs).
 */
export const LEAST_LISTS = 500

const NAMES: Readonly<Record<Tier, string>> = { semantic: 'with vectors', lexical: 'without vectors' }

const grouped = (number: number) => number.toLocaleString('en')

const signed = (value: number) => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(4)}`

function gainText(tier: Tier, { fitted, standard, difference }: Gain): string {
  const [low, high] = difference.interval
  return `${NAMES[tier]}: ${signed(difference.value)} (95 %: ${signed(low)} to ${signed(high)}), ${fitted.value.toFixed(4)} against ${standard.value.toFixed(4)}`
}

/**
 * Fits a ranker to a site's log, for use on its pages: the weights of a logistic regression, in a kilobyte of JSON.
 * Reports the cross-validated gain over the default on standard error.
 *
 * @param embed embeds texts. Default: uses the model that the flags name
 * @throws Failure if the log has too few lists or, unless forced, if the weights don't prove better
 */
export async function fit(
  { events, out, name, licence, coReading, force = false, ...model }: FitFlags,
  embed: Embed = (texts, told) => embedAll(texts, told, model),
): Promise<void> {
  if (model.depth !== 'mixed') depthOf(model.depth)
  await expectWritable(out)
  const together = await readCoReading(coReading)
  const log = await read(events)
  const { examples, catalogue } = await examplesIn(log, embed, together)
  if (!examples.semantic.length)
    throw new LogError(`no reader in ${events} was shown a second list, and nothing can be learned from the first`)
  const teaching = examples.semantic.filter(judged)
  if (!force && teaching.length < LEAST_LISTS)
    throw new Failure(
      `${events} has ${grouped(teaching.length)} lists to judge by, and ${LEAST_LISTS} are needed to tell a gain from chance. A list counts if its reader was shown one before, and opened some of it that is new to them, and not all: give the log of a longer time. Until then the default weights, without a file, serve best; --force writes weights anyway`,
    )
  const gains = await gainsOf(examples, catalogue)
  const worse = gains.filter(([, gain]) => !(gain && gain.difference.interval[0] > 0)).map(([tier]) => NAMES[tier])
  if (worse.length && !force)
    throw new Failure(
      `${worse.join(' and ')}, fitted weights are not shown to be better than the default on readers who were held out, so ${out} is not written: give a log of more readers, or stay with the default, which needs no file; --force writes them anyway`,
    )
  const ranker = { name, version: '1', licence, coldStart: 'prior', weights: fitBoth(examples) }
  await writeWhole(out, `${JSON.stringify(ranker, rounded, 2)}\n`)
  say(`${grouped(examples.semantic.length)} lists; the ranker is in ${out}\n`)
}

async function read(events: string): Promise<Sample> {
  const progress = showProgress(process.stderr, 'reading')
  const leftOut = leftOutNotes((sentence) => progress.note(sentence))
  const log = await readSample(events, {
    onProgress: progress.update,
    onMalformed: (line, why) => leftOut(`line ${line}`, why),
  })
  progress.end()
  if (log.isPart) {
    const readers = new Set(log.lists.map(({ user }) => user)).size
    say(
      `the log is larger than a fit needs: ${grouped(log.lists.length)} of ${grouped(log.listsInLog)} lists are used, from ${grouped(readers)} readers drawn at random, the same in each run\n`,
    )
  }
  return log
}

async function examplesIn(log: Sample, embed: Embed, coReading: CoReading | undefined) {
  const contents = contentsOf(log)
  const progress = showProgress(process.stderr, 'embedding texts')
  const vectors = stored(await vectorsOf(contents, log.lists, embed, progress.update), contents)
  progress.end()
  const catalogue: Catalogue = { contents, vectors, coReading }
  const counting = showProgress(process.stderr, 'counting features')
  const examples = await bothTiers(log.lists, catalogue, counting.update)
  counting.end()
  return { examples, catalogue }
}

/** Measures the gains and reports them. */
async function gainsOf(
  examples: Readonly<Record<Tier, readonly Example[]>>,
  catalogue: Catalogue,
): Promise<ReadonlyArray<readonly [Tier, Gain | undefined]>> {
  const progress = showProgress(process.stderr, 'scoring held-out readers')
  const total = examples.semantic.length + examples.lexical.length
  let done = 0
  const gains: Array<readonly [Tier, Gain | undefined]> = []
  for (const tier of ['semantic', 'lexical'] as const)
    gains.push([tier, await gainOf(examples[tier], tier, catalogue, () => progress.update(++done, total))])
  progress.end()
  const first = gains.find(([, gain]) => gain)?.[1]
  if (first)
    say(
      `gain over the default, nDCG@10 of ${grouped(first.lists)} lists of ${grouped(first.readers)} readers, each ordered by weights fitted to other readers:\n`,
    )
  for (const [tier, gain] of gains) if (gain) say(`  ${gainText(tier, gain)}\n`)
  return gains
}

/** Rounds weights to five digits, since any further digits are noise. */
const rounded = (_: string, value: unknown) => (typeof value === 'number' ? Number(value.toPrecision(5)) : value)
