import { expect } from '@playwright/test'
import type { Fixture } from '../expectation.ts'
import { type InklingOnPage, type Standing, standing } from '../support/reader.ts'
import type { Tab } from '../support/tab.ts'

/** Undo restores the same markup from the same nodes, and keeps focus and caret. */
export async function checkUndo(
  tab: Tab,
  { lists, restless }: Fixture,
  own: ReadonlyMap<string, Standing>,
): Promise<void> {
  for (const { name } of lists) {
    const held = await tab.evaluate(async (name) => {
      const { probe } = window
      probe.watching = false
      const before = new Set(probe.shown(name))
      const list = probe.list(name)
      const root = list.getRootNode() as Document | ShadowRoot
      const field = list.querySelector<HTMLInputElement>('input[type=text],input:not([type])')
      const last = probe.shown(name).findLast((element) => element.querySelector('a[href],button'))
      const target = field ?? last?.querySelector<HTMLElement>('a[href],button')
      target?.focus()
      // A frame might have moved the focus already.
      const focused = target !== undefined && root.activeElement === target
      field?.setSelectionRange(1, 1)
      const { inkling } = window as unknown as { inkling: InklingOnPage }
      inkling.undo(name)
      const after = probe.shown(name)
      return {
        sameNodes: after.length === before.size && after.every((element) => before.has(element)),
        focusKept: !focused || root.activeElement === target,
        caret: field ? field.selectionStart : 1,
      }
    }, name)
    expect.soft(held, `${name} after undo`).toEqual({ sameNodes: true, focusKept: true, caret: 1 })
    if (!restless)
      expect.soft((await standing(tab, name)).html, `markup of ${name} after undo`).toBe(own.get(name)!.html)
  }
}
