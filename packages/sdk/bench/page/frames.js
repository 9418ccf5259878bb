/* Inline, first of all: when it ran, and what order of the list each frame showed. */
{
  const ids = () =>
    Array.from(document.querySelector('[data-inkling-list]')?.children ?? [], (item) => item.dataset.inklingItem)
  window.frames_ = { started: performance.now(), applied: undefined, orders: [] }
  const request = requestAnimationFrame.bind(window)
  // Callbacks that others have asked for may still change what the frame will show: this one is always the last.
  let mine
  const look = () => {
    const order = ids()
    if (order.length) frames_.orders.push(order)
    if (frames_.orders.length < 200) mine = request(look)
  }
  mine = request(look)
  window.requestAnimationFrame = (callback) => {
    const id = request(callback)
    cancelAnimationFrame(mine)
    mine = request(look)
    return id
  }
  // The snippet leaves word of what it did as soon as it has done it.
  const wait = new MutationObserver(() => {
    const list = document.querySelector('[data-inkling-list]')
    const first = list && window.inkling?.first?.lists.get(list)
    if (first?.moved) frames_.applied ??= performance.now()
  })
  // Observers are called in the order of their making: this one is made behind the snippet's.
  window.watchApplied = () => wait.observe(document, { childList: true, subtree: true })
  new PerformanceObserver((entries) => {
    window.frames_.largest = entries.getEntries().at(-1).startTime
  }).observe({ type: 'largest-contentful-paint', buffered: true })
}
