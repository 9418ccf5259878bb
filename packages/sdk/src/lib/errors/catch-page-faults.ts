import { emitError } from '../events.ts'
import { catchErrors } from './catch-errors.ts'

/** {@link catchErrors}, with an `inkling:error` that says what did not happen. */
export const catchPageFaults = <A extends unknown[]>(
  message: string,
  work: (...args: A) => unknown,
): ((...args: A) => void) => catchErrors((cause) => emitError('page-fault', message, cause), work)
