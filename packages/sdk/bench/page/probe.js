/* Inline, after the snippet: notes when the list was parsed, when it was in order, and how many frames showed it otherwise. */
{
  const list = () => document.querySelector('[data-inkling-list]')
  window.probe = { parsed: undefined, applied: undefined, wrongFrames: 0 }
  const look = () => {
    const element = list()
    if (!element) return
    if (element.nextElementSibling) probe.parsed ??= performance.now()
    const first = window.inkling?.first?.lists.get(element)
    if (first?.sorted) probe.applied ??= performance.now()
  }
  // Observers are called in the order of their making: what the snippet did in its own callback is seen here at once.
  new MutationObserver(look).observe(document, { childList: true, subtree: true })
  document.addEventListener('DOMContentLoaded', look)
  const frame = () => {
    if (list()?.firstElementChild && probe.applied === undefined) probe.wrongFrames++
    if (probe.applied === undefined && probe.wrongFrames < 100) requestAnimationFrame(frame)
  }
  requestAnimationFrame(frame)
}
