/** Records what the reader sees: the order in each frame, and layout shifts. */

import type { Page } from '@playwright/test'
import { expect } from '../expect.ts'

/** Runs in the page before its own scripts. Orders are read after layout, just before a frame is painted. */
export function watchFrames(): void {
  const shown: Record<string, string[]> = {}
  const state = { shown, count: 0, shift: 0 }
  Object.assign(window, { frames_: state })
  const read = new ResizeObserver((_, observer) => {
    observer.disconnect()
    state.count++
    for (const each of document.querySelectorAll<HTMLElement>('[data-inkling-list],[data-inkling-slot]')) {
      if (each.getBoundingClientRect().top >= innerHeight) continue
      const order = [...each.querySelectorAll('li,p')].map(
        (item) => item.getAttribute('data-inkling-item') ?? item.textContent,
      )
      const name = each.getAttribute('data-inkling-list') ?? each.getAttribute('data-inkling-slot')!
      const orders = (shown[each.id || name] ??= [])
      if (order.length && orders.at(-1) !== order.join()) orders.push(order.join())
    }
  })
  const frame = () => {
    read.observe(document.documentElement)
    requestAnimationFrame(frame)
  }
  requestAnimationFrame(frame)
  new PerformanceObserver((entries) => {
    for (const entry of entries.getEntries()) state.shift += (entry as PerformanceEntry & { value: number }).value
  }).observe({ type: 'layout-shift', buffered: true })
}

export interface Frames {
  /** Orders of each list, and texts of each slot, by its `id` or name: the ones that frames showed in the window, without repeats. */
  readonly shown: Readonly<Record<string, readonly string[]>>
  readonly count: number
  /** Sum of all layout shifts so far. */
  readonly shift: number
}

export const frames = (page: Page) => page.evaluate(() => (window as unknown as { frames_: Frames }).frames_)

export const ordersOf = async (page: Page, name: string) => (await frames(page)).shown[name] ?? []

/** Waits for this many frames. */
export async function seeFrames(page: Page, more: number): Promise<void> {
  const { count } = await frames(page)
  await expect.poll(async () => (await frames(page)).count, { intervals: [20] }).toBeGreaterThanOrEqual(count + more)
}
