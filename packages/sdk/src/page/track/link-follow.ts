import * as dom from '../../lib/dom.ts'
import type { Item } from '../../types.ts'

/** A topic or an author as something to follow. */
function followed(of: 'topic' | 'author', name: string): Item {
  return { id: `follow:${of}/${name}`, title: name, [of]: name }
}

/** What a follow button is about: the topic or author it names, else those of the item around it. The topic comes first. */
export function followedBy(button: Element, item: Item | undefined): Item | undefined {
  const named = (of: string) => dom.getAttribute(button, `data-inkling-${of}`)?.trim()
  const [topic, author] = [named('topic'), named('author')]
  if (topic) return followed('topic', topic)
  if (author) return followed('author', author)
  if (item?.topic) return followed('topic', item.topic)
  return item?.author ? followed('author', item.author) : undefined
}

/** Whether pressing the button now ends the following: it is pressed already, or says so. */
export function endsFollowing(button: Element): boolean {
  return (
    dom.getAttribute(button, 'aria-pressed') === 'true' || dom.getAttribute(button, 'data-inkling-follow') === 'off'
  )
}
