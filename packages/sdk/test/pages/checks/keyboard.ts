import { expect, type Page } from '@playwright/test'
import type { Fixture } from '../expectation.ts'

/** Maximum number of tab stops, and of presses of the Tab key. */
const STEPS = 12
const MOST = 40

/** The Tab key moves through a list in its visual order, which is also the order of the markup. */
export async function checkKeyboard(page: Page, { lists }: Fixture): Promise<void> {
  for (const { name, reads = 'rows' } of lists) {
    const { seen, stops } = await page.evaluate(
      ([name, reads]) => {
        const FOCUSABLE =
          'a[href],button:enabled,input:enabled,select:enabled,textarea:enabled,summary,iframe,audio[controls],[tabindex="0"]'
        /** An element and its descendants, including those in open shadow roots. */
        const inside = (element: Element): HTMLElement[] => [
          element as HTMLElement,
          ...[...(element.shadowRoot ?? element).children].flatMap(inside),
        ]
        const elements = window.probe.shown(name!)
        const toLeft = getComputedStyle(window.probe.list(name!)).direction === 'rtl'
        const boxes = elements.map((element, at) => ({ at, box: element.getBoundingClientRect() }))
        const across = (a: DOMRect, b: DOMRect) => (toLeft ? b.right - a.right : a.left - b.left)
        // Boxes of one row may start at slightly different heights.
        const down = (a: DOMRect, b: DOMRect) => (Math.abs(a.top - b.top) < 4 ? 0 : a.top - b.top)
        boxes.sort(({ box: a }, { box: b }) =>
          reads === 'columns' ? across(a, b) || down(a, b) : down(a, b) || across(a, b),
        )
        const stops = elements
          .flatMap(inside)
          .filter((each) => each.matches(FOCUSABLE) && each.checkVisibility() && each.tabIndex >= 0)
        stops[0]?.focus()
        const numbers = new Map(stops.map((stop, at) => [stop as Element | undefined, at]))
        const focused = () => {
          let element = document.activeElement ?? undefined
          while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement
          return numbers.get(element) ?? -1
        }
        Object.assign(window, { focused })
        return { seen: boxes.map(({ at }) => at), stops: stops.length }
      },
      [name, reads],
    )
    expect.soft(seen, `${name}: as the eye goes`).toEqual(seen.map((_, at) => at))
    const walked: number[] = []
    for (let press = 0; press < MOST && walked.length < Math.min(stops, STEPS); press++) {
      const at = await page.evaluate(() => (window as unknown as { focused(): number }).focused())
      // The controls of a player are tab stops of their own.
      if (walked.at(-1) !== at) walked.push(at)
      await page.keyboard.press('Tab')
    }
    expect.soft(walked, `${name}: as the Tab key goes`).toEqual(walked.map((_, at) => at))
  }
}
