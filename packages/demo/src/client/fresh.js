/**
 * "New order below": if a list in view kept its places, because the reader came back to it or had already seen it, a
 * button applies the new order there, too.
 */
import { on } from './events.js'
import { tell } from './language.js'

const line = document.getElementById('fresh')
const said = line.querySelector('[data-fresh-said]')
let back = performance.getEntriesByType('navigation')[0]?.type === 'back_forward'
/** The latest news of the list that isn't in its latest order. */
let waiting

export function startFresh() {
  addEventListener('pageshow', ({ persisted }) => {
    back ||= persisted
  })
  on('ranked', (news) => {
    if (news.pending && (news.late || back)) offer(news)
    else if (waiting?.list === news.list) withdraw()
  })
  document.addEventListener('marginalia:undone', withdraw)
  on('consent', ({ content }) => content || withdraw())
  document.getElementById('fresh-apply').addEventListener('click', () => void waiting?.apply())
}

function offer(news) {
  waiting = news
  line.hidden = false
  said.textContent = tell(news.moved ? 'freshBelow' : 'freshReady')
}

function withdraw() {
  waiting = undefined
  // Otherwise the focus would fall back to the top of the document.
  if (line.contains(document.activeElement)) document.getElementById('main').focus({ preventScroll: true })
  line.hidden = true
}
