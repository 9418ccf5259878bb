/** The results of a view of the shop, as seen from the page and from its server. */

import { type Tab, until } from '../../pages/support/tab.ts'
import { closeShop, openShop, type Shop } from './site.ts'

export interface Seen {
  /** Scripts that ran, forms that were sent. */
  readonly done: readonly unknown[]
  /** What Inkling told of creatives that it refused. */
  readonly refused: readonly string[]
  /** Creatives that stand in the page, by slot. */
  readonly shown: readonly string[]
  /** What is there that may not be. */
  readonly wrong: readonly string[]
  readonly asked: readonly string[]
}

/** In the page: presses whatever a creative put there, and looks where it lies. */
async function look(): Promise<Omit<Seen, 'asked'>> {
  const { done, refused } = window as unknown as { done: unknown[]; refused: string[] }
  const wrong: string[] = []
  const form = document.querySelector<HTMLFormElement>('#page-form')!
  const slots = [...document.querySelectorAll<HTMLElement>('[data-inkling-slot]')]
  const frames = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
  await Promise.all([...document.images].map((image) => image.decode().catch(() => {})))
  await frames()
  const holder = (x: number, y: number) => {
    const at = document.elementFromPoint(x, y)
    const root = at?.getRootNode()
    return (root instanceof ShadowRoot ? root.host : at)?.closest('[data-inkling-slot]')
  }
  /** Scrolled to, since windows of engines differ in height and nothing is found at a point outside. */
  const boxOf = (slot: HTMLElement) => {
    slot.scrollIntoView({ block: 'center', behavior: 'instant' })
    return slot.getBoundingClientRect()
  }
  const checkPoints = (points: ReadonlyArray<readonly [x: number, y: number]>) => {
    for (const [x, y] of points) {
      const found = holder(x, y)
      const box = found?.getBoundingClientRect()
      if (box && (x < box.left || x > box.right || y < box.top || y > box.bottom))
        wrong.push(`${found!.getAttribute('data-inkling-slot')} lies at ${x}, ${y}, outside its box`)
    }
  }
  const grid: (readonly [number, number])[] = []
  for (let x = 2; x < innerWidth; x += 97) for (let y = 2; y < innerHeight; y += 83) grid.push([x, y])
  scrollTo({ top: 0, behavior: 'instant' })
  checkPoints(grid)
  const shown = slots.map((slot) => {
    const { left, right, top, bottom } = boxOf(slot)
    const xs = [left - 4, (left + right) / 2, right + 4]
    checkPoints(xs.flatMap((x) => [top - 4, (top + bottom) / 2, bottom + 4].map((y) => [x, y] as const)))
    const name = slot.getAttribute('data-inkling-slot')!
    const own = [...slot.childNodes].filter((each) => each.nodeName !== 'TEMPLATE' && each.textContent?.trim())
    const isShown = slot.hasAttribute('data-inkling-chosen')
    const labels = slot.querySelectorAll('[data-inkling-label]')
    if (!isShown) return own.length ? `${own[0]!.nodeName} unasked` : ''
    if (labels.length !== 1) wrong.push(`${name} has ${labels.length} labels`)
    const label = labels[0]?.getBoundingClientRect()
    if (label) {
      const [x, y] = [(label.left + label.right) / 2, (label.top + label.bottom) / 2]
      for (const point of [x, label.left + 2, label.right - 2])
        if (!document.elementFromPoint(point, y)?.closest('[data-inkling-label]'))
          wrong.push(`${name} covers its label`)
      if (label.left < left - 1 || label.right > right + 1 || label.top < top - 1 || y > bottom)
        wrong.push(`the label of ${name} lies outside`)
      if (!labels[0]!.textContent!.startsWith('Sponsored · Acme · '))
        wrong.push(`${name} says ${labels[0]!.textContent}`)
    }
    return /^Plain/.test(slot.textContent!.trim()) ? 'plain' : 'stranger'
  })
  for (const each of slots.flatMap((slot) => [...slot.querySelectorAll<HTMLElement>('*')])) {
    each.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }))
    if (typeof each.focus === 'function') each.focus()
  }
  await frames()
  const said = JSON.stringify([...new FormData(form)])
  if (said !== '[["token","secret"]]' || form.elements.length !== 3) wrong.push(`the form says ${said}`)
  if (document.querySelector('dialog[open],:popover-open')) wrong.push('something has opened')
  const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id)
  if (new Set(ids).size < ids.length || ids.length !== 7) wrong.push(`ids: ${ids}`)
  return { done: [...done], refused: [...refused], shown, wrong }
}

/** One view, until its slots are settled. */
async function visit(shop: Shop, tab: Tab): Promise<Seen> {
  shop.asked.length = 0
  await tab.goto(`${shop.origin}/page`)
  await until(
    tab,
    'all slots are settled',
    (count) => (window as unknown as { settled: number }).settled === count,
    shop.strangers.length,
  )
  const seen = await tab.evaluate(look)
  return { ...seen, asked: [...new Set(shop.asked)].sort() }
}

/** What the browser asks for by itself, without any script: Firefox looks ahead of the parser, into templates as well. */
export async function askedAhead(tab: Tab, strangers: readonly string[]): Promise<readonly string[]> {
  const shop = Object.assign(await openShop(), { strangers, policy: "script-src 'none'" })
  await tab.goto(`${shop.origin}/page`)
  closeShop(shop)
  return [...new Set(shop.asked)].sort()
}

/**
 * A new reader's first view, which the tag fills, and the next one, which the snippet paints. A shop of one's own is another
 * origin: nothing is left of the reader before.
 */
export async function twice(
  tab: Tab,
  { strangers, first, policy }: Pick<Shop, 'strangers' | 'first'> & Partial<Pick<Shop, 'policy'>>,
): Promise<readonly [Seen, Seen]> {
  const shop = Object.assign(await openShop(), { strangers, first, policy })
  try {
    const one = await visit(shop, tab)
    if (first !== 'off')
      await until(tab, 'the next view is planned', () => {
        const { slots } = JSON.parse(localStorage.getItem('inkling.snapshot') ?? '{}')
        return Object.keys(slots ?? {}).length > 0
      })
    return [one, await visit(shop, tab)]
  } finally {
    closeShop(shop)
  }
}
