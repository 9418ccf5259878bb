import type { Explanation, ScoreParts } from '../../../sdk/src/types.ts'
import { type Piece, piece } from '../piece.ts'
import type { Speech } from '../speech.ts'
import type { Texts } from './texts.ts'

/** Minimum share displayed; smaller bars would be invisible. */
const LEAST = 0.02

/** The parts of the score, largest first, as shares of the total of all contributions, for and against. */
export function bars({ parts }: Explanation, texts: Texts, speech: Speech): Piece | undefined {
  const all = Object.entries(parts) as Array<[keyof ScoreParts, number]>
  const sum = all.reduce((sum, [, value]) => sum + Math.abs(value), 0)
  const told = all
    .map(([name, value]) => ({ name, share: sum && value / sum }))
    .filter(({ name, share }) => texts.parts[name] && Math.abs(share) >= LEAST)
    .sort((a, b) => Math.abs(b.share) - Math.abs(a.share))
  if (!told.length) return undefined
  const most = Math.abs(told[0]!.share)
  return piece(
    'ul',
    {},
    ...told.map(({ name, share }) => {
      const much = (Math.abs(share) / most).toFixed(3)
      const figure = `${share < 0 ? '−' : '+'}${speech.share(Math.abs(share))}`
      return piece(
        'li',
        { key: name, className: 'part' },
        piece('span', {}, texts.parts[name]),
        piece('b', {}, figure),
        piece('span', { className: 'bar' }, piece('i', { className: share < 0 ? 'against' : '', '--much': much })),
      )
    }),
  )
}
