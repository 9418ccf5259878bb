import type { CoReading } from '../../../sdk/src/ranking/features/feature-input.ts'
import type { Tier } from '../../../sdk/src/types.ts'
import { contentsOf } from '../evaluate/context.ts'
import { type Examination, estimateExamination, logExamination } from '../evaluate/fitting/examination.ts'
import { bothTiers, type Example, fitSelected } from '../evaluate/fitting/fit.ts'
import { type Gain, gainOf, judged } from '../evaluate/fitting/fit-gain.ts'
import { readListedPages } from '../evaluate/fitting/listed-pages.ts'
import { writeShowings } from '../evaluate/fitting/read-views.ts'
import { readSample, type Sample, temporaryFile } from '../evaluate/fitting/sample.ts'
import type { Selection } from '../evaluate/fitting/select-features.ts'
import type { Coverage } from '../evaluate/fitting/showings.ts'
import type { Catalogue } from '../evaluate/log/input.ts'
import { LogError } from '../evaluate/log/read-log.ts'
import type { Estimate } from '../evaluate/metrics/bootstrap.ts'
import { fromEarlierLists } from '../evaluate/popularity.ts'
import { showProgress } from '../evaluate/progress.ts'
import { type Embed, stored, vectorsOf } from '../evaluate/vectors.ts'
import { readCoReading } from '../files/co-reading-file.ts'
import { expectWritable, writeWhole } from '../files/whole-file.ts'
import { depthOf, embedAll, type ModelFlags } from '../model.ts'
import { Failure } from '../terminal/failure.ts'
import { leftOutNotes } from '../terminal/left-out.ts'
import { say } from '../terminal/output.ts'
import { siteOf } from './popularity.ts'

export interface FitFlags extends ModelFlags {
  readonly events: string
  /**
   * A file that says which items each page listed. If it is given, `events` is a log of page views, from which showings
   * are reconstructed.
   */
  readonly listed?: string | undefined
  /** The site's address, for a log of page views that covers several sites. */
  readonly base?: string | undefined
  /** Output file. */
  readonly out: string
  readonly name: string
  readonly licence: string
  /** The file that pages load with data-co-reading, made from other readers than the log, or from an earlier time. */
  readonly coReading?: string | undefined
  /** Whether to write weights even if they weren't shown to be better than the default. Default: false */
  readonly force?: boolean
}

/**
 * Minimum number of lists needed to detect a gain over the default. On RankLens the 95 % interval of nDCG@10 is ±.046
 * with 100 lists, ±.029 with 200 and ±.014 with 500; with fewer than 200, a realistic gain can't be distinguished from
 * chance (packages/sdk/bench/fit-power.mjs).
 */
export const LEAST_LISTS = 500

const TIERS = ['semantic', 'lexical'] as const
const NAMES: Readonly<Record<Tier, string>> = { semantic: 'with vectors', lexical: 'without vectors' }

const grouped = (number: number) => number.toLocaleString('en')

const signed = (value: number) => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(4)}`

const withInterval = ({ value, interval: [low, high] }: Estimate) =>
  `${signed(value)} (95 %: ${signed(low)} to ${signed(high)})`

const gainText = (tier: Tier, { fitted, standard, popularity, difference, overPopularity }: Gain) =>
  `  ${NAMES[tier]}: ${withInterval(difference)}, ${fitted.value.toFixed(4)} against ${standard.value.toFixed(4)}\n` +
  `    over popularity alone: ${withInterval(overPopularity)}, against ${popularity.value.toFixed(4)}\n`

function droppedText(tier: Tier, { dropped, rise: { value, error } }: Selection): string {
  if (!dropped.length) return `${NAMES[tier]}, every feature helps on held-out readers\n`
  return `${NAMES[tier]}, ${dropped.join(', ')} ${dropped.length > 1 ? 'are' : 'is'} dropped: on held-out readers, the log loss per list changes by ${signed(value)} without, which is within its standard error of ${error.toFixed(4)}\n`
}

function examinationText(examination: Examination | undefined): string {
  if (!examination)
    return 'how far readers look down can not be told, because too few items change places: positions are left out of the ranker\n'
  const { exponent, interval, source } = examination
  const from = source === 'swaps' ? 'items that changed places' : 'lists in random order'
  return `readers look at place k in proportion to k^−${exponent.toFixed(2)} (95 %: ${interval.map((bound) => bound.toFixed(2)).join(' to ')}), by ${from}: opened items count by the inverse\n`
}

function coverageText({ views, showings, clicks, unseen, late }: Coverage): string {
  const share = Math.round((100 * unseen) / (clicks + unseen || 1))
  return (
    `${grouped(views)} page views: ${grouped(showings)} showings of listing pages and ${grouped(clicks)} clicks are reconstructed\n` +
    (unseen
      ? `${grouped(unseen)} clicks (${share} %) came from a showing that is not in the log, such as a cached page, and are left out\n`
      : '') +
    (late
      ? `${grouped(late)} views are more than half an hour out of order, and clicks may be missing: sort the log by time\n`
      : '') +
    'the log does not tell how far readers scrolled: every item listed counts as shown\n'
  )
}

/**
 * Fits a ranker to a site's log, for use on its pages. The result consists of the weights of a logistic regression, in
 * a kilobyte of JSON. Reports the cross-validated gain over the default on standard error.
 *
 * @param embed embeds texts. Default: uses the model that the flags name
 * @throws Failure if the log has too few lists, or if the weights aren't shown to be better and the command isn't
 * forced
 */
export async function fit(
  { events, listed, base, out, name, licence, coReading, force = false, ...model }: FitFlags,
  embed: Embed = (texts, told) => embedAll(texts, told, model),
): Promise<void> {
  if (model.depth !== 'mixed') depthOf(model.depth)
  await expectWritable(out)
  const together = await readCoReading(coReading)
  const log = listed === undefined ? await read(events) : await readViews(events, listed, base)
  const examination = estimateExamination(log.lists)
  const { examples, catalogue } = await examplesIn(log, embed, examination, together)
  if (!examples.semantic.length)
    throw new LogError(`no reader in ${events} was shown a second list, and nothing can be learned from the first`)
  const teaching = examples.semantic.filter(judged)
  if (!force && teaching.length < LEAST_LISTS)
    throw new Failure(
      `${events} has ${grouped(teaching.length)} lists to judge by, and ${LEAST_LISTS} are needed to tell a gain from chance. A list counts if its reader was shown one before, and opened some of it that is new to them, and not all: give the log of a longer time. Until then the default weights, without a file, serve best; --force writes weights anyway`,
    )
  say(examinationText(examination))
  const gains = await gainsOf(examples, catalogue)
  const worse = gains.filter(([, gain]) => !(gain && gain.difference.interval[0] > 0)).map(([tier]) => NAMES[tier])
  if (worse.length && !force)
    throw new Failure(
      `${worse.join(' and ')}, fitted weights are not shown to be better than the default on readers who were held out, so ${out} is not written: give a log of more readers, or stay with the default, which needs no file; --force writes them anyway`,
    )
  const fits = TIERS.map((tier) => [tier, fitSelected(examples[tier])] as const)
  for (const [tier, { selection }] of fits) say(droppedText(tier, selection))
  const byTier = <T>(of: (fit: ReturnType<typeof fitSelected>) => T) =>
    Object.fromEntries(fits.map(([tier, fit]) => [tier, of(fit)]))
  const ranker = {
    name,
    version: '1',
    licence,
    coldStart: 'prior',
    weights: byTier(({ weights }) => weights),
    ...(examination && { examination }),
    dropped: byTier(({ selection: { dropped, rise } }) => ({ features: dropped, loss: rise.value, error: rise.error })),
  }
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

/** Reads a log of page views by way of a temporary file of the showings that they imply. */
async function readViews(views: string, listed: string, base: string | undefined): Promise<Sample> {
  const progress = showProgress(process.stderr, 'reading page views')
  const leftOut = leftOutNotes((sentence) => progress.note(sentence))
  const malformed = (file: string) => (line: number, why: string) => leftOut(`${file} line ${line}`, why)
  const site = { base: siteOf(base), include: [], exclude: [] }
  const pages = await readListedPages(listed, site, malformed(listed))
  const listeners = { onProgress: progress.update, onMalformed: malformed(views) }
  const [path, remove] = await temporaryFile(async (file) => {
    const coverage = await writeShowings(views, pages, site.base, file, listeners)
    progress.end()
    say(coverageText(coverage))
    if (!coverage.clicks)
      throw new LogError(
        `no view in ${views} came from a page that ${listed} lists, so there are no clicks: the log must have referrers, and be of the time that ${listed} covers`,
      )
  })
  try {
    return await read(path)
  } finally {
    remove()
  }
}

async function examplesIn(
  log: Sample,
  embed: Embed,
  examination: Examination | undefined,
  coReading: CoReading | undefined,
) {
  const contents = contentsOf(log)
  const progress = showProgress(process.stderr, 'embedding texts')
  const vectors = stored(await vectorsOf(contents, log.lists, embed, progress.update), contents)
  progress.end()
  const catalogue: Catalogue = { contents, vectors, coReading }
  const counting = showProgress(process.stderr, 'counting features')
  const examples = await bothTiers(log.lists, catalogue, counting.update, fromEarlierLists(log.lists))
  counting.end()
  if (!examination) return { examples, catalogue }
  const known = (some: readonly Example[]) =>
    some.map((example) => ({
      ...example,
      examination: logExamination(example.list.items.length, Math.max(0, examination.exponent)),
    }))
  return { examples: { semantic: known(examples.semantic), lexical: known(examples.lexical) }, catalogue }
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
  for (const tier of TIERS)
    gains.push([tier, await gainOf(examples[tier], tier, catalogue, () => progress.update(++done, total))])
  progress.end()
  const first = gains.find(([, gain]) => gain)?.[1]
  if (first)
    say(
      `gain over the default, nDCG@10 of ${grouped(first.lists)} lists of ${grouped(first.readers)} readers, each ordered by weights fitted to other readers:\n`,
    )
  for (const [tier, gain] of gains) if (gain) say(gainText(tier, gain))
  return gains
}

/** Rounds weights to five digits, since any further digits are noise. */
const rounded = (_: string, value: unknown) => (typeof value === 'number' ? Number(value.toPrecision(5)) : value)
