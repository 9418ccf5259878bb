import * as dom from '../../lib/dom.ts'
import type { Item } from '../../types.ts'
import { linkOf } from '../read/item.ts'
import { urlId } from '../read/url.ts'
import type { Listen } from './listen.ts'
import { pathOf, type RecordAction, type Subject, type Subjects } from './subject.ts'

const LINK = 'a[href],area[href]'
/** What opens an item without being a link. */
const OPENER = '[role=link],[data-inkling-open]'
/** What does something else. A preview that plays within a link has no controls. */
const CONTROL =
  'button,input,select,textarea,label,summary,[controls],[contenteditable],[role=button],[role=checkbox],[role=switch],[role=menuitem],[role=tab]'
/** What turns Enter into a click by itself. */
const NATIVE = 'a[href],area[href],button,input,summary'

/** Whether a link leads where its item is. A category's or an author's leads elsewhere. */
function leadsTo({ item, unit }: Subject, link: Element): boolean {
  const addressOf = (each: Element | undefined) => each && urlId(dom.getAttribute(each, 'href')!, dom.baseURI(each))
  const address = addressOf(link)
  return address === item.id || address === addressOf(linkOf(unit))
}

/** Clicks that open items, and what else is done to items by pressing something. */
export function watchClicks(document: Document, listen: Listen, subjects: Subjects, recordAction: RecordAction): void {
  const act = (kind: (typeof ACTIONS)[number], button: Element, path: readonly Element[]) => {
    const subject = subjects.around(path, kind === 'share' || kind === 'follow')
    if (kind !== 'follow') return recordAction(kind, subject)
    const item = followedBy(button, subject?.item)
    recordAction(endsFollowing(button) ? 'unfollow' : kind, item && { ...subject, item })
  }
  /** Whether pressing this opens the item that it is in. A middle press opens links alone. */
  const opens = (pressed: Element, subject: Subject, middle: boolean) => {
    if (dom.matches(pressed, LINK)) return dom.hasAttribute(pressed, 'data-inkling-open') || leadsTo(subject, pressed)
    const selection = dom.getSelection(document)
    const endsSelection = selection?.type === 'Range' && selection.containsNode(pressed, true)
    return dom.matches(pressed, OPENER) && !middle && !endsSelection
  }
  const open = (path: readonly Element[], middle: boolean) => {
    const subject = subjects.around(path)
    if (!subject || subject === subjects.page) return
    const end = path.findIndex((element) => subject.unit.includes(element))
    const pressed = path.slice(0, end + 1).find((element) => dom.matches(element, `${LINK},${OPENER},${CONTROL}`))
    if (pressed && opens(pressed, subject, middle)) recordAction('click', subject)
  }
  const onClick = (event: Event) => {
    const { button } = event as MouseEvent
    // A right click opens a menu, and no page.
    if (button > 1) return
    const path = pathOf(event)
    if (button === 0) {
      for (const element of path) {
        const kind = ACTIONS.find((each) => dom.hasAttribute(element, markOf(each)))
        if (kind) return act(kind, element, path)
      }
    }
    open(path, button === 1)
  }
  // A middle click opens a tab just as well.
  listen('click auxclick', onClick)
  listen('keydown', (event) => {
    const { key, repeat } = event as KeyboardEvent
    const path = pathOf(event)
    if (key === 'Enter' && !repeat && dom.matches(path[0], OPENER) && !dom.matches(path[0], NATIVE)) open(path, false)
  })
}

/** What buttons can be marked to do. */
export const ACTIONS = ['dismiss', 'restore', 'share', 'follow'] as const

/** The attribute that marks a button. */
export const markOf = (action: (typeof ACTIONS)[number]): string => `data-inkling-${action}`

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
