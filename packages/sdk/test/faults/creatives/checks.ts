/** Requirements that untrusted creatives have to meet in every browser engine. */

import { expect } from '../../expect.ts'
import type { Tab } from '../../pages/support/tab.ts'
import { ATTACKS, HELD } from './markup.ts'
import { askedAhead, type Seen, twice } from './visit.ts'

const FIRST = ['stranger', 'plain', 'off'] as const

/** Whether a view reported that a slot's untrusted creative was rejected. */
const isRefused = ({ refused }: Seen, at: number) =>
  refused.some((each) => each.startsWith(`creative-unsafe: the creative 'x${at}' `))

export async function checkRefused(tab: Tab, policy?: string): Promise<void> {
  const strangers = Object.values(ATTACKS)
  const ahead = await askedAhead(tab, strangers)
  for (const first of FIRST)
    for (const seen of await twice(tab, { strangers, first, policy })) {
      expect(seen.done).toEqual([])
      expect(seen.wrong).toEqual([])
      expect(ahead).toEqual(expect.arrayContaining([...seen.asked]))
      expect(Object.keys(ATTACKS).filter((_, at) => !isRefused(seen, at))).toEqual([])
      // Refused as a whole: in its place stands what else may be shown.
      expect(new Set(seen.shown)).toEqual(new Set([first === 'off' ? '' : 'plain']))
    }
}

export async function checkHeld(tab: Tab, policy?: string): Promise<void> {
  const strangers = Object.values(HELD)
  const asked = ['/ask-1.svg', '/ask-2.svg']
  const ahead = await askedAhead(tab, strangers)
  for (const first of FIRST)
    for (const seen of await twice(tab, { strangers, first, policy })) {
      expect(seen.done).toEqual([])
      expect(seen.wrong).toEqual([])
      expect(seen.refused).toEqual([])
      expect(new Set(seen.shown)).toEqual(new Set([first === 'off' ? '' : first]))
      // The same, whichever is chosen, and none.
      expect(seen.asked).toEqual(expect.arrayContaining(asked))
      expect([...asked, ...ahead]).toEqual(expect.arrayContaining([...seen.asked]))
    }
}

/** Generated creatives: whatever is shown, and whatever isn't, nothing of it acts on the page. */
export async function checkGenerated(tab: Tab, strangers: readonly string[]): Promise<void> {
  const stranger = await twice(tab, { strangers, first: 'stranger' })
  const plain = await twice(tab, { strangers, first: 'plain' })
  for (const seen of [...stranger, ...plain]) {
    expect(seen.done).toEqual([])
    expect(seen.wrong).toEqual([])
  }
  for (const seen of stranger)
    expect(seen.shown).toEqual(strangers.map((_, at) => (isRefused(seen, at) ? 'plain' : 'stranger')))
  for (const seen of plain) expect(new Set(seen.shown)).toEqual(new Set(['plain']))
  expect(plain.map(({ asked }) => asked)).toEqual(stranger.map(({ asked }) => asked))
  expect(stranger[0].asked).toContain('/ask-any.svg')
}
