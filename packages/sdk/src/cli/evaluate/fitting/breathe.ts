/** Lets what waits have its turn: Ctrl-C isn't heard while a loop runs, and a bar isn't drawn. */
export const yieldToEventLoop = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
