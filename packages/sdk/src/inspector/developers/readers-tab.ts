/** The page as somebody else sees it: addresses that name a persona, where the site allows it. */

import { isAsked } from '../../lib/is-asked.ts'
import { PARAMETER, PERSONAS } from '../../preview/personas.ts'
import { type Inner, piece } from '../piece.ts'
import type { Asked } from './asked.ts'
import type { Said } from './said.ts'

export function readersTab(persona: string | undefined, { options }: Asked, { texts }: Said): Inner[] {
  if (!isAsked('', options.preview)) return [piece('p', {}, texts.notHere)]
  const link = (name: string | undefined) =>
    piece(
      'li',
      { key: name ?? '' },
      piece(
        'a',
        { href: addressAs(name), 'aria-current': name === persona ? 'page' : undefined },
        name ?? texts.yourself,
      ),
    )
  return [
    persona && piece('p', { key: 'now' }, `${texts.shownAs} ${persona}.`),
    piece('p', { key: 'how' }, texts.readersHow),
    // A new reader first: what the page is for most.
    piece(
      'ul',
      { className: 'links' },
      ...[undefined, 'new-reader', ...PERSONAS.filter((name) => name !== 'new-reader')].map(link),
    ),
  ]
}

function addressAs(name: string | undefined): string {
  const url = new URL(location.href)
  if (name) url.searchParams.set(PARAMETER, name)
  else url.searchParams.delete(PARAMETER)
  return url.href
}
