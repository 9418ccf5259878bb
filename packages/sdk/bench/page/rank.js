/**
 * Measures ranking in the page. `fill` creates history and vectors as a reader's visits would; `measure` is the next
 * page view.
 */
import { createInkling } from '/index.js'
import { meanOfHistory, tfidfOfHistory, tfidfVectors } from './baselines.js'
import { storedVectors, untilStored } from './stored.js'

// A fixed backend, so that no second worker warms up while the first one embeds.
export const open = () =>
  createInkling({ model: '/models/encoder-en/', engine: '/engine/', download: 'now', backend: 'wasm', page: false })

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds))
/** Waits for deferred work: storing items and preparing the next page. */
export const quiet = async () => {
  for (let i = 0; i < 2; i++) {
    await pause(10)
    await new Promise((resolve) => requestIdleCallback(resolve, { timeout: 1000 }))
  }
}

export async function fill({ history, candidates }) {
  const errors = []
  document.addEventListener('inkling:error', ({ detail }) => errors.push(`${detail.code}: ${detail.message}`))
  const inkling = open()
  inkling.consent.set({ content: true, creatives: false, measurement: false })
  // Wait until the history is open, as it would be for a reader.
  await inkling.status()
  for (const item of history) {
    void inkling.track('read', item, { seconds: 40 })
    // Stay below 20 events per second, beyond which they are rejected as not human.
    await pause(70)
  }
  await inkling.rank(candidates, { list: 'bench' })
  await untilStored([...history, ...candidates].map(({ id }) => id)).catch(({ message }) => errors.push(message))
  const status = await inkling.status()
  await quiet()
  inkling.destroy()
  return { status, errors }
}

export async function measure({ history, candidates, repeats }) {
  const inkling = open()
  const before = await inkling.status()
  await quiet()
  const samples = { scoring: [], call: [], mean: [], tfidf: [], tfidfReady: [] }
  const stored = await storedVectors()
  const vectorsOf = (items) => items.map(({ id }) => stored.get(id))
  const [read, offered] = [vectorsOf(history), vectorsOf(candidates)]
  const textOf = ({ title, summary, topic, tags }) => `${topic} ${title} ${summary} ${tags.join(' ')}`
  const texts = [...history, ...candidates].map(textOf)
  const ready = tfidfVectors(texts)
  const timed = async (name, work) => {
    const started = performance.now()
    const result = await work()
    samples[name].push(performance.now() - started)
    return result
  }
  const ofTexts = (vectors) => tfidfOfHistory(vectors.slice(0, history.length), vectors.slice(history.length))

  let ranking
  // Alternate, so that other load on the machine affects all equally.
  for (let i = 0; i < repeats; i++) {
    ranking = await timed('call', () => inkling.rank(candidates, { list: 'bench' }))
    samples.scoring.push(ranking.milliseconds)
    await quiet()
    await timed('mean', () => meanOfHistory(read, offered))
    await timed('tfidf', () => ofTexts(tfidfVectors(texts)))
    await timed('tfidfReady', () => ofTexts(ready))
  }
  const status = await inkling.status()
  inkling.destroy()
  const { tier, items } = ranking
  return { samples, tier, ranked: items.length, isolated: crossOriginIsolated, events: before.events, status }
}
