/** The history: searchable, with a delete button per row. */

import type { ReaderEvent } from '../../../sdk/src/types.ts'
import { type Piece, piece } from '../piece.ts'
import { button, nameOf, type Scene, section, topicName } from './scene.ts'

/** Number of rows shown initially, and added by each click on "more". */
export const ROWS = 20

const isSeen = ({ kind }: ReaderEvent) => kind === 'impression' || kind === 'shown'

export function rows(scene: Scene): Piece {
  const { view, texts, speech, set } = scene
  const all = found(scene)
  const search = texts.search
  return section(
    'rows',
    texts.history,
    piece(
      'div',
      { key: 'find', className: 'find' },
      piece(
        'label',
        { key: 'search' },
        search,
        piece('input', {
          type: 'search',
          autocomplete: 'off',
          value: view.search,
          oninput: (event) => set({ search: (event.target as HTMLInputElement).value, rows: ROWS }),
        }),
      ),
      piece(
        'label',
        { key: 'seen' },
        piece('input', {
          type: 'checkbox',
          checked: view.withSeen,
          onchange: (event) => set({ withSeen: (event.target as HTMLInputElement).checked, rows: ROWS }),
        }),
        texts.seen,
      ),
    ),
    piece(
      'p',
      { key: 'count', className: 'small', role: 'status' },
      all.length ? speech.count(all.length, texts.found) : texts.foundNone,
    ),
    piece('ul', {}, ...all.slice(0, view.rows).map((event) => row(scene, event))),
    all.length > view.rows && button('more', texts.more, '', () => set({ rows: view.rows + ROWS })),
  )
}

/** Keeps only the rows that contain every word of the search. */
function found(scene: Scene): ReaderEvent[] {
  const { known, view, texts, speech } = scene
  const words = view.search.toLocaleLowerCase(speech.tag).split(/\s+/).filter(Boolean)
  const textOf = (event: ReaderEvent) =>
    [texts.deeds[event.kind], nameOf(scene, event), event.text, event.topic && topicName(scene, event.topic)]
      .join(' ')
      .toLocaleLowerCase(speech.tag)
  return known.events.filter((event) => {
    if (isSeen(event) && !view.withSeen) return false
    const text = words.length ? textOf(event) : ''
    return words.every((word) => text.includes(word))
  })
}

function row(scene: Scene, event: ReaderEvent): Piece {
  const { texts, speech, act } = scene
  const said = `${texts.deeds[event.kind] ?? event.kind} ${nameOf(scene, event)}`
  const forget = () =>
    act(`${texts.did.delete}: ${said}.`, async (inkling) => {
      await inkling.forget({ event })
      return undefined
    })
  return piece(
    'li',
    { key: `${event.kind} ${event.at} ${event.item}`, className: 'thing' },
    piece('span', {}, said),
    piece('span', { className: 'small' }, speech.when(event.at)),
    button('delete', texts.delete, said, forget),
  )
}
