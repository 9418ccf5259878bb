import { emitError } from '../events.ts'

/**
 * Wraps code that runs while the reader is using the page, where nothing may throw: errors and rejections are passed to
 * `report`, and the page stays as it is.
 */
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

/** Like {@link catchErrors}, but reports an `inkling:error` event whose message says what failed. */
export const catchPageFaults = <A extends unknown[]>(
  message: string,
  work: (...args: A) => unknown,
): ((...args: A) => void) => catchErrors((cause) => emitError('page-fault', message, cause), work)
