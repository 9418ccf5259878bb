/** Keeps the magazine for reading without a network, only when the reader asks for it, and removes it again. */
import { tell } from './language.js'

const WORKER = '/magazine/service-worker.js'
const LIST = '/magazine/offline.json'
const SCOPE = '/magazine/'
/** Files requested at once. */
const AT_ONCE = 6

export async function startOffline() {
  const part = document.getElementById('offline')
  // Without HTTPS, browsers have neither.
  if (!part || !navigator.serviceWorker || !globalThis.caches) return
  const [keep, remove] = part.querySelectorAll('button')
  const said = part.querySelector('[role="status"]')
  const show = (isKept) => {
    keep.hidden = isKept
    remove.hidden = !isKept
  }
  keep.addEventListener('click', async () => {
    keep.disabled = true
    try {
      await keepFiles((done, of) => {
        said.textContent = tell('offlineProgress', { done, of })
      })
      said.textContent = tell('offlineKept')
      show(true)
      remove.focus()
    } catch (error) {
      await removeFiles()
      said.textContent = tell('failed', { why: error.message })
    }
    keep.disabled = false
  })
  remove.addEventListener('click', async () => {
    await removeFiles()
    said.textContent = tell('offlineRemoved')
    show(false)
    keep.focus()
  })
  show(Boolean(await navigator.serviceWorker.getRegistration(SCOPE)))
  part.hidden = false
}

/** @param {(done: number, of: number) => void} progress */
async function keepFiles(progress) {
  const { version, files } = await (await fetch(LIST)).json()
  const cache = await caches.open(`marginalia-${version}`)
  const waiting = [...files]
  let done = 0
  const next = async () => {
    for (let path = waiting.pop(); path; path = waiting.pop()) {
      await cache.add(path)
      progress(++done, files.length)
    }
  }
  const stop = (error) => {
    waiting.length = 0
    throw error
  }
  const parts = await Promise.allSettled(Array.from({ length: AT_ONCE }, () => next().catch(stop)))
  const failed = parts.find(({ status }) => status === 'rejected')
  if (failed) throw failed.reason
  await navigator.serviceWorker.register(WORKER, { scope: SCOPE })
  await navigator.serviceWorker.ready
}

async function removeFiles() {
  await (await navigator.serviceWorker.getRegistration(SCOPE))?.unregister()
  for (const name of await caches.keys()) if (name.startsWith('marginalia-')) await caches.delete(name)
}
