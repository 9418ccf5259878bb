/** Turns expected failures, such as a full disk, into sentences without stack traces. */
import { UsageError } from './usage.ts'

/** An expected failure, whose message says why. Exit code 1. */
export class Failure extends Error {}

const WHY: Readonly<Record<string, string>> = {
  ENOENT: "isn't there",
  EACCES: "may not be used: the system's permissions forbid it",
  EPERM: 'may not be used: the system forbids it, or another program holds it',
  EBUSY: 'is held by another program',
  EISDIR: 'is a folder, and a file is needed',
  ENOTDIR: 'leads through a file as if it were a folder',
  EEXIST: 'is there already, and is no folder',
  ENOSPC: "can't be written: no space is left on the device",
  EDQUOT: "can't be written: your share of the device is used up",
  EROFS: "can't be written: the device is read-only",
  EFBIG: "can't be written: it would be too large for the device",
  ENAMETOOLONG: 'has too long a name',
  ELOOP: 'is a link that leads back to itself',
  EMFILE: "can't be opened: too many files are open",
  ENFILE: "can't be opened: too many files are open",
  EIO: "can't be read or written: the device fails",
}

/**
 * The reason a file couldn't be read or written, worded so that it can follow the file's name; undefined if the error
 * isn't a system error.
 */
export function whyNot(cause: unknown): string | undefined {
  const { code } = (cause ?? {}) as NodeJS.ErrnoException
  return code === undefined ? undefined : WHY[code]
}

/** The message of an expected failure; undefined for a bug. */
export function sentenceOf(cause: unknown): string | undefined {
  if (cause instanceof UsageError || cause instanceof Failure) return cause.message
  const why = whyNot(cause)
  if (!why) return undefined
  const { path, dest } = cause as NodeJS.ErrnoException & { readonly dest?: string }
  return `${dest ?? path ?? 'the output'} ${why}`
}
