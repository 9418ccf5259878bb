import { emitError } from '../events.ts'

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

/** {@link catchErrors}, with an `inkling:error` that says what did not happen. */
export const catchPageFaults = <A extends unknown[]>(
  message: string,
  work: (...args: A) => unknown,
): ((...args: A) => void) => catchErrors((cause) => emitError('page-fault', message, cause), work)
