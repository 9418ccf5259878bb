import { contentsOf } from '../evaluate/context.ts'
import { bothTiers, fitBoth } from '../evaluate/fit.ts'
import { LogError, readLog } from '../evaluate/log/read-log.ts'
import { showProgress } from '../evaluate/progress.ts'
import { stored, vectorsOf } from '../evaluate/vectors.ts'
import { expectWritable, writeWhole } from '../files/whole-file.ts'
import { depthOf, embedAll, type ModelFlags } from '../model.ts'
import { say } from '../terminal/output.ts'

export interface FitFlags extends ModelFlags {
  readonly events: string
  /** The file that is written. */
  readonly out: string
  readonly name: string
  readonly licence: string
}

/** A site's log → a ranker for its pages: the weights of a logistic regression, a kilobyte of JSON. */
export async function fit({ events, out, name, licence, ...model }: FitFlags): Promise<void> {
  if (model.depth !== 'mixed') depthOf(model.depth)
  await expectWritable(out)
  const progress = showProgress(process.stderr, 'fitting the ranker')
  const log = await readLog(events, { onMalformed: (line, why) => progress.note(`line ${line} is left out: ${why}`) })
  const contents = contentsOf(log)
  const embed = (texts: readonly string[], told: (done: number, total: number) => void) => embedAll(texts, told, model)
  const vectors = stored(await vectorsOf(contents, log.lists, embed, progress.update), contents)
  const examples = bothTiers(log.lists, { contents, vectors }, progress.update)
  progress.end()
  if (!examples.semantic.length)
    throw new LogError(`nobody in ${events} was shown a second list: there is nothing to learn from a first one`)
  const ranker = { name, version: '1', licence, coldStart: 'prior', weights: fitBoth(examples) }
  await writeWhole(out, `${JSON.stringify(ranker, rounded, 2)}\n`)
  say(`${examples.semantic.length} lists; the ranker is in ${out}\n`)
}

/** Weights to five digits: more would be noise. */
const rounded = (_: string, value: unknown) => (typeof value === 'number' ? Number(value.toPrecision(5)) : value)
