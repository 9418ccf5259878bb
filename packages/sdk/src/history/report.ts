import type { ErrorCode } from '../types.ts'

/** Tells the page what is wrong with the storage. */
export type Report = (code: ErrorCode, message: string, cause: unknown) => void
