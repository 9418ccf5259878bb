/** Measures picture embedding in the page with the release's engine and client. */
import { createPictureEngine } from '/engine.js'

/** A distinct drawing for each number, as a loaded image. */
async function drawing(i) {
  const shape = `<circle cx="${100 + 9 * i}" cy="${90 + 5 * i}" r="${60 + i}" fill="hsl(${37 * i} 70% 50%)"/>`
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="480" height="360"><rect width="480" height="360" fill="#eee"/>${shape}</svg>`
  const image = new Image()
  image.src = `data:image/svg+xml,${encodeURIComponent(svg)}`
  await image.decode()
  return image
}

/**
 * Starts a new worker, waits for its first answer, then repeats the same pictures, including decoding.
 *
 * @returns milliseconds until the first vectors, and for each repetition, with the worker's own times
 */
export async function see({ backend, pictures: count, repeats }) {
  const errors = []
  let embedded = 0
  const engine = createPictureEngine({
    base: '/engine/',
    model: '/models/image-encoder/',
    backend,
    onStatus: (status) => {
      embedded = status.embedded?.milliseconds ?? embedded
    },
    onError: (code, message) => errors.push(`${code}: ${message}`),
  })
  const images = await Promise.all(Array.from({ length: count }, (_, i) => drawing(i)))
  const timed = async () => {
    const [started, before] = [performance.now(), embedded]
    const options = { resizeWidth: 128, resizeHeight: 128, resizeQuality: 'high' }
    const bitmaps = await Promise.all(images.map((image) => createImageBitmap(image, options)))
    const vectors = await engine.embed(bitmaps)
    if (vectors?.length !== count) throw new Error(`${backend} gave no vectors: ${errors.join('; ')}`)
    for (const bitmap of bitmaps) bitmap.close()
    return { whole: performance.now() - started, worker: embedded - before }
  }
  const cold = await timed()
  const warm = []
  for (let i = 0; i < repeats; i++) warm.push(await timed())
  engine.stop()
  return { cold: cold.whole, warm: warm.map(({ whole }) => whole), worker: warm.map(({ worker }) => worker) }
}
