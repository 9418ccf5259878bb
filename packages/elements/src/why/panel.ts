/** The panel: the reason in one sentence, a small chart of the score's parts, actions, and the dial. */

import type { Dial, Explanation } from '../../../sdk/src/types.ts'
import { type Inner, type Piece, piece } from '../piece.ts'
import { ruleSentence, sentence } from '../sentences/sentences.ts'
import type { Speech } from '../speech.ts'
import type { Action, Undo } from './actions.ts'
import { bars } from './bars.ts'
import type { Place } from './place.ts'
import { TEXTS, type Texts } from './texts.ts'

/** The panel's state while it is open. */
export interface PanelState {
  /** Undefined while loading; false: there is no explanation. */
  readonly why?: Explanation | false
  readonly dial?: Dial
  /** Result of the last action. */
  readonly said?: { readonly text: string; readonly undo?: Undo | undefined }
}

/** Event handlers. */
interface PanelHandlers {
  close(): void
  press(action: Action): void
  undo(): void
  turn(to: Dial): void
}

const DIALS: readonly Dial[] = ['familiar', 'balanced', 'explore']

export function panelOf(told: PanelState, speech: Speech, place: Place, handlers: PanelHandlers): Piece {
  const texts = TEXTS[speech.language]
  const language = speech.tag
  const { why } = told
  const reason =
    why === undefined
      ? texts.looking
      : why
        ? `${sentence(why, { language, topicName: (name) => place.topic || name })}.`
        : texts.none
  const close = { type: 'button', className: 'close', title: texts.close, 'aria-label': texts.close } as const
  return piece(
    'div',
    {
      className: 'panel',
      popover: 'manual',
      role: 'dialog',
      'aria-labelledby': 'why',
      tabIndex: -1,
      lang: language,
      dir: 'ltr',
    },
    piece('h2', { id: 'why', className: 'why', 'aria-live': 'polite' }, reason),
    piece('button', { ...close, onclick: () => handlers.close() }, '×'),
    // Content that loads later is placed below, so that nothing moves under the pointer.
    ...(why === undefined ? [] : steer({ ...told, why }, place, speech, handlers)),
  )
}

function steer(
  { why, said, dial }: PanelState,
  place: Place,
  speech: Speech,
  handlers: PanelHandlers,
): readonly Inner[] {
  const texts = TEXTS[speech.language]
  const button = (name: Action) => piece('button', { type: 'button', onclick: () => handlers.press(name) }, texts[name])
  // An element that the page marks as sensitive isn't an item of the list, and can't be moved.
  const actions: readonly Action[] = place.sensitive
    ? []
    : isSensitive(place, why)
      ? ['hide']
      : ['more', 'less', 'hide']
  return [
    why && counted(why, texts, speech),
    piece('p', { className: 'small' }, texts.local),
    isSensitive(place, why) && piece('p', { className: 'small' }, texts.unlearned),
    actions.length > 0 && piece('div', { className: 'row' }, ...actions.map(button)),
    piece('div', { className: 'row' }, button('own'), button('original')),
    piece(
      'div',
      { key: 'said', className: 'said' },
      piece('span', { role: 'status' }, said?.text),
      said?.undo && piece('button', { type: 'button', onclick: handlers.undo }, texts.undo),
    ),
    dialOf(dial, texts, handlers),
  ]
}

/** Whether the item is sensitive, in which case nothing is learned from it. */
export const isSensitive = (place: Place, why: PanelState['why']): boolean =>
  place.sensitive || (!!why && why.sensitive === true)

/** Renders the components of the score, and how the rules changed the item's position. */
function counted(why: Explanation, texts: Texts, speech: Speech): Inner {
  const picture = bars(why, texts, speech)
  const rules = why.rules.map((step) =>
    piece('li', { className: 'small' }, ruleSentence(step, { language: speech.tag })),
  )
  if (!picture && !rules.length) return undefined
  return piece(
    'details',
    {},
    piece('summary', {}, texts.counted),
    picture,
    rules.length > 0 && piece('ul', {}, ...rules),
  )
}

function dialOf(now: Dial | undefined, texts: Texts, { turn }: PanelHandlers): Inner {
  const choices = DIALS.map((each) =>
    piece(
      'label',
      { key: each },
      piece('input', {
        type: 'radio',
        name: 'dial',
        value: each,
        checked: each === now,
        disabled: now === undefined,
        onchange: () => turn(each),
      }),
      texts[each],
    ),
  )
  return piece('fieldset', {}, piece('legend', {}, texts.dial), ...choices)
}
