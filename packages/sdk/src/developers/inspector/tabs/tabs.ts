/** Tabs following the WAI-ARIA pattern: a single tab stop; the arrow keys, Home and End switch tabs. */
import { type Inner, type Piece, piece } from '../../../../../elements/src/piece.ts'

export const TABS = ['lists', 'fairness', 'status', 'requests', 'events', 'readers', 'report'] as const
export type Tab = (typeof TABS)[number]

/** @param choose `byKey`: whether the tab was chosen with the keyboard, so that the focus moves to it */
export function tabList(
  chosen: Tab,
  name: string,
  texts: Readonly<Record<Tab, string>>,
  choose: (tab: Tab, byKey: boolean) => void,
): Piece {
  const onkeydown = (event: KeyboardEvent) => {
    const last = TABS.length - 1
    const place = TABS.indexOf(chosen)
    const steps: Readonly<Record<string, number>> = {
      ArrowRight: place < last ? place + 1 : 0,
      ArrowLeft: place ? place - 1 : last,
      Home: 0,
      End: last,
    }
    const to = TABS[steps[event.key] ?? -1]
    if (!to) return
    event.preventDefault()
    choose(to, true)
  }
  const tabs = TABS.map((tab) =>
    piece(
      'button',
      {
        key: tab,
        type: 'button',
        id: `tab-${tab}`,
        role: 'tab',
        'aria-selected': String(tab === chosen),
        'aria-controls': 'panel',
        tabIndex: tab === chosen ? 0 : -1,
        onclick: () => choose(tab, false),
      },
      texts[tab],
    ),
  )
  return piece('div', { role: 'tablist', 'aria-label': name, onkeydown }, ...tabs)
}

/** The selected tab's panel, which is focusable because it scrolls. */
export const tabPanel = (chosen: Tab, ...inner: readonly Inner[]): Piece =>
  piece(
    'div',
    { key: chosen, id: 'panel', role: 'tabpanel', 'aria-labelledby': `tab-${chosen}`, tabIndex: 0 },
    ...inner,
  )
