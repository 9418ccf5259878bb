/**
 * alarm: readers are worse off, or the measurements are invalid · warning: something could be better · fine: no problem
 * · open: too little data to tell.
 */
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
