/**
 * Links to this page as another reader would see it, or as this reader would have seen it earlier, if the site allows
 * previews.
 */

import { type Inner, piece } from '../../../../../elements/src/piece.ts'
import { isRequested } from '../../../lib/is-requested.ts'
import { AS_OF_PARAMETER, PARAMETER, PERSONAS, SPANS, type Span, YOURSELF } from '../../preview/personas.ts'
import type { InspectorInput } from '../inspector-input.ts'
import type { Said } from '../texts/said.ts'

export function readersTab(persona: string | undefined, { options }: InspectorInput, { texts }: Said): Inner[] {
  if (!isRequested('', options.preview)) return [piece('p', {}, texts.notHere)]
  const since = new URLSearchParams(location.search).get(AS_OF_PARAMETER)
  const link = (label: string, isCurrent: boolean, name?: string, span?: string) =>
    piece(
      'li',
      { key: label },
      piece('a', { href: addressAs(name, span), 'aria-current': isCurrent ? 'page' : undefined }, label),
    )
  const ago = (Object.keys(SPANS) as Span[]).map((span) =>
    link(texts.spans[span], persona === YOURSELF && span === since, YOURSELF, span),
  )
  const shown = persona === YOURSELF ? `${texts.yourself}, ${texts.spans[since as Span]}` : persona
  return [
    shown && piece('p', { key: 'now' }, `${texts.shownAs} ${shown}.`),
    piece('p', { key: 'how' }, texts.readersHow),
    // The new reader is listed first, because most visitors are new.
    piece(
      'ul',
      { className: 'links' },
      link(texts.yourself, !persona),
      ...['new-reader', ...PERSONAS.filter((name) => name !== 'new-reader')].map((name) =>
        link(name, name === persona, name),
      ),
    ),
    piece('h3', { key: 'as of' }, texts.asOf),
    piece('p', { key: 'as of, how' }, texts.asOfHow),
    piece('ul', { key: 'ago', className: 'links' }, link(texts.now, !persona), ...ago),
  ]
}

function addressAs(name: string | undefined, span: string | undefined): string {
  const url = new URL(location.href)
  for (const [parameter, value] of [
    [PARAMETER, name],
    [AS_OF_PARAMETER, span],
  ] as const)
    if (value) url.searchParams.set(parameter, value)
    else url.searchParams.delete(parameter)
  return url.href
}
