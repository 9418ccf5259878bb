import * as dom from '../../lib/dom.ts'
import type { Item } from '../../types.ts'
import { linkOf } from '../read/item.ts'
import { urlId } from '../read/url.ts'
import type { Listen } from './listen.ts'
import { pathOf, type RecordAction, type Subject, type Subjects } from './subject.ts'

const LINK = 'a[href],area[href]'
/** Elements that aren't links but open an item. */
const OPENER = '[role=link],[data-inkling-open]'
/**
 * Elements with a function of their own. A preview that plays inside a link isn't one of them, because it shows no
 * controls.
 */
const CONTROL =
  'button,input,select,textarea,label,summary,[controls],[contenteditable],[role=button],[role=checkbox],[role=switch],[role=menuitem],[role=tab]'
/** Elements on which pressing Enter triggers a click event. */
const NATIVE = 'a[href],area[href],button,input,summary'

/** Whether a link opens its item. Links to a category or an author don't. */
function leadsTo({ item, unit }: Subject, link: Element): boolean {
  const addressOf = (each: Element | undefined) => each && urlId(dom.getAttribute(each, 'href')!, dom.baseURI(each))
  const address = addressOf(link)
  return address === item.id || address === addressOf(linkOf(unit))
}

/** Records clicks that open items, and presses of buttons that act on items. */
export function watchClicks(document: Document, listen: Listen, subjects: Subjects, recordAction: RecordAction): void {
  const act = (kind: (typeof ACTIONS)[number], button: Element, path: readonly Element[]) => {
    const subject = subjects.around(path, kind === 'share' || kind === 'follow')
    if (kind !== 'follow') return recordAction(kind, subject)
    const item = followedBy(button, subject?.item)
    recordAction(endsFollowing(button) ? 'unfollow' : kind, item && { ...subject, item })
  }
  /** Whether pressing an element opens the item around it. A middle click opens only links. */
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
    // A right click opens a menu, not a page.
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
  // A middle click opens a tab.
  listen('click auxclick', onClick)
  listen('keydown', (event) => {
    const { key, repeat } = event as KeyboardEvent
    const path = pathOf(event)
    if (key === 'Enter' && !repeat && dom.matches(path[0], OPENER) && !dom.matches(path[0], NATIVE)) open(path, false)
  })
}

/** Actions that buttons can be marked with. */
export const ACTIONS = ['dismiss', 'restore', 'share', 'follow'] as const

/** The attribute that marks a button with an action. */
export const markOf = (action: (typeof ACTIONS)[number]): string => `data-inkling-${action}`

/** A topic or an author, represented as an item that can be followed. */
function followed(of: 'topic' | 'author', name: string): Item {
  return { id: `follow:${of}/${name}`, title: name, [of]: name }
}

/**
 * What a follow button refers to: the topic or author named on the button, or else that of the surrounding item. A
 * topic takes precedence over an author.
 */
export function followedBy(button: Element, item: Item | undefined): Item | undefined {
  const named = (of: string) => dom.getAttribute(button, `data-inkling-${of}`)?.trim()
  const [topic, author] = [named('topic'), named('author')]
  if (topic) return followed('topic', topic)
  if (author) return followed('author', author)
  if (item?.topic) return followed('topic', item.topic)
  return item?.author ? followed('author', item.author) : undefined
}

/** Whether pressing a follow button unfollows: the button is already pressed, or it is marked `off`. */
export function endsFollowing(button: Element): boolean {
  return (
    dom.getAttribute(button, 'aria-pressed') === 'true' || dom.getAttribute(button, 'data-inkling-follow') === 'off'
  )
}
