/** Compares how well different groups of readers are served. The site labels the groups in its own log. */
import { Blocks } from '../blocks.ts'
import { exposed, ndcg10 } from '../exposure.ts'
import { type Draft, differenceDraft } from '../finding.ts'
import { divergence, sharesOf } from '../shares.ts'
import { groupOf, type Survey } from '../survey.ts'
import { SIDES, type Visit } from '../visit.ts'
import { differenceIn, type Family } from './family.ts'

export class Groups implements Family {
  readonly #dimension: string
  readonly #names: readonly string[]
  readonly #topics: ReadonlyMap<string, number>
  /** Columns of a group: the sum of nDCG, the number of values, then the exposure of each topic in both orders. */
  readonly #width: number
  /** The sums, with shape (blocks, names plus the remaining readers, width). */
  readonly #blocks: Blocks

  constructor({ names, groups, blocks }: Survey, dimension: string) {
    this.#dimension = dimension
    this.#names = groups.get(dimension)!
    this.#topics = new Map(names.get('topic')!.map((topic, n) => [topic, n]))
    this.#width = 2 + 2 * this.#topics.size
    this.#blocks = new Blocks(blocks, (this.#names.length + 1) * this.#width)
  }

  add(visits: readonly Visit[], block: number): void {
    const group = groupOf(visits, this.#dimension)
    // Readers without a label are left out.
    if (group === undefined) return
    const found = this.#names.indexOf(group)
    const from = this.#width * (found < 0 ? this.#names.length : found)
    for (const visit of visits) {
      const quality = ndcg10(visit, 'order')
      if (quality !== undefined) {
        this.#blocks.add(block, from, quality)
        this.#blocks.add(block, from + 1, 1)
      }
      for (const [s, side] of SIDES.entries())
        for (const [topic, exposure] of exposed(visit, side, ({ topic }) => this.#topics.get(topic ?? '')))
          if (topic !== undefined) this.#blocks.add(block, from + 2 + s * this.#topics.size + topic, exposure)
    }
  }

  drafts(): Draft[] {
    return this.#names.flatMap((name, n) => {
      const subject = { dimension: this.#dimension, name }
      const total = this.#blocks.total()
      const quality = (sums: Float64Array) => this.#quality(n, sums)
      const attention = (sums: Float64Array) => this.#attention(n, sums)
      return [
        ...differenceDraft('quality', subject, quality(total), this.#blocks.estimate(differenceIn(quality))),
        ...(this.#topics.size
          ? differenceDraft('attention', subject, attention(total), this.#blocks.estimate(differenceIn(attention)))
          : []),
      ]
    })
  }

  /** A column of the group's sums, and the same column summed over all other groups. */
  #against(n: number, column: number, sums: Float64Array): [own: number, others: number] {
    let others = 0
    for (let from = column; from < sums.length; from += this.#width) others += sums[from]!
    const own = sums[n * this.#width + column]!
    return [own, others - own]
  }

  #quality(n: number, sums: Float64Array): [number, number] {
    const [own, others] = this.#against(n, 0, sums)
    const [count, counts] = this.#against(n, 1, sums)
    return [own / count, others / counts]
  }

  /** Divergence between the topics shown to the group and those shown to the others, in both orders. */
  #attention(n: number, sums: Float64Array): [number, number] {
    const [order, page] = SIDES.map((_, s) => {
      const columns = Array.from({ length: this.#topics.size }, (_, topic) => 2 + s * this.#topics.size + topic)
      const shares = [0, 1].map((side) =>
        sharesOf(columns.map((column) => [String(column), this.#against(n, column, sums)[side]!])),
      )
      return divergence(shares[0]!, shares[1]!)
    })
    return [order!, page!]
  }
}
