/* A common alternative to the snippet: the page fetches the order from a server. */
{
  const asked = fetch('/list/order.json').then((response) => response.json())
  document.addEventListener('DOMContentLoaded', async () => {
    const ids = await asked
    const list = document.querySelector('[data-inkling-list]')
    const byId = new Map([...list.children].map((item) => [item.dataset.inklingItem, item]))
    list.append(...ids.map((id) => byId.get(id)))
    probe.applied = performance.now()
  })
}
