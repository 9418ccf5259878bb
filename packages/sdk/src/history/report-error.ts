import type { ErrorCode } from '../types.ts'

/** Tells the page what is wrong with the storage. */
export type ReportError = (code: ErrorCode, message: string, cause: unknown) => void
