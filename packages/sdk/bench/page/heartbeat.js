/**
 * Records how long the page is blocked, using the browser's long animation frames and their scripts, including forced
 * layout. Only frames of 50 ms or more are reported, so 50 is the minimum. https://w3c.github.io/long-animation-frames/
 */
window.heartbeat = { frame: 50, script: 0, ranked: 0 }
document.addEventListener('inkling:ranked', () => window.heartbeat.ranked++)
new PerformanceObserver((entries) => {
  const { heartbeat } = window
  for (const { duration, scripts } of entries.getEntries()) {
    heartbeat.frame = Math.max(heartbeat.frame, duration)
    // Nothing else on this page takes noticeable time.
    for (const script of scripts) heartbeat.script = Math.max(heartbeat.script, script.duration)
  }
}).observe({ type: 'long-animation-frame', buffered: true })
