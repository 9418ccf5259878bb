/** Shows who gets the top places in the page's lists, using the audit's measures, in tables with bars. */

import { type Inner, type Piece, piece } from '../../../../../elements/src/piece.ts'
import { type InOrders, ORDERS } from '../../../../../measure/src/fairness/page.ts'
import { sharesOf } from '../../../../../measure/src/fairness/shares.ts'
import { ITEM_DIMENSIONS, type ItemDimension } from '../../../../../measure/src/fairness/survey.ts'
import type { FairnessView } from '../measure-fairness.ts'
import type { Said } from '../texts/said.ts'

/** Maximum names listed, by exposure. */
const MOST_NAMES = 12
const AUDIT = 'npx --no inkling audit'

/** A row of bars, with values from 0 to 1: one bar per order, and one for the opened items. */
interface Bars {
  readonly name: string
  readonly values: Partial<Readonly<Record<'opened' | keyof InOrders, number>>>
}

export function fairnessTab(fair: FairnessView, persona: string | undefined, said: Said): Inner[] {
  const { texts, speech } = said
  const { measured, lists, items, unranked } = fair
  const of = [persona, speech.count(lists, texts.fairLists), speech.count(items, texts.fairItems)]
  return [
    piece('p', { key: 'how' }, texts.fairHow),
    piece('p', { key: 'of', className: 'small' }, measured ? of.filter(Boolean).join(' · ') : texts.fairNone),
    measured && unranked > 0 && piece('p', { key: 'unranked' }, speech.count(unranked, texts.fairUnranked)),
    ...(measured
      ? [
          ...ITEM_DIMENSIONS.flatMap((dimension) => exposure(fair, measured.exposure[dimension], dimension, said)),
          ...section('rare', texts.rare, texts.rareHow, [{ name: '', values: measured.rare }], said),
          ...section(
            'calibration',
            texts.calibration,
            measured.calibration ? texts.calibrationHow : texts.calibrationNone,
            measured.calibration ? [{ name: '', values: measured.calibration }] : [],
            said,
          ),
        ]
      : []),
    piece('h3', { key: 'then' }, texts.fairThen),
    piece('p', { key: 'more' }, `${texts.fairMore} `, piece('code', { lang: 'en' }, AUDIT), ` ${texts.fairMoreOf}`),
  ]
}

/** Undefined if no item on the page has a topic or an author. */
function exposure(
  { opened, names }: FairnessView,
  rows: ReadonlyArray<InOrders & { readonly name: string }>,
  dimension: ItemDimension,
  said: Said,
): Inner[] {
  const { texts, speech } = said
  if (!rows.some(({ name }) => name)) return []
  const ofReader = sharesOf(opened)
  const bars = rows.slice(0, MOST_NAMES).map(({ name, ...values }): Bars => {
    const told = name ? names.get(name) || name : texts.exposureUnnamed[dimension]
    const isTopic = dimension === 'topic' && ofReader.size > 0
    return { name: told, values: { ...values, ...(isTopic && { opened: ofReader.get(name) ?? 0 }) } }
  })
  const rest = rows.length - bars.length
  return [
    ...section(dimension, texts.exposure[dimension], texts.exposureHow, bars, said),
    rest > 0 && piece('p', { key: `${dimension}:rest` }, speech.count(rest, texts.fairRest)),
  ]
}

function section(key: string, title: string, how: string, rows: readonly Bars[], said: Said): Inner[] {
  return [
    piece('h3', { key, id: `fair-${key}` }, title),
    piece('p', { key: `${key}:how`, className: 'small' }, how),
    rows.length > 0 &&
      piece('table', { key: `${key}:bars`, 'aria-labelledby': `fair-${key}` }, ...rows.map((row) => barsOf(row, said))),
  ]
}

/** Writes the figures next to the bars, for screen readers. */
function barsOf({ name, values }: Bars, { texts, speech }: Said): Piece {
  const told = [...ORDERS, 'opened' as const].flatMap((order) => {
    const value = values[order]
    return value === undefined ? [] : [{ order, value }]
  })
  return piece(
    'tbody',
    { key: name },
    !!name && piece('tr', { key: 'name' }, piece('th', { scope: 'rowgroup', colSpan: 2 }, piece('b', {}, name))),
    ...told.map(({ order, value }) =>
      piece(
        'tr',
        { key: order },
        piece('th', { scope: 'row' }, texts.orders[order]),
        piece(
          'td',
          { className: 'gauge' },
          piece('span', { 'aria-hidden': 'true' }, piece('i', { className: order, '--much': value.toFixed(3) })),
          speech.share(value),
        ),
      ),
    ),
  )
}
