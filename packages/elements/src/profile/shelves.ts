/**
 * Lists what the reader has hidden, followed and asked for, each with an undo button, and the segments derived from the
 * history.
 */

import type { ReaderEvent } from '../../../sdk/src/types.ts'
import { type Inner, piece } from '../piece.ts'
import { type Action, button, nameOf, type Scene, section, topicName } from './scene.ts'

interface Row {
  readonly key: string
  readonly text: string
  readonly small?: string
  readonly back?: { readonly text: string; readonly said: string; readonly action: Action }
}

/** Omitted if empty. */
function shelf({ act }: Scene, name: string, heading: string, rows: readonly Row[]): Inner {
  if (!rows.length) return undefined
  const items = rows.map(({ key, text, small, back }) =>
    piece(
      'li',
      { key, className: 'thing' },
      piece('span', {}, text),
      piece('span', { className: 'small' }, small),
      back && button('back', back.text, text, () => act(`${back.said}: ${text}.`, back.action)),
    ),
  )
  return section(name, heading, piece('ul', {}, ...items))
}

export function shelves(scene: Scene): Inner[] {
  const { known, texts, speech } = scene
  const hidden = known.hidden.map((thing): Row => {
    const action: Action = async (inkling) => {
      await inkling.track('restore', thing)
      return () => inkling.track('dismiss', thing)
    }
    const back = { text: texts.restore, said: texts.did.restore, action }
    return { key: thing.id, text: texts.quote(thing.title || thing.id), small: speech.when(thing.at), back }
  })
  const followed = known.followed.map((event): Row => {
    const { item, text, topic, author } = event
    const thing = { id: item, title: text || item, ...(topic && { topic }), ...(author && { author }) }
    const action: Action = async (inkling) => {
      await inkling.track('unfollow', thing)
      return () => inkling.track('follow', thing)
    }
    return {
      key: item,
      text: topic ? topicName(scene, topic) : (author ?? text),
      small: speech.when(event.at),
      back: { text: texts.unfollow, said: texts.did.unfollow, action },
    }
  })
  const segments = (known.profile.segments ?? []).map(
    ({ id, name, share }): Row => ({ key: id, text: topicName(scene, name), small: speech.share(share) }),
  )
  return [
    shelf(scene, 'segments', texts.segments, segments),
    shelf(
      scene,
      'wishes',
      texts.wishes,
      known.wishes.map((event) => wish(scene, event)),
    ),
    shelf(scene, 'followed', texts.followed, followed),
    shelf(scene, 'hidden', texts.hidden, hidden),
  ]
}

function wish(scene: Scene, event: ReaderEvent): Row {
  const { texts, speech } = scene
  const action: Action = async (inkling) => {
    await inkling.forget({ event })
    return undefined
  }
  return {
    key: `${event.kind} ${event.item}`,
    text: texts.wish(event.kind === 'more' ? 'more' : 'less', nameOf(scene, event)),
    small: speech.when(event.at),
    back: { text: texts.takeBack, said: texts.did.takeBack, action },
  }
}
