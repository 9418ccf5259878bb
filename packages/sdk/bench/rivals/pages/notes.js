/*
 * Inlined first: notes when the list first had an order other than the editors', when it was ordered by meaning, and
 * the longest task. Pages of rivals call visit.done().
 */
window.visit = { personal: undefined, ordered: undefined, longest: 0, errors: [] }
{
  const ids = () =>
    Array.from(document.querySelectorAll('[data-inkling-list] > li'), (item) => item.dataset.inklingItem)
  const look = () => {
    const now = ids()
    if (now.length === EDITORS.length && now.join() !== EDITORS.join()) visit.personal ??= performance.now()
  }
  new MutationObserver(look).observe(document, { childList: true, subtree: true })
  visit.done = () => {
    look()
    visit.ordered ??= performance.now()
  }
  document.addEventListener('inkling:ranked', ({ detail }) => {
    if (detail.ranking.tier === 'semantic') visit.done()
  })
  document.addEventListener('inkling:error', ({ detail }) => visit.errors.push(`${detail.code}: ${detail.message}`))
  addEventListener('unhandledrejection', ({ reason }) => visit.errors.push(String(reason)))
  addEventListener('error', ({ message }) => visit.errors.push(message))
  new PerformanceObserver((entries) => {
    for (const { duration } of entries.getEntries()) visit.longest = Math.max(visit.longest, duration)
  }).observe({ type: 'longtask', buffered: true })
}
