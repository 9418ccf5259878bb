/** Inkling's engine without the rest: depth 1, in its worker. */
import { createReleaseEngine } from '/dist/engine.js'
import { order } from './order.js'

const engine = createReleaseEngine({
  base: '/dist/engine/',
  model: '/dist/models/encoder-en/',
  onError: (code, message) => visit.errors.push(`${code}: ${message}`),
})

await order(async (texts) => (await engine.embed(texts)) ?? [])
