/**
 * Notes how long the page is held up, by the browser's own account: long animation frames, and the scripts in them with the
 * layout that these force. It tells of frames from 50 ms on: below, it is noted as that.
 * https://w3c.github.io/long-animation-frames/
 */
window.heartbeat = { frame: 50, script: 0, ranked: 0 }
document.addEventListener('inkling:ranked', () => window.heartbeat.ranked++)
new PerformanceObserver((entries) => {
  const { heartbeat } = window
  for (const { duration, scripts } of entries.getEntries()) {
    heartbeat.frame = Math.max(heartbeat.frame, duration)
    // Whatever else runs on this page takes no time.
    for (const script of scripts) heartbeat.script = Math.max(heartbeat.script, script.duration)
  }
}).observe({ type: 'long-animation-frame', buffered: true })
