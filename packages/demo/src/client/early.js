/**
 * Runs inside the head, before anything is painted, so that colours never flicker and the offer of the other edition
 * pushes nothing down. It reads the address, the browser's languages, and what an earlier yes allowed to be stored,
 * writes nothing, and keeps Inkling's first events for events.js.
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
  for (const name of ['ready', 'consent', 'engine', 'ranked', 'creative', 'kept', 'error']) {
    document.addEventListener(`inkling:${name}`, (event) => seen.push({ name, detail: event.detail }))
  }
})()
