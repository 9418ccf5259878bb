/** alarm: readers lose, or nothing that was measured holds · warning: less than it could be · fine · open: not enough is there to tell. */
export type Level = 'alarm' | 'warning' | 'fine' | 'open'

export interface Finding {
  readonly level: Level
  /** What was looked at, in a word; docs/measure.md has all. */
  readonly of: string
  /** In a sentence. */
  readonly says: string
  /** What to do, in a sentence; where nothing is wrong, none. */
  readonly todo?: string
}

/** A share as it is printed: 12.3 %. */
export const percent = (share: number): string => `${(100 * share).toFixed(1)} %`
