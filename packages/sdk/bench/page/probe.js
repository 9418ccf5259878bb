/*
 * Inlined after the snippet: records when the list was parsed, when it was sorted, and how many frames showed it
 * unsorted.
 */
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
  // Observers run in order of creation, so this one sees immediately what the snippet did in its callback.
  new MutationObserver(look).observe(document, { childList: true, subtree: true })
  document.addEventListener('DOMContentLoaded', look)
  const frame = () => {
    if (list()?.firstElementChild && probe.applied === undefined) probe.wrongFrames++
    if (probe.applied === undefined && probe.wrongFrames < 100) requestAnimationFrame(frame)
  }
  requestAnimationFrame(frame)
}
