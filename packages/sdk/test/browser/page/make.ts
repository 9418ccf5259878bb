import { expect, vi } from 'vitest'
import { EMPTY_SCORE } from '../../../src/lib/scoring/empty-score.ts'
import { readList } from '../../../src/page/read/lists/list.ts'
import type { Ranking } from '../../../src/types.ts'

/** Prevents navigation, so that the test's own page stays. */
export function page(
  count = 4,
  card = (i: number) => `<h3><a href="/${i}">Item ${i}</a></h3><button data-inkling-dismiss>×</button>`,
) {
  const items = Array.from({ length: count }, (_, i) => `<li id="i${i}">${card(i)}</li>`)
  document.body.innerHTML = `<ol data-inkling-list="top">${items.join('')}</ol>`
  document.body.onclick = document.body.onauxclick = (event) => event.preventDefault()
  return read()
}

/** Creates an element from any markup that contains a list. */
export function show(html: string) {
  document.body.innerHTML = html
  return read()
}

function read() {
  const list = document.querySelector<HTMLElement>('[data-inkling-list]')!
  return { list, items: [...list.children] as HTMLElement[], pageList: readList(list, new Map(), document.baseURI) }
}

/** A ranking of items `/0`, `/1`…; a number is the item's place in the page's own order. */
export const ranking = (order: readonly number[]): Ranking => ({
  list: 'top',
  tier: 'lexical',
  milliseconds: 0,
  items: order.map((from, to) => ({
    id: `/${from}`,
    score: 0,
    parts: EMPTY_SCORE,
    from,
    byScore: to,
    to,
  })),
})

/** Waits for two frames, so that the DOM is what the reader sees. */
export const frames = async (count = 2): Promise<void> => {
  for (let i = 0; i < count; i++) await new Promise((resolve) => requestAnimationFrame(resolve))
}

/** Waits for the browser's first paint entry. */
export const painted = () => vi.waitFor(() => expect(performance.getEntriesByType('paint').length).toBeGreaterThan(0))

/** The ids `#i2` … of a list's children, as numbers. */
export const orderOf = (list: Element): string => [...list.children].map(({ id }) => id.slice(1)).join(' ')
