/**
 * Reads randomised bits as JSON lines from a collector: `{"experiment": "front", "arm": "ranked", "bit": 1}`. There is
 * one line per device.
 */
import type { Device } from '../../../measure/src/estimator/device.ts'
import { unbiased } from '../../../measure/src/estimator/randomised-response.ts'
import { idOf, jsonLine, Malformed } from '../evaluate/log/event-fields.ts'
import { isOther } from './event-log.ts'
import { printable } from './name.ts'

/** The metric estimated from bits: the share of ones before the noise was added. */
export const BIT = 'bit'

/** Counts the zeros and ones of each arm, without storing the bits. */
export class BitCounts {
  readonly #arms = new Map<string, [zeros: number, ones: number]>()

  /** @returns whether the bit was counted, which is false for bits of other experiments */
  take(text: string, experiment: string | undefined, others: Set<string>): boolean {
    const line = jsonLine(text)
    const { bit } = line
    if (bit !== 0 && bit !== 1) throw new Malformed('"bit" is neither 0 nor 1')
    if (isOther(line, experiment, others)) return false
    const arm = printable(idOf(line, 'arm'), 'arm')
    const counts = this.#arms.get(arm) ?? [0, 0]
    if (!this.#arms.has(arm)) {
      if (this.#arms.size >= 50) throw new Malformed('there are already 50 arms')
      this.#arms.set(arm, counts)
    }
    counts[bit]++
    return true
  }

  get arms(): readonly string[] {
    return [...this.#arms.keys()]
  }

  *devices(epsilon: number): Generator<Device> {
    for (const [arm, counts] of this.#arms)
      for (const bit of [0, 1] as const) {
        const device = { arm, counts: { [BIT]: unbiased(bit, epsilon) } }
        for (let n = 0; n < counts[bit]; n++) yield device
      }
  }
}
