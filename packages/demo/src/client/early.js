/**
 * Runs in the head before the first paint, so that colours don't flicker and the offer of the other edition doesn't
 * shift the layout. Reads the address, the browser's languages, and settings stored with consent. Writes nothing.
 * Buffers Inkling's first events for events.js.
 */
;(() => {
  const root = document.documentElement
  const asked = new URLSearchParams(location.search)
  let kept = {}
  try {
    kept = JSON.parse(localStorage.getItem('marginalia')) || {}
  } catch {}
  const editions = /^(?:en|ru)\b/i
  const wanted = [asked.get('lang'), kept.language, ...(navigator.languages || [])].find((tag) => editions.test(tag))
  if (wanted && !wanted.toLowerCase().startsWith(root.lang)) root.dataset.offer = ''
  const theme = asked.get('theme') || kept.theme
  if (theme === 'light' || theme === 'dark') root.dataset.theme = theme
  const seen = []
  window.marginalia = seen
  for (const name of ['ready', 'consent', 'engine', 'ranked', 'creative', 'unfilled', 'error']) {
    document.addEventListener(`inkling:${name}`, (event) => seen.push({ name, detail: event.detail }))
  }
})()
