/**
 * Inkling in the launch page's frame: a preview, which keeps its history in memory and doesn't need the visitor's
 * consent (docs/preview.md). Each reader's history is imported into it, and it then ranks by that history.
 */

/** How long to wait for Inkling, and the polling interval, in milliseconds. */
const PATIENCE = 20_000
const PAUSE = 40

/**
 * @param {HTMLIFrameElement} frame
 * @param items what to rank
 * @param sample a history that is ranked by once at the start, so that everything is loaded before any reader is chosen
 * @returns a function that ranks the items by a history, or asks another question about that reader; calls are carried
 *   out one after another
 */
export async function openRanking(frame, items, sample) {
  if (!frame) throw new Error('the page was built without Inkling')
  frame.src = frame.dataset.src
  const inkling = await loaded(frame)
  let last = Promise.resolve()
  const rank = (events, ask = () => inkling.rank(items, { list: 'front' })) => {
    last = last.catch(() => {}).then(() => answerFor(inkling, events, ask))
    return last
  }
  await rank(sample)
  await inkling.erase()
  return rank
}

async function answerFor(inkling, events, ask) {
  await inkling.erase()
  await inkling.importData({ version: 1, events, items: [] })
  return ask(inkling)
}

async function loaded(frame) {
  for (let waited = 0; waited < PATIENCE; waited += PAUSE) {
    const inkling = frame.contentWindow?.inkling
    if (inkling?.persona) return inkling
    await new Promise((resolve) => setTimeout(resolve, PAUSE))
  }
  throw new Error('Inkling has not started')
}
