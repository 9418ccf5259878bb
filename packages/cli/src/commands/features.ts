import { FEATURES } from '../../../sdk/src/ranking/features/features.ts'
import { contentsOf } from '../evaluate/context.ts'
import { type Example, examplesOf } from '../evaluate/fitting/fit.ts'
import { readLog } from '../evaluate/log/read-log.ts'
import { countPopularity } from '../evaluate/popularity.ts'
import { showProgress } from '../evaluate/progress.ts'
import { stored, vectorsOf } from '../evaluate/vectors.ts'
import { embedAll, type ModelFlags } from '../model.ts'
import { print } from '../terminal/output.ts'

export interface FeaturesFlags extends ModelFlags {
  readonly events: string
  /** A log for counting popularity. Default: the log being exported, without each user's own clicks */
  readonly trainEvents?: string | undefined
}

/**
 * Exports the ranker's features so that other models can be trained on them. The output is a header line with the
 * feature names, then a JSON line for every list except each user's first.
 */
export async function features({ events, trainEvents, ...model }: FeaturesFlags): Promise<void> {
  const progress = showProgress(process.stderr, 'embedding texts')
  const onMalformed = (line: number, why: string) => progress.note(`line ${line} is left out: ${why}`)
  const log = await readLog(events, { onMalformed })
  const train = trainEvents === undefined ? undefined : await readLog(trainEvents, { onMalformed })
  const contents = contentsOf(log, ...(train ? [train] : []))
  const embed = (texts: readonly string[], told: (done: number, total: number) => void) => embedAll(texts, told, model)
  const vectors = stored(await vectorsOf(contents, log.lists, embed, progress.update), contents)
  progress.end()
  const write = (line: unknown) => print(`${JSON.stringify(line)}\n`)
  await write({ features: FEATURES })
  const counted = train && countPopularity(train.lists)
  for (const example of examplesOf(log.lists, { contents, vectors }, 'semantic', counted && (() => counted)))
    await write(lineOf(example))
}

function lineOf({ list, past, rows, clicked, popularity: popularityOf }: Example) {
  const popularity = popularityOf()
  const seen = new Set(past.flatMap((earlier) => earlier.items))
  const K = FEATURES.length
  const rate = (id: string) => short(popularity.of(id) ?? 0)
  return {
    user: list.user,
    at: list.at,
    items: list.items,
    clicked: [...clicked],
    repeated: list.items.map((id) => (seen.has(id) ? 1 : 0)),
    popularity: list.items.map(rate),
    features: list.items.map((_, c) => Array.from(rows.subarray(c * K, (c + 1) * K), short)),
    past: past.map((earlier) => ({
      items: earlier.items,
      clicked: earlier.items.map((id) => (earlier.clicked.has(id) ? 1 : 0)),
      popularity: earlier.items.map(rate),
    })),
  }
}

const short = (value: number) => Number(value.toPrecision(6))
