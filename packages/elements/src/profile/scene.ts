import type { Inkling } from '../../../sdk/src/client/inkling-api.ts'
import { titleOf } from '../../../sdk/src/lib/text/title.ts'
import type { ReaderEvent } from '../../../sdk/src/types.ts'
import { type Piece, piece } from '../piece.ts'
import type { Speech } from '../speech.ts'
import type { ProfileData } from './known.ts'
import type { Texts } from './wording.ts'

/** The element's own view state. */
export interface View {
  readonly search: string
  /** Whether impressions are listed as well. */
  readonly withSeen: boolean
  /** Number of history rows shown. */
  readonly rows: number
  /** The irreversible action awaiting confirmation. */
  readonly confirming?: string | undefined
  readonly said?: { readonly text: string; readonly undo?: Undo | undefined } | undefined
}

export type Undo = () => Promise<unknown>

/** Performs an action. @returns a function that undoes it */
export type Action = (inkling: Inkling) => Promise<Undo | undefined>

/** Everything that the element's parts need for rendering. */
export interface Scene {
  readonly known: ProfileData
  readonly view: View
  readonly texts: Texts
  readonly speech: Speech
  /** Display names of topics. */
  readonly names: ReadonlyMap<string, string>
  set(this: void, view: Partial<View>): void
  /** @param said the message to show on success */
  act(this: void, said: string, action: Action): void
}

export const topicName = ({ names }: Scene, topic: string): string => names.get(topic.toLowerCase()) || topic

/** The quoted title of an event's item, as the reader knows it; for actions on a topic, the topic's name. */
export function nameOf(scene: Scene, event: ReaderEvent): string {
  const { texts } = scene
  const { item, text, kind, topic } = event
  if (kind === 'dial') return texts.quote(texts.dials[text] ?? text)
  if (topic && /^(raise|lower|pause|follow|unfollow)$/.test(kind)) return texts.quote(topicName(scene, topic))
  return texts.quote(titleOf(text, topic) || item)
}

/** @param about what the button applies to; included in its accessible name, but not visible */
export const button = (key: string, text: string, about: string, onclick: () => void): Piece =>
  piece('button', { key, type: 'button', 'aria-label': about ? `${text}: ${about}` : undefined, onclick }, text)

/** A confirmation before an irreversible action, with the cancel button first. */
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

/** A section of the element. Its heading can receive the focus if the focused element is gone. */
export const section = (name: string, heading: string, ...inner: Array<Piece | string | false | undefined>): Piece =>
  piece(
    'section',
    { key: name, 'aria-labelledby': name },
    piece('h2', { id: name, key: 'heading', tabIndex: -1 }, heading),
    ...inner,
  )
