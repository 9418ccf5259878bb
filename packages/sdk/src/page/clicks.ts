import { endsFollowing, followedBy } from './follow.ts'
import { linkOf } from './item.ts'
import type { Listen } from './listen.ts'
import { isShareAddress } from './sharing.ts'
import { pathOf, type Subject, type Subjects, type Tell } from './subject.ts'
import { urlId } from './url.ts'

const ACTION = '[data-inkling-dismiss],[data-inkling-restore],[data-inkling-follow],[data-inkling-share]'
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
  const addressOf = (each: Element | undefined) => each && urlId(each.getAttribute('href')!, each.baseURI)
  const address = addressOf(link)
  return address === item.id || address === addressOf(linkOf(unit))
}

/** Clicks that open items, and what else is done to items by pressing something. */
export function watchClicks(document: Document, listen: Listen, subjects: Subjects, tell: Tell): void {
  const act = (button: Element, path: readonly Element[]) => {
    const does = (what: string) => button.hasAttribute(`data-inkling-${what}`)
    if (does('follow')) {
      const subject = subjects.around(path, true)
      const item = followedBy(button, subject?.item)
      if (item) tell(endsFollowing(button) ? 'unfollow' : 'follow', { ...subject, item })
      return
    }
    const subject = subjects.around(path, does('share'))
    if (subject) tell(does('share') ? 'share' : does('restore') ? 'restore' : 'dismiss', subject)
  }
  /** A press that ends a selection is none. */
  const selects = (element: Element) => {
    const selection = document.getSelection()
    return selection?.type === 'Range' && selection.containsNode(element, true)
  }
  const open = (path: readonly Element[], middle: boolean) => {
    const subject = subjects.around(path)
    if (!subject || subject === subjects.page) return
    const end = path.findIndex((element) => subject.unit.includes(element))
    const hit = path.slice(0, end + 1).find((element) => element.matches(`${LINK},${OPENER},${CONTROL}`))
    if (!hit) return
    const marked = hit.matches(OPENER)
    if (
      hit.matches(LINK)
        ? hit.hasAttribute('data-inkling-open') || leadsTo(subject, hit)
        : marked && !middle && !selects(hit)
    )
      tell('click', subject)
  }
  const onClick = (event: Event) => {
    const { button } = event as MouseEvent
    // A right click opens a menu, and no page.
    if (button > 1) return
    const path = pathOf(event)
    const action = button === 0 && path.find((element) => element.matches(ACTION))
    const link = path.find((element) => element.matches(LINK))
    if (action) act(action, path)
    else if (!isShareAddress(link?.getAttribute('href') ?? '')) open(path, button === 1)
    else {
      const subject = subjects.around(path, true)
      if (subject) tell('share', subject)
    }
  }
  // A middle click opens a tab just as well.
  listen('click auxclick', onClick)
  listen('keydown', (event) => {
    const { key, repeat } = event as KeyboardEvent
    const path = pathOf(event)
    if (key === 'Enter' && !repeat && path[0]?.matches(OPENER) && !path[0].matches(NATIVE)) open(path, false)
  })
}
