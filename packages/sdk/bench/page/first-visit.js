/*
 * Inlined before the tag: records when lists were first ordered lexically and by vectors, and the longest task until
 * then.
 */
window.visit = { lexical: undefined, semantic: undefined, longest: 0 }
new PerformanceObserver((entries) => {
  for (const { duration } of entries.getEntries()) visit.longest = Math.max(visit.longest, duration)
}).observe({ type: 'longtask', buffered: true })
document.addEventListener('inkling:ranked', ({ detail }) => {
  visit[detail.ranking.tier] ??= performance.now()
})
