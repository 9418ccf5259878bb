/** What becomes of what a slot shows: it was in view, and it was clicked. */

import type { Showing } from '../../creatives/showing.ts'
import * as dom from '../../lib/dom.ts'
import { emitError } from '../../lib/events.ts'
import { urlId } from '../../page/read/url.ts'
import { watchImpressions } from '../../page/track/impressions.ts'
import { listenOn } from '../../page/track/listen.ts'
import { pathOf } from '../../page/track/subject.ts'
import { isPageSeen } from '../is-page-seen.ts'
import type { RuntimeContext } from '../runtime-context.ts'
import { recordShowing } from './record-showing.ts'
import { goalEvent, showingEvent } from './showing-events.ts'

type Shown = Omit<Showing, 'at'>

export interface ShownWatch {
  /** Notes a showing once the creative has been in view for a second, and a click in it. @returns ends that */
  add(slot: Element, shown: Shown): () => void
}

export function watchShown(context: RuntimeContext): ShownWatch {
  const { signal } = context.grant
  const report = (cause: unknown) => emitError('page-fault', 'a showing was not noted', cause)
  const all = new Map<Element, { readonly shown: Shown; at?: number }>()
  /** @returns the showing, noted once */
  const note = (slot: Element): Showing | undefined => {
    const known = all.get(slot)
    if (!known) return undefined
    const isNew = known.at === undefined
    known.at ??= Date.now()
    const showing = { ...known.shown, at: known.at }
    if (isNew) recordShowing(context, showingEvent(showing)).catch(report)
    return showing
  }
  const impressions = watchImpressions(window, isPageSeen, ({ unit }) => note(unit[0]!))
  const listen = listenOn(document, signal, report)
  listen('visibilitychange', () => impressions.again())
  listen('click auxclick', (event) => {
    // A right click opens a menu, and no page.
    if ((event as MouseEvent).button > 1) return
    const path = pathOf(event)
    const slot = path.find((element) => all.has(element))
    const link = path.find((element) => dom.matches(element, 'a[href],area[href]'))
    if (!slot || !link || !dom.contains(slot, link)) return
    const showing = note(slot)
    // The slot's own content is nobody's campaign.
    if (!showing?.creative) return
    const landing = urlId(dom.getAttribute(link, 'href')!, dom.baseURI(document))
    recordShowing(context, goalEvent(showing, Date.now(), landing)).catch(report)
  })
  signal.addEventListener('abort', () => impressions.stop(), { once: true })
  return {
    add(slot, shown) {
      all.set(slot, { shown })
      const subject = { item: { id: shown.creative, title: '' }, list: shown.slot, unit: [slot] as const }
      impressions.add(subject)
      return () => {
        all.delete(slot)
        impressions.delete(subject)
      }
    },
  }
}
