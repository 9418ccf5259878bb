/**
 * Imitates Astro's <ClientRouter />, including its events: it fetches the next page, inserts the page's head and body
 * in a view transition, and only then changes the URL. When the reader goes back, the URL changes first, and the page
 * may follow much later.
 */
let current = new URL(location.href)
let index = history.state?.index ?? 0
if (!history.state) history.replaceState({ index, scrollX, scrollY }, '')

const tell = (name, detail = {}) => document.dispatchEvent(Object.assign(new Event(`astro:${name}`), detail))

function swap(next) {
  document.head.replaceChildren(...next.head.children)
  document.body.replaceWith(next.body)
}

function arrive(to, state) {
  if (!state) history.pushState({ index: ++index, scrollX: 0, scrollY: 0 }, '', to.href)
  current = to
  scrollTo({ left: 0, top: 0, behavior: 'instant' })
  if (state) scrollTo(state.scrollX, state.scrollY)
  history.scrollRestoration = 'manual'
}

async function navigate(to, state) {
  const from = current
  const navigationType = state ? 'traverse' : 'push'
  if (!state) history.replaceState({ ...history.state, scrollX, scrollY }, '')
  tell('before-preparation', { from, to, navigationType })
  const next = new DOMParser().parseFromString(await (await fetch(to.href)).text(), 'text/html')
  tell('after-preparation')
  const update = async () => {
    tell('before-swap', { from, to, navigationType, newDocument: next })
    swap(next)
    // A site may have replaced the router's swap, so the router awaits the replacement.
    await undefined
    arrive(to, state)
    tell('after-swap')
  }
  await document.startViewTransition(update).updateCallbackDone
  tell('page-load')
}

addEventListener('popstate', ({ state }) => {
  if (!state) return
  index = state.index
  navigate(new URL(location.href), state)
})
addEventListener('scrollend', () => history.replaceState({ ...history.state, scrollX, scrollY }, ''))
document.addEventListener('click', (event) => {
  const link = event.target.closest('a')
  if (!link) return
  event.preventDefault()
  navigate(new URL(link.href))
})
