import type { Tab } from '../support/tab.ts'

export interface RankedDetail {
  readonly list: string
  readonly moved: number
  readonly late: boolean
  readonly by: 'snippet' | 'tag'
  readonly ranking: { readonly items: ReadonlyArray<{ readonly id: string; readonly from: number }> }
}

/** What `inkling:ranked` said last of a list in this view. */
export async function rankedOf(tab: Tab, list: string): Promise<RankedDetail | undefined> {
  const all = await tab.evaluate(() =>
    window.probe.told.filter(({ name }) => name === 'ranked').map(({ detail }) => detail),
  )
  return (all as RankedDetail[]).findLast((detail) => detail.list === list)
}
