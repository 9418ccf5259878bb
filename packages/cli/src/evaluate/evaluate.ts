/** Offline evaluation: computes the metrics of every row from an evaluation log and an optional training log. */
import { createHash } from 'node:crypto'
import { basename } from 'node:path'
import type { CoReading } from '../../../sdk/src/ranking/features/feature-input.ts'
import { BASELINES, type Row } from './baselines.ts'
import { type Context, contentsOf, makeContext } from './context.ts'
import { type List, type Log, LogError, readLog } from './log/read-log.ts'
import { LikenessTally } from './metrics/likeness.ts'
import { type ListMetrics, listMetrics, orderOf, skippedFor, tieKeys } from './metrics/metrics.ts'
import { countPopularity } from './popularity.ts'
import { type ProgressStream, showProgress } from './progress.ts'
import { candidatesOf, type Replayed, replay, type Variant } from './replay.ts'
import type { EvaluationReport } from './result.ts'
import { type Pair, sliceFigures, type Table, TableBuilder, tableFigures } from './table.ts'
import { type Embed, vectorsOf } from './vectors.ts'

export interface EvaluateOptions {
  /** Path of the log used for evaluation, plain or gzipped; `-` is standard input. */
  readonly events: string
  /** The log that is used to count popularity and to train rows. Default: none. */
  readonly trainEvents?: string
  /**
   * Cross-validation instead of a training log: users are assigned to this many folds by a hash of their name, and each
   * fold is scored with all others as the training log. Default: none.
   */
  readonly folds?: number
  /**
   * Rows in addition to the baselines. A function receives the context, for example to train on `context.training`
   * first.
   */
  readonly rows?: readonly Row[] | ((context: Context) => readonly Row[] | Promise<readonly Row[]>)
  /** The co-reading data that pages load with data-co-reading. Default: none. */
  readonly coReading?: CoReading | undefined
  readonly embed: Embed
  /**
   * Pairs of rows to compare. Default: the similarity rows with popularity and with each other, and each extra row with
   * popularity.
   */
  readonly pairs?: readonly Pair[]
  /** Bootstrap resamples; default: 2,000. */
  readonly resamples?: number
  /** Where to report progress and skipped lines. Default: process.stderr. */
  readonly stderr?: ProgressStream
}

/** Maximum number of skipped lines to print individually; the rest are only counted. */
const MAX_PRINTED = 20

const DEFAULT_PAIRS: readonly Pair[] = [
  ['popularity', 'random'],
  ['tfidf-fusion', 'popularity'],
  ['tfidf-fusion', 'tfidf-mean'],
  ['fusion', 'popularity'],
  ['fusion', 'tfidf-fusion'],
  ['fusion', 'mean'],
]

const VARIANTS: readonly Variant[] = ['fresh', 'all']

/**
 * Replays a log through the baselines and the extra rows. A user's first list serves only as history. Every later list
 * is ordered by each row, given only the user's earlier lists, once without the items that were shown to the user
 * before and once with them. Popularity is counted in the training log, because counts from the evaluated log would
 * contain the answers.
 *
 * @throws LogError if a log is unusable; RangeError for duplicate row names, unknown rows in pairs, and scores that are
 * NaN
 */
export async function evaluate(options: EvaluateOptions): Promise<EvaluationReport> {
  const { events, trainEvents, folds, coReading, embed, resamples, stderr = process.stderr } = options
  if (events === '-' && trainEvents === '-') throw new LogError('only one log can come from standard input')
  if (folds !== undefined && trainEvents !== undefined)
    throw new LogError(
      'use either a training log or folds: with folds, each part is scored with the others as training log',
    )
  const log = await read(events, stderr)
  const train = trainEvents === undefined ? undefined : await read(trainEvents, stderr)
  const scored = new Set(log.lists.map((list) => list.id))
  const training = (train?.lists ?? []).filter((list) => !scored.has(list.id))
  const users = new Set(log.lists.map((list) => list.user))
  const parts = folds === undefined ? [{ lists: log.lists, training }] : foldsOf(log.lists, folds)
  const trained = train !== undefined || folds !== undefined

  const contents = contentsOf(log, ...(train ? [train] : []))
  const embedding = showProgress(stderr, 'embedding texts')
  const vectors = await vectorsOf(contents, [...log.lists, ...training], embed, embedding.update)
  embedding.end()

  let scoring: Scoring | undefined
  for (const part of parts) {
    const popularity = countPopularity(trained ? part.training : undefined)
    const context = makeContext(contents, vectors, popularity, part.training, coReading)
    const extra = typeof options.rows === 'function' ? await options.rows(context) : (options.rows ?? [])
    const rows = [...BASELINES, ...extra]
    const twice = rows.find(({ name }, n) => rows.findIndex((row) => row.name === name) < n)
    if (twice) throw new RangeError(`two rows have the name '${twice.name}'`)
    scoring ??= new Scoring(rows.map(({ name }) => name))
    scoring.score(part.lists, rows, context, trained, stderr)
  }
  const { names, ...tables } = scoring!.tables()
  const pairs = options.pairs ?? [
    ...DEFAULT_PAIRS,
    ...names.slice(BASELINES.length).map((name): Pair => [name, 'popularity']),
  ]
  if (!tables.all.lists.length)
    throw new LogError(
      `no list in ${events} can be scored: a user's first list is only history, and no user has a later list with some ` +
        'items clicked and some not',
    )
  const [fresh, all] = [tableFigures(tables.fresh, pairs, resamples), tableFigures(tables.all, pairs, resamples)]
  return {
    events: nameOf(events),
    ...(trainEvents !== undefined && { training: nameOf(trainEvents) }),
    users: tables.fresh.userCount,
    lists: tables.fresh.lists.length,
    rows: fresh.rows,
    repeats: all.rows,
    paired: [
      ...fresh.paired.map((pair) => ({ ...pair, table: 'rows' as const })),
      ...all.paired.map((pair) => ({ ...pair, table: 'repeats' as const })),
    ],
    slices: sliceFigures(tables.fresh, resamples),
    alike: tables.likeness.means(),
    counts: {
      inLog: { users: users.size, lists: log.lists.length, items: log.items.size },
      firstLists: users.size,
      rows: countsOf(tables.fresh),
      repeats: countsOf(tables.all),
    },
    problems: {
      events: log.problems,
      ...(train && {
        training: train.problems,
        listsInBoth: train.lists.length - training.length,
        usersInBoth: new Set(train.lists.map((list) => list.user).filter((user) => users.has(user))).size,
      }),
    },
    tables: { rows: tables.fresh, repeats: tables.all },
  }
}

const nameOf = (file: string) => (file === '-' ? 'standard input' : basename(file))

const countsOf = ({ userCount, lists, skipped }: Table) => ({ users: userCount, lists: lists.length, skipped })

async function read(file: string, stderr: ProgressStream): Promise<Log> {
  const progress = showProgress(stderr, `reading ${nameOf(file)}`)
  let untold = 0
  let printed = 0
  try {
    return await readLog(file, {
      onProgress: progress.update,
      onMalformed: (line, why) => {
        if (printed++ < MAX_PRINTED) progress.note(`line ${line} of ${nameOf(file)} is left out: ${why}`)
        else untold++
      },
    })
  } finally {
    progress.end()
    if (untold) progress.note(`${untold} more lines of ${nameOf(file)} are left out`)
  }
}

/** Accumulates the tables list by list, over all folds. */
class Scoring {
  readonly #names: readonly string[]
  readonly #likeness = new LikenessTally()
  readonly #builders: Readonly<Record<Variant, TableBuilder>>

  constructor(names: readonly string[]) {
    this.#names = names
    this.#builders = { fresh: new TableBuilder(names), all: new TableBuilder(names) }
  }

  /** @param trained whether there was a training log, so that some items may already have been seen */
  score(
    lists: readonly List[],
    rows: readonly Row[],
    context: Context,
    trained: boolean,
    stderr: ProgressStream,
  ): void {
    const progress = showProgress(stderr, 'replaying lists')
    const total = lists.length - new Set(lists.map((list) => list.user)).size
    let done = 0
    for (const replayed of replay({ lists })) {
      let last: Scored | undefined
      for (const variant of VARIANTS) {
        const candidates = candidatesOf(replayed, variant)
        const relevance = candidates.map((item) => (replayed.list.clicked.has(item) ? 1 : 0))
        const why = skippedFor(relevance)
        if (why) {
          this.#builders[variant].skip(why)
          continue
        }
        // A list without repeated items is the same in both variants.
        const scored =
          last?.length === candidates.length ? last : scoreList(rows, replayed, candidates, relevance, context)
        last = scored
        if (variant === 'fresh') this.#likeness.add(scored.orders, context.contents)
        const unseen = candidates.filter((item) => !context.popularity.showings(item)).length
        this.#builders[variant].add(
          {
            id: replayed.list.id,
            user: replayed.list.user,
            pastClicks: replayed.clickedBefore.size,
            unseen: trained ? unseen / candidates.length : undefined,
          },
          scored.metrics,
        )
      }
      progress.update(++done, total)
    }
    progress.end()
  }

  tables() {
    const { fresh, all } = this.#builders
    return { names: this.#names, fresh: fresh.build(), all: all.build(), likeness: this.#likeness }
  }
}

/**
 * Yields each fold of users, with the other folds as its training log. A user's fold doesn't depend on the other users.
 */
function foldsOf(lists: readonly List[], folds: number) {
  const partOf = new Map<string, number>()
  for (const { user } of lists) {
    if (partOf.has(user)) continue
    const digest = createHash('sha256').update(user).digest('hex')
    partOf.set(user, Number(BigInt(`0x${digest}`) % BigInt(folds)))
  }
  const parts = [...new Set(partOf.values())].sort((a, b) => a - b)
  if (parts.length < 2) throw new LogError('too few users for folds: all of them are in one fold')
  return parts.map((part) => ({
    lists: lists.filter(({ user }) => partOf.get(user) === part),
    training: lists.filter(({ user }) => partOf.get(user) !== part),
  }))
}

interface Scored {
  /** Number of candidates. */
  readonly length: number
  /** By row. */
  readonly metrics: ReadonlyMap<string, ListMetrics>
  /** By row: ids, best first. */
  readonly orders: ReadonlyMap<string, readonly string[]>
}

function scoreList(
  rows: readonly Row[],
  replayed: Replayed,
  candidates: readonly string[],
  relevance: readonly number[],
  context: Context,
): Scored {
  const keys = tieKeys(replayed.list.id, candidates)
  // Remove the outcomes, so that rows can't see the answers.
  const nothing = { kinds: new Map(), clickedAt: new Map(), seconds: new Map(), dismissedAt: new Map() }
  const list: List = { ...replayed.list, ...nothing, clicked: new Set() }
  const metrics = new Map<string, ListMetrics>()
  const orders = new Map<string, readonly string[]>()
  for (const row of rows) {
    const scores = row.score({ ...replayed, list }, candidates, context)
    if (scores.length !== candidates.length || Array.from(scores).some(Number.isNaN))
      throw new RangeError(`row '${row.name}' must give a number for each of ${candidates.length} candidates`)
    metrics.set(row.name, listMetrics(scores, relevance, keys)!)
    orders.set(
      row.name,
      orderOf(scores, keys).map((c) => candidates[c]!),
    )
  }
  return { length: candidates.length, metrics, orders }
}
