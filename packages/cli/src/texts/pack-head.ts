/** Writes a head in the form that pages read (lib/scoring/text-head.ts). */
import { HEAD_VERSION } from '../../../sdk/src/lib/scoring/text-head.ts'
import type { HeadFit } from './fit-head.ts'

export interface PackedHead {
  readonly version: number
  readonly by: string
  /** int8, in base64. */
  readonly weights: string
  /** Size of one quantisation step of the weights, in log-odds. */
  readonly scale: number
  readonly offset: number
}

/** Four significant digits; more would make the file longer without effect. */
export const rounded = (value: number): number => Number(value.toPrecision(4))

/** @param by the pack, as `space/name@version` */
export function packHead({ weights, offset }: HeadFit, by: string): PackedHead {
  const most = weights.reduce((max, weight) => Math.max(max, Math.abs(weight)), 0)
  const scale = rounded(most / 127) || Number.EPSILON
  const steps = Int8Array.from(weights, (weight) => Math.min(127, Math.max(-127, Math.round(weight / scale))))
  return {
    version: HEAD_VERSION,
    by,
    weights: Buffer.from(steps.buffer).toString('base64'),
    scale,
    offset: rounded(offset),
  }
}
