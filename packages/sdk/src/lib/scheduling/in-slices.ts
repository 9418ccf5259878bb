/** Time in milliseconds after which work yields to frames, the page's own scripts and the reader's clicks. */
const SLICE = 10

/** Lets other waiting tasks run before continuing. */
export const yieldToMain = (): Promise<void> => new Promise((resolve) => setTimeout(resolve))

/**
 * Runs `step` for each element in slices of 10 ms, so that the page never has to wait for the whole loop. The first
 * slice runs synchronously.
 *
 * @param step must be short, because it can't be interrupted
 * @param signal stops the loop between two steps
 * @param begin called before each slice except the first
 */
export async function inSlices<T>(
  all: Iterable<T>,
  step: (each: T) => unknown,
  signal: Pick<AbortSignal, 'aborted'>,
  begin?: () => void,
): Promise<void> {
  let end = performance.now() + SLICE
  for (const each of all) {
    // `begin` itself may take a whole slice.
    while (performance.now() > end) {
      await yieldToMain()
      end = performance.now() + SLICE
      begin?.()
    }
    if (signal.aborted) return
    step(each)
  }
}

/**
 * Runs work that pauses at each `yield`, in slices like {@link inSlices}.
 *
 * @returns the result of the work; undefined if `signal` stopped it
 */
export async function finishInSlices<R>(
  work: Generator<void, R>,
  signal: Pick<AbortSignal, 'aborted'>,
): Promise<R | undefined> {
  let result: R | undefined
  const steps = function* () {
    result = yield* work
  }
  await inSlices(steps(), () => {}, signal)
  return result
}

/** Runs work that pauses at each `yield`, but without the pauses. */
export function finish<R>(work: Generator<void, R>): R {
  for (;;) {
    const { done, value } = work.next()
    if (done) return value
  }
}
