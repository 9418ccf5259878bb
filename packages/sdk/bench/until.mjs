/** Milliseconds after which a page that isn't so far never will be. */
const PATIENCE = 60_000

/**
 * Waits until a page says so. `waitForFunction` takes a promise for an answer, whatever it resolves to.
 *
 * @param tab
 * @param says a function that runs in the page, and may be asynchronous
 * @param given to it
 * @throws Error when it doesn't in time
 */
export async function until(tab, says, given) {
  const end = performance.now() + PATIENCE
  while (!(await tab.evaluate(says, given))) {
    if (performance.now() > end) throw new Error(`${tab.url()} is not so far: ${says}`)
    await tab.waitForTimeout(20)
  }
}
