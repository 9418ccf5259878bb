import type { Listen } from './listen.ts'
import { pathOf, type Subjects, type Tell } from './subject.ts'

/** Characters: less is a name or a word to look up. */
const COPY = 20
/** What a reader types is no text of the page's. */
const TYPED = 'input,textarea,[contenteditable]'

/** Addresses at which networks take what is shared. With a receiver of the site's choosing it is a contact, and no share. */
const SHARE =
  /^(?:(?:https?:)?\/\/(?:[\w-]+\.)*(?:facebook\.com\/(?:sharer|share\.|dialog\/(?:share|feed|send))|(?:twitter|x)\.com\/(?:intent\/(?:tweet|post)|share)|(?:t|telegram)\.me\/share|vk\.(?:com|ru)\/share|wa\.me\/\?|whatsapp\.com\/send\/?\?(?!.*phone=)|linkedin\.com\/(?:sharearticle|sharing|feed\/\?)|reddit\.com\/submit|pinterest\.[\w.]+\/pin\/create|(?:bsky\.app|threads\.(?:net|com))\/intent)|whatsapp:\/\/send|mailto:\?)/i

/** Whether an address passes something on to others. */
export function isShareAddress(href: string): boolean {
  return SHARE.test(href)
}

/** Copying from an item. What was copied is counted, and neither kept nor looked at. */
export function watchCopying(document: Document, listen: Listen, subjects: Subjects, tell: Tell): void {
  listen('copy', (event) => {
    const path = pathOf(event)
    const subject = subjects.around(path)
    if (!subject || path[0]?.closest(TYPED)) return
    if (String(document.getSelection()).length >= COPY) tell('copy', subject)
  })
}
