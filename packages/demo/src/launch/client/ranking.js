/**
 * Inkling in the launch page's frame: a preview, whose history is kept in memory and whose consent is no matter of the
 * visitor's (docs/preview.md). It gets each reader's history as an import, and ranks by it.
 */

/** Milliseconds to wait for Inkling, and between two looks. */
const PATIENCE = 20_000
const PAUSE = 40

/**
 * @param {HTMLIFrameElement} frame
 * @param items what to rank
 * @param sample a history to rank by once, so that everything is loaded before a reader is chosen, whichever it is
 * @returns a function that ranks the items by a history, or asks another question about that reader; calls are carried out
 *   one after another
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
