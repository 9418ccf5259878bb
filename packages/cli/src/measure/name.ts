/**
 * Validates the names of arms, segments and experiments in a log. Names are printed, so they must not contain terminal
 * control sequences.
 */
import { Malformed } from '../evaluate/log/event-fields.ts'

const LONGEST = 64
/** Control characters, line separators and bidirectional controls. */
const UNSEEN = /[\p{Cc}\u2028-\u202E\u2066-\u2069]/u

/** @throws Malformed unless the name is printable */
export function printable(name: string, what: string): string {
  if (!name || name.length > LONGEST || UNSEEN.test(name))
    throw new Malformed(`its ${what} must have 1 to ${LONGEST} visible characters`)
  return name
}
