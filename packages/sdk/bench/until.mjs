/** Timeout in milliseconds. */
const PATIENCE = 60_000

/**
 * Polls a condition in the page. Unlike `waitForFunction`, which takes a promise itself as truthy, it awaits
 * asynchronous conditions.
 *
 * @param tab
 * @param says a function that runs in the page, possibly asynchronous
 * @param given its argument
 * @throws Error on a timeout
 */
export async function until(tab, says, given) {
  const end = performance.now() + PATIENCE
  while (!(await tab.evaluate(says, given))) {
    if (performance.now() > end) throw new Error(`${tab.url()} is not so far: ${says}`)
    await tab.waitForTimeout(20)
  }
}
