/** What the page hears of: events on `document`. On a server there is no document. */

import type { ErrorCode, InklingEvents } from '../types.ts'
import * as dom from './dom.ts'

export function emit<K extends keyof InklingEvents>(name: K, detail: InklingEvents[K]): void {
  if (typeof document === 'object') dom.dispatchEvent(document, new CustomEvent(name, { detail }))
}

/** In the reader's path nothing throws: this says why something is missing. */
export function emitError(code: ErrorCode, message: string, cause?: unknown): void {
  emit('inkling:error', { code, message, ...(cause !== undefined && { cause }) })
}
