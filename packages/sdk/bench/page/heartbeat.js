/** Notes the longest stretch in which a task of the page's own had to wait, from the moment the page is parsed. */
window.heartbeat = { longest: 0, ranked: 0 }
document.addEventListener('inkling:ranked', () => window.heartbeat.ranked++)
document.addEventListener('DOMContentLoaded', () => {
  const { port1, port2 } = new MessageChannel()
  let last = performance.now()
  port1.onmessage = () => {
    const now = performance.now()
    window.heartbeat.longest = Math.max(window.heartbeat.longest, now - last)
    last = now
    port2.postMessage(0)
  }
  port2.postMessage(0)
})
