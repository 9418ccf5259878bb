/** alarm: readers lose, or the measurements are invalid · warning: could be better · fine · open: too little data. */
export type Level = 'alarm' | 'warning' | 'fine' | 'open'

export interface Finding {
  readonly level: Level
  /** The subject in one word; docs/measure.md lists all subjects. */
  readonly of: string
  /** One sentence. */
  readonly says: string
  /** What to do, in one sentence; absent if nothing is wrong. */
  readonly todo?: string
}

/** Formats a share: 12.3 %. */
export const percent = (share: number): string => `${(100 * share).toFixed(1)} %`
