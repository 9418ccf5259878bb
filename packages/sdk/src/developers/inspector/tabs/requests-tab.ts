import { type Inner, piece } from '../../../../../elements/src/piece.ts'
import { countOf, type Requests } from '../requests.ts'
import type { Said } from '../texts/said.ts'

/** @param analytics the analytics system to which the arms are sent, if the option names one */
export function requestsTab(
  { own, aboutReader, others }: Requests,
  analytics: string | undefined,
  { texts, speech }: Said,
): Inner[] {
  const number = (value: number) => value.toLocaleString(speech.tag)
  const files = own.map(({ file, count, bytes }) =>
    piece(
      'tr',
      { key: file },
      piece('th', { scope: 'row' }, count > 1 ? `${file} ×${count}` : file),
      piece('td', {}, bytes ? speech.count(bytes, texts.bytesOf) : texts.fromCache),
    ),
  )
  return [
    piece('p', { className: 'about' }, `${texts.aboutYou}: `, piece('b', { id: 'about' }, number(aboutReader.length))),
    piece(
      'ul',
      { key: 'about', className: 'wrong' },
      ...aboutReader.map((address) => piece('li', { key: address }, address)),
    ),
    piece('p', { key: 'how', className: 'small' }, texts.aboutHow),
    piece('h3', { key: 'own' }, speech.count(countOf(own), texts.ofInkling)),
    piece('table', {}, piece('tbody', {}, ...files)),
    piece('h3', { key: 'others' }, speech.count(countOf(others), texts.ofPage)),
    piece('p', { key: 'page', className: 'small' }, texts.ofPageHow),
    analytics && piece('p', { key: 'analytics', className: 'small' }, `${texts.analytics} ${analytics}.`),
    piece(
      'ul',
      { key: 'hosts' },
      ...others.map(({ host, count }) => piece('li', { key: host }, `${host}: ${number(count)}`)),
    ),
    piece('p', { key: 'workers', className: 'small' }, texts.workers),
  ]
}
