/* Inlined first: records the snippet's time and the list's order in each frame. */
{
  const ids = () =>
    Array.from(document.querySelector('[data-inkling-list]')?.children ?? [], (item) => item.dataset.inklingItem)
  window.frames_ = { started: performance.now(), applied: undefined, orders: [] }
  const request = requestAnimationFrame.bind(window)
  // Re-request the callback until it runs last, since other callbacks may still change what the frame shows.
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
  // The snippet marks the list as soon as it has sorted it.
  const wait = new MutationObserver(() => {
    const list = document.querySelector('[data-inkling-list]')
    const first = list && window.inkling?.first?.lists.get(list)
    if (first?.moved) frames_.applied ??= performance.now()
  })
  // Observers run in order of creation; this one is created after the snippet's.
  window.watchApplied = () => wait.observe(document, { childList: true, subtree: true })
  new PerformanceObserver((entries) => {
    window.frames_.largest = entries.getEntries().at(-1).startTime
  }).observe({ type: 'largest-contentful-paint', buffered: true })
}
