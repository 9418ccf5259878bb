/** Embedding, in the page: the engine that ships, through the client that ships. */
import { createReleaseEngine } from '/engine.js'

/**
 * A new worker, its first answer, then the same texts again and again.
 *
 * @returns milliseconds until the first vectors were there, and for each later time; the worker's own beside them
 */
export async function embed({ backend, texts, repeats }) {
  const errors = []
  let embedded = 0
  const engine = createReleaseEngine({
    base: '/engine/',
    model: '/models/encoder-en/',
    backend,
    // Software renderers compile their shaders for seconds.
    timeout: 60_000,
    onStatus: (status) => {
      embedded = status.embedded?.milliseconds ?? embedded
    },
    onError: (code, message) => errors.push(`${code}: ${message}`),
  })
  const timed = async () => {
    const [started, before] = [performance.now(), embedded]
    const vectors = await engine.embed(texts)
    if (vectors?.length !== texts.length) throw new Error(`${backend} gave no vectors: ${errors.join('; ')}`)
    return { whole: performance.now() - started, worker: embedded - before }
  }
  const cold = await timed()
  const warm = []
  for (let i = 0; i < repeats; i++) warm.push(await timed())
  engine.stop()
  return { cold: cold.whole, warm: warm.map(({ whole }) => whole), worker: warm.map(({ worker }) => worker) }
}
