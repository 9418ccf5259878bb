import { createRankedList, type Item, type RankedListOptions } from 'inkling'
import { type MaybeRefOrGetter, onMounted, onUnmounted, shallowRef, toValue, watch } from 'vue'
import { inkling } from '../inkling.js'

export function useRanked<T extends Item>(
  items: MaybeRefOrGetter<readonly T[]>,
  options: Omit<RankedListOptions<T>, 'items'>,
) {
  const list = createRankedList(inkling, { items: toValue(items), ...options })
  const view = shallowRef(list.getServerSnapshot())
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
  return { view, undo: list.undo }
}
