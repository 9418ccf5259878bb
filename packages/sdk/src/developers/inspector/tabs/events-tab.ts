/** Shows the events dispatched on `document`, latest first. */

import { type Inner, piece } from '../../../../../elements/src/piece.ts'
import type { InklingEvents } from '../../../types.ts'
import { milliseconds, type Said } from '../texts/said.ts'
import { consentText } from './status-tab.ts'

/** Maximum number of events kept; the oldest are dropped. */
const MOST_HEARD = 200
/** Events that may be shown without consent. */
const WITHOUT_CONSENT = ['inkling:consent', 'inkling:error']

/**
 * Drops surplus events and, without consent, those about the reader. Modifies the tag's own array, so that the tag
 * doesn't keep them either.
 */
export function trim(heard: Event[], may: boolean): void {
  const left = may ? heard.slice(-MOST_HEARD) : heard.filter(({ type }) => WITHOUT_CONSENT.includes(type))
  if (left.length < heard.length) heard.splice(0, heard.length, ...left)
}

export function eventsTab(heard: readonly Event[], said: Said): Inner[] {
  if (!heard.length) return [piece('p', {}, said.texts.noEvents)]
  const rows = heard.map((event, place) =>
    piece(
      'li',
      { key: `${event.timeStamp}${place}` },
      piece('b', {}, event.type),
      ` ${[milliseconds(event.timeStamp, said.speech), ...describe(event as CustomEvent, said)].filter(Boolean).join(' · ')}`,
    ),
  )
  return [piece('ol', { className: 'log', reversed: true }, ...rows.reverse())]
}

type Describer<K extends keyof InklingEvents> = (
  detail: InklingEvents[K],
  said: Said,
) => Array<string | undefined | false>

/** Any script can dispatch an event of this name with arbitrary detail. */
function describe({ type, detail }: CustomEvent, said: Said): Array<string | undefined | false> {
  try {
    return DESCRIBERS[type as keyof InklingEvents](detail as never, said)
  } catch {
    return []
  }
}

const status: Describer<'inkling:ready' | 'inkling:engine'> = (
  { engine, backend, table, bytes, embedded },
  { texts, speech },
) => [
  `${texts.engine}: ${engine}`,
  backend,
  table && `${texts.table}: ${table}`,
  bytes.total > 0 && `${bytes.loaded.toLocaleString(speech.tag)} / ${bytes.total.toLocaleString(speech.tag)}`,
  embedded.texts > 0 && speech.count(embedded.texts, texts.texts),
]

const DESCRIBERS: { readonly [K in keyof InklingEvents]: Describer<K> } = {
  'inkling:ready': status,
  'inkling:engine': status,
  'inkling:consent': (consent, { texts }) => [consentText(consent, texts)],
  'inkling:ranked': ({ list, moved, by, late, why, ranking }, { texts, speech }) => [
    list,
    why ? texts.unmoved[why] : speech.count(moved, texts.moved),
    by,
    late && 'late',
    milliseconds(ranking.milliseconds, speech),
  ],
  'inkling:undo': ({ list }) => [list],
  'inkling:redo': ({ list }) => [list],
  'inkling:profile': ({ events }, { texts }) => [`${texts.events}: ${events}`],
  'inkling:reading': ({ item, seconds }, { speech }) => [item, milliseconds(seconds * 1000, speech)],
  'inkling:creative': ({ slot, creative }) => [slot, creative],
  'inkling:unfilled': ({ slot }) => [slot],
  'inkling:exposure': ({ experiment, arm, list }) => [`${experiment}: ${arm}`, list],
  'inkling:outcome': ({ kind, arms }) => [
    kind,
    Object.entries(arms)
      .map(([experiment, arm]) => `${experiment}: ${arm}`)
      .join(', '),
  ],
  'inkling:error': ({ code, message }) => [code, message],
}
