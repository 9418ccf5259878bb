/** "Sent about you: 0": the browser's own list of requests, of the page and of the frame in which Inkling runs. */
import { tell } from './words.js'

export function startRequests(live, frame) {
  const details = live.querySelector('[data-requests]')
  details.addEventListener('toggle', () => details.open && list(details, frame))
}

function list(details, frame) {
  const windows = [window, frame?.contentWindow].filter(Boolean)
  const entries = windows.flatMap(({ performance }) => [
    ...performance.getEntriesByType('navigation'),
    ...performance.getEntriesByType('resource'),
  ])
  const others = entries.filter(({ name }) => new URL(name).origin !== location.origin)
  details.querySelector('[data-requests-said]').textContent = tell('requests', {
    n: entries.length,
    others: others.length,
  })
  details.querySelector('[data-requests-list]').replaceChildren(
    ...entries.map(({ name }) => {
      const row = document.createElement('li')
      const { origin, pathname, search } = new URL(name)
      row.textContent = (origin === location.origin ? '' : origin) + pathname + search
      return row
    }),
  )
}
