/** Errors that occur on the worker's side of the engine. */

import type { ErrorCode } from '../../types.ts'

/**
 * The model can't be downloaded (`model-unavailable`) or differs from the release (`model-damaged`). Another backend
 * won't help.
 */
export class ModelError extends Error {
  override readonly name = 'ModelError'
  readonly code: Extract<ErrorCode, 'model-unavailable' | 'model-damaged'>

  constructor(code: ModelError['code'], message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

/** This backend can't work in this browser; a retry won't help. */
export class UnsupportedError extends Error {
  override readonly name = 'UnsupportedError'
}
