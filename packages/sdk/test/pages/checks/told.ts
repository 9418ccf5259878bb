import type { Tab } from '../support/tab.ts'

export interface RankedDetail {
  readonly list: string
  readonly moved: number
  readonly late: boolean
  readonly by: 'snippet' | 'tag'
  readonly why?: string
  readonly ranking: { readonly items: ReadonlyArray<{ readonly id: string; readonly from: number }> }
}

/** The details of `inkling:ranked` for a list in this view: of the whole list, or of one batch after another. */
export async function rankedOf(tab: Tab, list: string): Promise<RankedDetail | undefined> {
  const all = await tab.evaluate(() =>
    window.probe.told.filter(({ name }) => name === 'ranked').map(({ detail }) => detail),
  )
  return (all as RankedDetail[])
    .filter((detail) => detail.list === list)
    .reduce<RankedDetail | undefined>((older, newer) => {
      const ids = new Set(newer.ranking.items.map(({ id }) => id))
      const kept = older?.ranking.items.filter(({ id }) => !ids.has(id)) ?? []
      return { ...newer, ranking: { items: [...kept, ...newer.ranking.items] } }
    }, undefined)
}
