/** Runs `work` in the reader's path, where nothing may throw: a fault goes to `report` and the page stays as it is. */
export function catchErrors<A extends unknown[]>(
  report: (cause: unknown) => void,
  work: (...args: A) => unknown,
): (...args: A) => void {
  return (...args) => {
    try {
      const result = work(...args)
      if (result instanceof Promise) result.catch(report)
    } catch (cause) {
      report(cause)
    }
  }
}
