/** Measures embedding in the page with the release's engine and client. */
import { createReleaseEngine } from '/engine.js'

/**
 * Starts a new worker, waits for its first answer, then repeats the same texts.
 *
 * @returns milliseconds until the first vectors, and for each repetition, with the worker's own times
 */
export async function embed({ backend, texts, repeats }) {
  const errors = []
  let embedded = 0
  const engine = createReleaseEngine({
    base: '/engine/',
    model: '/models/encoder-en/',
    backend,
    // Software renderers take seconds to compile shaders.
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
