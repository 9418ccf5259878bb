import * as dom from '../../lib/dom.ts'
import { ACTIONS, markOf } from './clicks.ts'
import type { Listen } from './listen.ts'
import { pathOf, type RecordAction, type Subjects } from './subject.ts'

/**
 * URLs at which social networks accept pages to share. A URL with a recipient chosen by the site is a contact link and
 * not a share.
 */
const SHARE =
  /^(?:(?:https?:)?\/\/(?:[\w-]+\.)*(?:facebook\.com\/(?:share[.r]|dialog\/)|(?:twitter|x)\.com\/(?:intent\/(?:tweet|post)|share)|(?:t|telegram)\.me\/share|vk\.(?:com|ru)\/share|wa\.me\/\?|whatsapp\.com\/send\/?\?(?!.*phone)|linkedin\.com\/shar|reddit\.com\/submit|pinterest\.[\w.]+\/pin\/create|(?:bsky\.app|threads\.\w+)\/intent)|whatsapp:|mailto:\?)/i

/** Whether a URL is for sharing something with others. */
export function isShareAddress(href: string): boolean {
  return SHARE.test(href)
}

/** Records clicks on share links. */
export function watchShareLinks(listen: Listen, subjects: Subjects, recordAction: RecordAction): void {
  listen('click auxclick', (event) => {
    // A right click opens a menu, not a page.
    if ((event as MouseEvent).button > 1) return
    const path = pathOf(event)
    // A button marked with an action is handled as that action.
    if (path.some((element) => ACTIONS.some((each) => dom.hasAttribute(element, markOf(each))))) return
    const link = path.find((element) => dom.matches(element, 'a[href],area[href]'))
    if (isShareAddress(dom.getAttribute(link, 'href') ?? '')) recordAction('share', subjects.around(path, true))
  })
}
