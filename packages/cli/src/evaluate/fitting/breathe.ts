/** Yields to the event loop, so that signals are handled and the progress bar is redrawn during a long loop. */
export const yieldToEventLoop = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
