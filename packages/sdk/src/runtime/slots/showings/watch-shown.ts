/** Watches whether slot content comes into view, and whether it is clicked. */

import type { Showing } from '../../../creatives/showing.ts'
import { isSame } from '../../../history/event.ts'
import * as dom from '../../../lib/dom.ts'
import { emitError } from '../../../lib/events.ts'
import { idle } from '../../../lib/scheduling/idle.ts'
import { urlId } from '../../../page/read/url.ts'
import { watchImpressions } from '../../../page/track/impressions.ts'
import { listenOn } from '../../../page/track/listen.ts'
import { pathOf } from '../../../page/track/subject.ts'
import type { ReaderEvent } from '../../../types.ts'
import { changeOutbox } from '../../../web-storage/outbox.ts'
import type { ShownCampaign } from '../../../web-storage/shown-campaigns.ts'
import type { HasExperiments } from '../../interfaces/page-experiments.ts'
import type { NextPage } from '../../interfaces/services.ts'
import type { Session } from '../../interfaces/session.ts'
import { isPageSeen } from '../../page/is-page-seen.ts'
import { goalEvent, showingEvent } from './showing-events.ts'
import { noteShown, takeBack } from './shown-note.ts'

type Shown = Omit<Showing, 'at'>

interface Watched {
  readonly slot: string
  readonly shown: Shown | undefined
  /** Time at which the showing was recorded for other tabs, in milliseconds since 1970. */
  readonly noted: number
  /** Time at which the content came into view, in milliseconds since 1970. */
  at?: number
}

export interface ShownWatch {
  /**
   * Records a showing once the slot has been in view for a second, and records clicks in the slot. Both count for the
   * device's arms. In each slot, only the most recently added showing is watched.
   *
   * @param shown the campaign's showing. Default: none, so that only arms are counted
   * @param painted the time at which the snippet recorded the showing, in milliseconds since 1970. Default: the showing
   * is recorded now, and counts in other tabs
   * @returns a function that stops watching
   */
  add(element: Element, slot: string, shown?: Shown, painted?: number): () => void
  /** The showing that other tabs see of this element, if any. */
  noted(element: Element): ShownCampaign | undefined
  /** Stops watching a slot that has left the page. */
  forget(element: Element): void
}

type Context = Session & HasExperiments & Pick<NextPage, 'snapshot'>

export function watchShown(context: Context): ShownWatch {
  const { signal } = context.grant
  const report = (cause: unknown) => emitError('page-fault', 'a showing was not noted', cause)
  const all = new Map<Element, Watched>()
  const leave = new Map<Element, () => void>()
  /** @returns the campaign's showing, which is recorded on the first call */
  const note = (element: Element): Showing | undefined => {
    const known = all.get(element)
    if (!known) return undefined
    const isNew = known.at === undefined
    known.at ??= Date.now()
    if (isNew) context.experiments?.add?.({ slot_shown: 1 })
    const showing = known.shown && { ...known.shown, at: known.at }
    if (isNew && showing) {
      noteShown(showing.campaign, showing.at, known.noted)
      recordShowing(context, showingEvent(showing)).catch(report)
    }
    return showing
  }
  const impressions = watchImpressions(window, isPageSeen, ({ unit }) => note(unit[0]!))
  const listen = listenOn(document, signal, report)
  listen('visibilitychange', () => impressions.again())
  listen('click auxclick', (event) => {
    // A right click opens a menu, not a page.
    if ((event as MouseEvent).button > 1) return
    const path = pathOf(event)
    const slot = path.find((element) => all.has(element))
    const link = path.find((element) => dom.matches(element, 'a[href],area[href]'))
    if (!slot || !link || !dom.contains(slot, link)) return
    const showing = note(slot)
    context.experiments?.slotClicked?.(all.get(slot)!.slot)
    // The slot's own content doesn't belong to any campaign.
    if (!showing?.creative) return
    const landing = urlId(dom.getAttribute(link, 'href')!, dom.baseURI(document))
    recordShowing(context, goalEvent(showing, Date.now(), landing)).catch(report)
  })
  const takeBackUnseen = (watched: Iterable<Watched>) => {
    if (!signal.aborted)
      takeBack([...watched].flatMap(({ shown, at, noted }) => (shown && !at ? [[shown.campaign, noted] as const] : [])))
  }
  // If the reader comes back to the page and sees the slot, the showing is recorded then.
  window.addEventListener('pagehide', () => takeBackUnseen(all.values()), { signal })
  signal.addEventListener('abort', () => impressions.stop(), { once: true })
  return {
    add(element, slot, shown, painted) {
      const noted = painted ?? Date.now()
      const watched: Watched = { slot, shown, noted }
      takeBackUnseen(all.has(element) ? [all.get(element)!] : [])
      if (shown?.creative && !dom.prerendering(document)) noteShown(shown.campaign, noted, painted)
      all.set(element, watched)
      const subject = { item: { id: shown?.creative ?? '', title: '' }, list: slot, unit: [element] as const }
      impressions.add(subject)
      const end = () => {
        takeBackUnseen([watched])
        all.delete(element)
        impressions.delete(subject)
      }
      leave.set(element, () => {
        end()
        // On the application's next page, the same creative is another showing.
        impressions.forget(subject)
      })
      return end
    },
    forget(element) {
      leave.get(element)?.()
      leave.delete(element)
    },
    noted(element) {
      const { shown, at, noted = 0 } = all.get(element) ?? {}
      return shown && [shown.campaign, at ?? noted]
    },
  }
}

/**
 * Adds the event to the outbox immediately, for other tabs and the next page, and to the history once IndexedDB accepts
 * it.
 */
async function recordShowing({ store, grant, snapshot }: Context, event: ReaderEvent): Promise<void> {
  if (!store || grant.signal.aborted) return
  changeOutbox((held) => [...held, event])
  // Even if the page is left now, the next choice takes this showing into account.
  snapshot.stale = true
  const stored = store.append(event)
  await idle()
  if (!grant.signal.aborted) await snapshot.prepare()
  await stored
  if (grant.signal.aborted || [...store.unsaved].some(isSame(event))) return
  changeOutbox((held) => held.filter((each) => !isSame(event)(each)))
}
