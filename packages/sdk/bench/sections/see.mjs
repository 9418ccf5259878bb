/** Picture embedding on each suitable backend: in a warm engine, and for a first-time reader. */
import { measured, rounded, target } from '../report.mjs'

/** Milliseconds per picture, measured in the page. */
const MOST = 30

export const see = {
  sizes: {
    whole: { pictures: 24, rounds: 3, warm: 7 },
    quick: { pictures: 24, rounds: 1, warm: 3 },
    smoke: { pictures: 2, rounds: 1, warm: 1 },
  },

  async measure({ size: { pictures, rounds, warm: repeats }, asNewReader, callInPage }) {
    const samples = { first: [], warm: [], worker: [] }
    for (let round = 0; round < rounds; round++)
      await asNewReader(async (tab) => {
        const run = await callInPage(tab, 'see.js', 'see', { backend: 'wasm', pictures, repeats })
        samples.first.push(run.cold)
        samples.warm.push(...run.warm.map((whole) => whole / pictures))
        samples.worker.push(...run.worker.map((whole) => whole / pictures))
      })
    const rows = [
      measured('one picture, warm engine, from the page: wasm', samples.warm),
      measured('one picture, the worker’s own time: wasm', samples.worker),
      measured(`cold: nothing cached, loopback, ${pictures} pictures: wasm`, samples.first),
    ]
    return {
      title: 'Vectors of pictures',
      note: `Milliseconds. ${pictures} drawings of 480 × 360 pixels, opened, made smaller and looked at. ${rounded(1000 / rows[0].median)} a second.`,
      rows,
      targets: [target('a picture on wasm, seen from the page', rows[0].median, MOST)],
    }
  },
}
