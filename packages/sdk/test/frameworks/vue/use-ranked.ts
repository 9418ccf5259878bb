import { createRankedList, type Item, type RankedListOptions } from 'inkling'
import { getCurrentInstance, type MaybeRefOrGetter, onMounted, onUnmounted, shallowRef, toValue, watch } from 'vue'
import { inkling } from '../inkling.js'

export function useRanked<T extends Item>(
  items: MaybeRefOrGetter<readonly T[]>,
  options: Omit<RankedListOptions<T>, 'items'>,
) {
  // When Vue hydrates, the element exists already.
  const start = getCurrentInstance()?.vnode.el ? 'server' : 'reader'
  const list = createRankedList(inkling, { items: toValue(items), start, ...options })
  const view = shallowRef(list.getSnapshot())
  let stop: (() => void) | undefined
  onMounted(() => {
    stop = list.subscribe(() => {
      view.value = list.getSnapshot()
    })
  })
  onUnmounted(() => stop?.())
  watch(
    () => toValue(items),
    (now) => list.setItems(now),
  )
  return { view, undo: list.undo, redo: list.redo }
}
