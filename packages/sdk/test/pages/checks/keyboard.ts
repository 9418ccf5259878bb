import { expect, type Page } from '@playwright/test'
import type { Fixture } from '../expectation.ts'

/** Presses of the Tab key, at most. */
const STEPS = 12

/** The Tab key walks through a list in the order in which the eye does, and the list's markup has that order, too. */
export async function checkKeyboard(page: Page, { lists }: Fixture): Promise<void> {
  for (const { name, reads = 'rows' } of lists) {
    const { seen, stops } = await page.evaluate(
      ([name, reads]) => {
        const elements = window.probe.shown(name!)
        const toLeft = getComputedStyle(window.probe.list(name!)).direction === 'rtl'
        const boxes = elements.map((element, at) => ({ at, box: element.getBoundingClientRect() }))
        const across = (a: DOMRect, b: DOMRect) => (toLeft ? b.right - a.right : a.left - b.left)
        // Boxes of one row needn't begin at the same pixel.
        const down = (a: DOMRect, b: DOMRect) => (Math.abs(a.top - b.top) < 4 ? 0 : a.top - b.top)
        boxes.sort(({ box: a }, { box: b }) =>
          reads === 'columns' ? across(a, b) || down(a, b) : down(a, b) || across(a, b),
        )
        const links = elements.flatMap((element) => [
          ...element.querySelectorAll<HTMLElement>(
            'a[href],button,input,select,textarea,summary,iframe,audio[controls],[tabindex="0"]',
          ),
        ])
        const stops = links.filter((link) => link.checkVisibility() && link.tabIndex >= 0 && !link.matches(':disabled'))
        stops[0]?.focus()
        const numbers = new Map(stops.map((stop, at) => [stop as Element, at]))
        Object.assign(window, { stopNow: () => numbers.get(document.activeElement!) ?? -1 })
        return { seen: boxes.map(({ at }) => at), stops: stops.length }
      },
      [name, reads],
    )
    expect.soft(seen, `${name}: as the eye goes`).toEqual(seen.map((_, at) => at))
    const walked: number[] = []
    for (let step = 0; step < Math.min(stops, STEPS); step++) {
      walked.push(await page.evaluate(() => (window as unknown as { stopNow(): number }).stopNow()))
      await page.keyboard.press('Tab')
    }
    expect.soft(walked, `${name}: as the Tab key goes`).toEqual(walked.map((_, at) => at))
  }
}
