import type { Inkling } from '../../client/inkling-api.ts'
import { titleOf } from '../../lib/text/title.ts'
import type { ReaderEvent } from '../../types.ts'
import { type Piece, piece } from '../piece.ts'
import type { Speech } from '../speech.ts'
import type { ProfileData } from './known.ts'
import type { Texts } from './wording.ts'

/** What the reader has set on the element itself. */
export interface View {
  readonly search: string
  /** Whether what was only seen is listed, too. */
  readonly withSeen: boolean
  /** Rows of the history that are shown. */
  readonly rows: number
  /** What has been pressed and can't be taken back: it is done when it is pressed again. */
  readonly confirming?: string | undefined
  readonly said?: { readonly text: string; readonly undo?: Undo | undefined } | undefined
}

export type Undo = () => Promise<unknown>

/** Does something. @returns how it is taken back */
export type Action = (inkling: Inkling) => Promise<Undo | undefined>

/** What a part of the element is drawn from. */
export interface Scene {
  readonly known: ProfileData
  readonly view: View
  readonly texts: Texts
  readonly speech: Speech
  /** What readers call topics. */
  readonly names: ReadonlyMap<string, string>
  set(this: void, view: Partial<View>): void
  /** @param said what the reader is told when it is done */
  act(this: void, said: string, action: Action): void
}

export const topicName = ({ names }: Scene, topic: string): string => names.get(topic.toLowerCase()) || topic

/** What the reader knows an event's item by, quoted; of what is done with a topic its name. */
export function nameOf(scene: Scene, event: ReaderEvent): string {
  const { texts } = scene
  const { item, text, kind, topic } = event
  if (kind === 'dial') return texts.quote(texts.dials[text] ?? text)
  if (topic && /^(raise|lower|pause|follow|unfollow)$/.test(kind)) return texts.quote(topicName(scene, topic))
  return texts.quote(titleOf(text, topic) || item)
}

/** @param about what it is pressed for: it stands in the button's name, and not on it */
export const button = (key: string, text: string, about: string, onclick: () => void): Piece =>
  piece('button', { key, type: 'button', 'aria-label': about ? `${text}: ${about}` : undefined, onclick }, text)

/** Before what can't be taken back: the question, with the way out first. */
export function confirmPrompt(scene: Scene, question: string, text: string, onclick: () => void): Piece {
  const { texts, set } = scene
  return piece(
    'div',
    { key: 'sure', className: 'sure', role: 'group', 'aria-label': question },
    piece('p', {}, question),
    button('keep', texts.keep, '', () => set({ confirming: undefined })),
    button('yes', text, '', onclick),
  )
}

/** A part of the element, with a heading that can have the focus when what had it has gone. */
export const section = (name: string, heading: string, ...inner: Array<Piece | string | false | undefined>): Piece =>
  piece(
    'section',
    { key: name, 'aria-labelledby': name },
    piece('h2', { id: name, key: 'heading', tabIndex: -1 }, heading),
    ...inner,
  )
