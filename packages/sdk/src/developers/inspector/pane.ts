/** The open inspector: header, tabs, and the selected tab's content. */
import { type Inner, type Piece, piece } from '../../../../elements/src/piece.ts'
import type { Speech } from '../../../../elements/src/speech.ts'
import { bugReport } from './bug-report.ts'
import { type Inspection, lastRanked } from './inspection.ts'
import type { InspectorInput } from './inspector-input.ts'
import { recordedRequests } from './requests.ts'
import { eventsTab } from './tabs/events-tab.ts'
import { fairnessTab } from './tabs/fairness-tab.ts'
import { listsTab } from './tabs/lists-tab.ts'
import { readersTab } from './tabs/readers-tab.ts'
import { requestsTab } from './tabs/requests-tab.ts'
import { statusTab } from './tabs/status-tab.ts'
import { type Tab, tabList, tabPanel } from './tabs/tabs.ts'
import { saidIn } from './texts/said.ts'

/** The state to render. */
export interface Shown {
  readonly tab: Tab
  /** Undefined while loading. */
  readonly found: Inspection | undefined
  /** Result of copying. */
  readonly copied: 'copied' | 'copyFailed' | undefined
}

/** Event handlers. */
export interface PaneHandlers {
  again(this: void): void
  close(this: void): void
  /** @param byKey whether the tab was chosen with the keyboard, so that the focus moves to it */
  chooseTab(this: void, tab: Tab, byKey: boolean): void
  /** @param at the list's selector */
  chooseList(this: void, at: string): void
  copy(this: void, text: string): void
}

export function paneOf(shown: Shown, asked: InspectorInput, speech: Speech, handlers: PaneHandlers): Piece {
  const { texts } = saidIn(speech)
  const onkeydown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    // Keep Escape from closing the page's own dialogs.
    event.stopPropagation()
    handlers.close()
  }
  return piece(
    'aside',
    { className: 'pane', 'aria-label': texts.name, lang: speech.tag, dir: 'ltr', onkeydown },
    piece(
      'header',
      {},
      piece('h2', {}, texts.name),
      piece('button', { key: 'again', type: 'button', onclick: handlers.again }, texts.again),
      piece('button', { key: 'close', type: 'button', onclick: handlers.close }, texts.close),
    ),
    tabList(shown.tab, texts.name, texts.tabs, handlers.chooseTab),
    tabPanel(shown.tab, ...innerOf(shown, asked, speech, handlers)),
  )
}

function innerOf(
  { tab, found, copied }: Shown,
  asked: InspectorInput,
  speech: Speech,
  handlers: PaneHandlers,
): readonly Inner[] {
  const said = saidIn(speech)
  const { texts } = said
  // These tabs don't need to load anything.
  if (tab === 'events') return eventsTab(asked.heard, said)
  if (tab === 'requests') return requestsTab(recordedRequests(asked), asked.options.analytics, said)
  if (!found) return [piece('p', {}, texts.looking)]
  if (tab === 'fairness')
    return found.fair ? fairnessTab(found.fair, found.status?.persona, said) : [piece('p', {}, texts.looking)]
  if (tab === 'readers') return readersTab(found.status?.persona, asked, said)
  const ranked = found.list && lastRanked(asked.heard, found.list.name)
  if (tab === 'status') return statusTab(found, ranked, asked, said)
  if (tab === 'lists') return listsTab(found, ranked, said, handlers.chooseList)
  const text = bugReport(found, recordedRequests(asked), asked, navigator.userAgent)
  return [
    piece('p', {}, texts.reportHow),
    piece(
      'p',
      { key: 'copy', className: 'row' },
      piece('button', { type: 'button', onclick: () => handlers.copy(text) }, texts.copy),
      piece('span', { role: 'status' }, copied && texts[copied]),
    ),
    piece('textarea', { readOnly: true, value: text, 'aria-label': texts.tabs.report }),
  ]
}
