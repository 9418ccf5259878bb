/** Milliseconds of work after which whatever else waits has its turn: a frame, the page's own scripts, the reader's click. */
const SLICE = 10

/** Lets the browser do what else there is. */
export const yieldToMain = (): Promise<void> => new Promise((resolve) => setTimeout(resolve))

/**
 * Takes one step for each, the first ones at once; the page never waits for all of them.
 *
 * @param step what is to be short by itself: it isn't cut
 * @param signal ends it between two steps
 * @param begin called before each slice but the first
 */
export async function inSlices<T>(
  all: Iterable<T>,
  step: (each: T) => unknown,
  signal: AbortSignal,
  begin?: () => void,
): Promise<void> {
  let end = performance.now() + SLICE
  for (const each of all) {
    // What `begin` does may be a slice by itself.
    while (performance.now() > end) {
      await yieldToMain()
      end = performance.now() + SLICE
      begin?.()
    }
    if (signal.aborted) return
    step(each)
  }
}
