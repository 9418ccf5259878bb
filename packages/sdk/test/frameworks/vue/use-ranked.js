import { createRankedList } from 'inkling'
import { onMounted, onUnmounted, shallowRef, toValue, watch } from 'vue'
import { inkling } from '../inkling.js'

export function useRanked(items, options) {
  const list = createRankedList(inkling, { items: toValue(items), ...options })
  const view = shallowRef(list.getServerSnapshot())
  let stop
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
