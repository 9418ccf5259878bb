/** Shows the device's tallies by arm, as returned by `inkling.measure.summary()`. */

import { type Inner, type Piece, piece } from '../../../../../elements/src/piece.ts'
import type { Count, Tally } from '../../../types.ts'
import type { InspectorInput } from '../inspector-input.ts'
import type { Said } from '../texts/said.ts'

/** @param tallies empty without consent to measurement */
export function armsSection(
  tallies: readonly Tally[],
  { options }: Pick<InspectorInput, 'options'>,
  said: Said,
): Inner[] {
  if (!options.holdout && !options.experiments) return []
  const { texts } = said
  return [
    piece('h3', { key: texts.arms }, texts.arms),
    ...(tallies.length ? tallies.map((tally) => tableOf(tally, said)) : [piece('p', { key: 'no arm' }, texts.noArm)]),
  ]
}

/** Omits counts that are zero in every arm. */
function tableOf({ experiment, arm, since, exposed, told, counts, before }: Tally, { texts, speech }: Said): Piece {
  const number = (value = 0) => value.toLocaleString(speech.tag, { maximumFractionDigits: 1 })
  const rows = (Object.keys(texts.counts) as Count[]).filter((name) => counts[name] || before[name])
  const cells = (tag: 'th' | 'td', ...[first = '', ...others]: readonly string[]) => [
    piece('th', { scope: tag === 'th' ? 'col' : 'row' }, first),
    ...others.map((text, place) => piece(tag, { key: String(place), ...(tag === 'th' && { scope: 'col' }) }, text)),
  ]
  const history = [
    `${texts.assigned}: ${speech.when(since)}`,
    `${texts.exposed}: ${exposed === undefined ? texts.nothing : speech.when(exposed)}`,
    ...(told === undefined ? [] : [`${texts.told}: ${told}`]),
  ]
  return piece(
    'table',
    { key: `${experiment} ${arm}`, className: 'arms' },
    piece('caption', {}, piece('b', {}, `${experiment}: ${arm}`), ` · ${history.join(' · ')}`),
    piece('thead', {}, piece('tr', {}, ...cells('th', texts.counted, texts.afterExposure, texts.beforeExposure))),
    piece(
      'tbody',
      {},
      ...rows.map((name) =>
        piece('tr', { key: name }, ...cells('td', texts.counts[name], number(counts[name]), number(before[name]))),
      ),
    ),
  )
}
