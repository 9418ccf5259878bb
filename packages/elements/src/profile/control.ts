/** Export, deletion, and the consent choice. */

import type { Inkling } from '../../../sdk/src/client/inkling-api.ts'
import * as dom from '../../../sdk/src/lib/dom.ts'
import type { Purposes } from '../../../sdk/src/types.ts'
import { type Inner, type Piece, piece } from '../piece.ts'
import { type Action, button, confirmPrompt, type Scene, section } from './scene.ts'
import type { Texts } from './wording.ts'

const PURPOSES = ['content', 'creatives', 'measurement'] as const satisfies ReadonlyArray<keyof Purposes>

export function control(scene: Scene): Piece {
  const { texts, known, view, set, act } = scene
  const choice = PURPOSES.flatMap((purpose) => [
    piece('dt', { key: purpose }, texts.purposes[purpose]),
    piece('dd', { key: `${purpose} is` }, known.consent[purpose] ? texts.yes : texts.no),
  ])
  const save = (action: Action) => () => act(`${texts.did.export}.`, action)
  const erase: Action = async (inkling) => {
    await inkling.erase()
    return undefined
  }
  const withdraw: Action = async (inkling) => {
    inkling.consent.deny()
    return undefined
  }
  return section(
    'control',
    texts.control,
    piece('dl', { className: 'choice' }, ...choice),
    piece(
      'div',
      { key: 'take', className: 'row' },
      button('export', texts.export, '', save(saveAll)),
      button('table', texts.table, '', save(saveTable)),
      view.confirming !== 'erase' && button('erase', texts.erase, '', () => set({ confirming: 'erase' })),
      view.confirming !== 'withdraw' && button('withdraw', texts.withdraw, '', () => set({ confirming: 'withdraw' })),
    ),
    view.confirming === 'erase' &&
      confirmPrompt(scene, texts.confirmErase, texts.erase, () => act(erased(texts), erase)),
    view.confirming === 'withdraw' &&
      confirmPrompt(scene, texts.confirmWithdraw, texts.withdraw, () => act('', withdraw)),
  )
}

/** Safe to show after erasure, because it contains nothing about the reader. */
export const erased = ({ did }: Texts): string => `${did.erase}.`

async function saveAll(inkling: Inkling): Promise<undefined> {
  save('inkling.json', 'application/json', JSON.stringify(await inkling.exportData(), null, 2))
}

async function saveTable(inkling: Inkling): Promise<undefined> {
  // Without a byte order mark, Excel assumes the system's code page.
  save('inkling.csv', 'text/csv', `\ufeff${await inkling.exportCsv()}`)
}

function save(name: string, type: string, text: string): void {
  const href = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }))
  Object.assign(dom.createElement(document, 'a'), { href, download: name }).click()
  // By then, the browser has started the download.
  setTimeout(() => URL.revokeObjectURL(href))
}

/** The result of the last action, with an undo button. */
export function outcome({ view, texts, act }: Scene): Inner {
  const { text, undo } = view.said ?? {}
  return piece(
    'div',
    { key: 'said', className: text ? 'said told' : 'said told quiet', tabIndex: -1 },
    piece('span', { key: 'text', role: 'status' }, text),
    undo &&
      button('undo', texts.undo, '', () =>
        act(`${texts.did.undone}.`, async () => {
          await undo()
          return undefined
        }),
      ),
  )
}
