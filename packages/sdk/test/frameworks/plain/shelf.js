import { createRankedList } from 'inkling'
import { inkling } from '../inkling.js'

/** Keeps a list that the server has rendered: its elements carry their items' ids. */
export function keep(element, items, options) {
  const list = createRankedList(inkling, { list: 'shelf', items, element: () => element, ...options })
  const elements = new Map([...element.children].map((child) => [child.dataset.id, child]))
  const stop = list.subscribe(() => {
    list.getSnapshot().items.forEach(({ id }, place) => {
      const child = elements.get(id)
      if (element.children[place] !== child) element.insertBefore(child, element.children[place])
    })
  })
  return { undo: list.undo, redo: list.redo, stop }
}
