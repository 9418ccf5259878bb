/**
 * Runs inside the head, before anything is painted, so that language and colours never flicker. It reads the address
 * and what an earlier yes allowed to be stored, writes nothing, and keeps Inkling's first events for events.js.
 */
;(() => {
  const root = document.documentElement
  const asked = new URLSearchParams(location.search)
  let kept = {}
  try {
    kept = JSON.parse(localStorage.getItem('marginalia')) || {}
  } catch {}
  const language = asked.get('lang') || kept.language
  const theme = asked.get('theme') || kept.theme
  if (language === 'ru') root.dataset.language = 'ru'
  if (theme === 'light' || theme === 'dark') root.dataset.theme = theme
  const seen = []
  window.marginalia = seen
  for (const name of ['ready', 'consent', 'engine', 'ranked', 'creative', 'error']) {
    document.addEventListener(`inkling:${name}`, (event) => seen.push({ name, detail: event.detail }))
  }
})()
