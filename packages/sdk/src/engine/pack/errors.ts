/** Why the engine gave up, in the worker's terms. */

import type { ErrorCode } from '../../types.ts'

/** The model can't be had (`model-unavailable`) or isn't what the release says (`model-damaged`). No backend changes that. */
export class ModelError extends Error {
  override readonly name = 'ModelError'
  readonly code: Extract<ErrorCode, 'model-unavailable' | 'model-damaged'>

  constructor(code: ModelError['code'], message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

/** This backend can't work in this browser, however often it is tried. */
export class UnsupportedError extends Error {
  override readonly name = 'UnsupportedError'
}
