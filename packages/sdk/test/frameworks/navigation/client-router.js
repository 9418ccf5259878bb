/**
 * What Astro's <ClientRouter /> does, by its events: it fetches the next page, puts its head and body in within a view
 * transition, and only then tells the address. On the way back the address comes first, and the page as late as it comes.
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
    // The router awaits what a site may have put in place of its swap.
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
