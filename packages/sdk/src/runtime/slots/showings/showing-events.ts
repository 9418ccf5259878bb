/**
 * Showings and goals are events in the history, so they are pruned, exported, imported, deleted and sent to other tabs
 * like any other event. The item of such an event is the creative; all other data is in the item's tags. The event has
 * no text, so it doesn't affect interests.
 */

import { FITS } from '../../../creatives/bandit/features.ts'
import type { Happening, Showing } from '../../../creatives/showing.ts'
import type { ReaderEvent } from '../../../types.ts'
import { nameIn, readLabels } from '../slot-items.ts'

const SHOWN = 'inkling:shown/'
/** Names of the tags that don't stand for cells of the context. */
const OWN = new Set<string>(['campaign', 'propensity', ...FITS])

const itemOf = ({ slot, creative }: Pick<Showing, 'slot' | 'creative'>): string => `${SHOWN}${slot}/${creative}`
const TEXTLESS = { text: '', fingerprint: '' }

export function showingEvent(showing: Showing): ReaderEvent {
  const { campaign, at, propensity, cells, fits } = showing
  const rounded = (value: number) => Number(value.toPrecision(4))
  return {
    ...TEXTLESS,
    kind: 'shown',
    at,
    item: itemOf(showing),
    tags: [
      `campaign=${campaign}`,
      `propensity=${rounded(propensity)}`,
      ...cells,
      ...FITS.flatMap((name, index) => (fits[index] ? [`${name}=${rounded(fits[index])}`] : [])),
    ],
  }
}

/** @param leadsTo the id of the item that the clicked link leads to; reading that item is a further goal */
export const goalEvent = (showing: Showing, at: number, leadsTo: string | undefined): ReaderEvent => ({
  ...TEXTLESS,
  kind: 'goal',
  at,
  item: itemOf(showing),
  ...(leadsTo !== undefined && { list: leadsTo }),
  tags: [`campaign=${showing.campaign}`],
})

/** Finds the showings among the events. Imported data may contain anything, so incomplete events are skipped. */
export function showingsOf(events: readonly ReaderEvent[]): Showing[] {
  return events.flatMap(({ kind, item, at, tags = [] }) => {
    if (kind !== 'shown' || !item.startsWith(SHOWN)) return []
    const [slot = '', ...rest] = item.slice(SHOWN.length).split('/')
    const said = readLabels(tags)
    const number = (name: string) => {
      const value = Number(said.get(name) ?? 0)
      return Number.isFinite(value) ? value : 0
    }
    return [
      {
        slot,
        creative: rest.join('/'),
        campaign: said.get('campaign') ?? '',
        at,
        propensity: Math.min(1, Math.max(1e-6, number('propensity'))),
        cells: tags.filter((tag) => !OWN.has(nameIn(tag))),
        fits: FITS.map(number),
      },
    ]
  })
}

/** Events that could be a campaign's goal. */
export function happeningsOf(events: readonly ReaderEvent[]): Happening[] {
  return events.flatMap(({ kind, item, at }): Happening[] => {
    if (kind === 'read') return [{ kind, at, item }]
    if (kind === 'purchase') return [{ kind: 'conversion', at, item }]
    if (kind !== 'goal' || !item.startsWith(SHOWN)) return []
    return [{ kind: 'click', at, item: item.slice(item.indexOf('/', SHOWN.length) + 1) }]
  })
}

/** Whether a click on the creative led to the item. */
export function leadsTo(events: readonly ReaderEvent[]): (showing: Showing, item: string) => boolean {
  /** Creatives, keyed by the item that a click on them led to. */
  const goals = new Map<string, Set<string>>()
  for (const { kind, item, list } of events)
    if (kind === 'goal' && list !== undefined) goals.set(list, (goals.get(list) ?? new Set()).add(item))
  return (showing, item) => goals.get(item)?.has(itemOf(showing)) ?? false
}
