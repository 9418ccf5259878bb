/** Embedding on each backend: in a warm engine, in a new worker, and for a first-time reader. */
import { measured, quantile, rounded } from '../report.mjs'

const NAMES = { wasm: 'wasm', cpu: 'plain JS (tfjs cpu)', webgl: 'webgl, rendered in software here' }
const KINDS = {
  warm: 'warm engine',
  restart: 'new worker, model cached',
  first: 'cold: nothing cached, loopback',
}

export const embed = {
  // warm: repetitions per backend and round. A smoke run skips the slow backends, which tests cover.
  sizes: {
    whole: { titles: 48, rounds: 3, warm: { wasm: 7, cpu: 2, webgl: 2 } },
    quick: { titles: 48, rounds: 1, warm: { wasm: 3, cpu: 1, webgl: 1 } },
    smoke: { titles: 2, rounds: 1, warm: { wasm: 1 } },
  },

  async measure({ size: { titles: count, rounds, warm: again }, titles, asNewReader, callInPage }) {
    const texts = titles.slice(0, count)
    const samples = Object.fromEntries(
      Object.keys(again).map((backend) => [backend, { first: [], restart: [], warm: [], worker: [] }]),
    )
    // Alternate between backends, so that other load on the machine affects all equally.
    for (let round = 0; round < rounds; round++)
      for (const [backend, all] of Object.entries(samples))
        await asNewReader(async (tab) => {
          const run = (repeats) => callInPage(tab, 'embed.js', 'embed', { backend, texts, repeats })
          all.first.push((await run(0)).cold)
          const { cold, warm, worker } = await run(again[backend])
          all.restart.push(cold)
          all.warm.push(...warm)
          all.worker.push(...worker)
        })
    const rows = Object.entries(KINDS).flatMap(([kind, words]) =>
      Object.entries(samples).map(([backend, all]) => {
        const baseline = backend === 'cpu' ? undefined : samples.cpu?.[kind]
        const row = measured(`${words}: ${NAMES[backend]}`, all[kind], baseline)
        return { ...row, perText: rounded(row.median / count) }
      }),
    )
    const perText = rows
      .slice(0, Object.keys(samples).length)
      .map(({ way, perText }) => `${way.split(': ')[1]} ${perText} ms`)
    return {
      title: `Vectors for ${count} article titles`,
      note:
        `Milliseconds for all ${count}, seen from the page. A text on a warm engine: ${perText.join(', ')}. ` +
        'WebGL runs on SwiftShader, without a GPU: its times say nothing of real devices.',
      worker: Object.fromEntries(
        Object.entries(samples).map(([backend, { worker }]) => [backend, rounded(quantile(worker, 0.5))]),
      ),
      rows,
    }
  },
}
