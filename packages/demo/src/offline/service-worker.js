/**
 * Serves the magazine without a network to readers who have asked for it on the page about Inkling.
 *
 * The cache holds a fixed list of files, the same for every reader, and nothing is added when a page is opened. So it
 * doesn't show what anybody has read. Models aren't in it: Inkling keeps verified models in caches of its own.
 */

/** Replaced by the build: a hash of the files, and their paths. */
const { version, files } = /* offline */ { version: '', files: [] }
const CACHE = `marginalia-${version}`
/** Files of a release never change. */
const RELEASED = /^\/inkling\/\d+\.\d+\.\d+[^/]*\//

addEventListener('install', (event) => {
  event.waitUntil(
    (async () => {
      const cache = await caches.open(CACHE)
      const present = new Set((await cache.keys()).map(({ url }) => new URL(url).pathname))
      await cache.addAll(files.filter((path) => !present.has(path)))
      await skipWaiting()
    })(),
  )
})

addEventListener('activate', (event) => {
  event.waitUntil(
    (async () => {
      for (const name of await caches.keys())
        if (name.startsWith('marginalia-') && name !== CACHE) await caches.delete(name)
      await clients.claim()
    })(),
  )
})

addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== location.origin) return
  event.respondWith(RELEASED.test(pathname) ? cacheFirst(request) : networkFirst(request))
})

/** The address's parameters (a persona, a colour theme) are for the page's scripts, so they don't select a file. */
const kept = async (request) => (await caches.open(CACHE)).match(request, { ignoreSearch: true })

const cacheFirst = async (request) => (await kept(request)) ?? fetch(request)

async function networkFirst(request) {
  try {
    return await fetch(request)
  } catch (error) {
    const response = (await kept(request)) ?? (request.mode === 'navigate' ? await missing(request) : undefined)
    if (!response) throw error
    return response
  }
}

/** The 404 page of the edition, for pages that aren't kept. */
async function missing({ url }) {
  const edition = new URL(url).pathname.startsWith('/magazine/ru/') ? '/magazine/ru/' : '/magazine/'
  return (await caches.open(CACHE)).match(`${edition}404.html`)
}
