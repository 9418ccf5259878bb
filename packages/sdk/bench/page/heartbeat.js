/**
 * Notes how long scripts hold the page up, by the browser's own account: long animation frames (of 50 ms and more) and the
 * scripts in them, with the layout that these force. https://w3c.github.io/long-animation-frames/
 */
window.heartbeat = { ours: 0, frame: 0, ranked: 0 }
document.addEventListener('inkling:ranked', () => window.heartbeat.ranked++)
new PerformanceObserver((entries) => {
  const { heartbeat } = window
  for (const { duration, scripts } of entries.getEntries()) {
    heartbeat.frame = Math.max(heartbeat.frame, duration)
    // The snippet stands in the page itself, and so does this, which takes no time.
    for (const script of scripts) {
      heartbeat.ours = Math.max(heartbeat.ours, script.duration)
      ;(heartbeat.all ??= []).push([
        Math.round(script.duration),
        Math.round(script.forcedStyleAndLayoutDuration),
        script.invoker,
        script.sourceURL.slice(-40),
        script.sourceFunctionName,
      ])
    }
  }
}).observe({ type: 'long-animation-frame', buffered: true })
