/** Names that a log gives to arms, segments and experiments: they are printed, so they may not speak to a terminal. */
import { Malformed } from '../evaluate/log/event-fields.ts'

const LONGEST = 64
/** Control characters, and those that turn the direction of what follows. */
const UNSEEN = /[\p{Cc}\u2028-\u202E\u2066-\u2069]/u

/** @throws Malformed unless it can be printed as it is */
export function printable(name: string, what: string): string {
  if (!name || name.length > LONGEST || UNSEEN.test(name))
    throw new Malformed(`its ${what} is not 1 to ${LONGEST} characters that can be seen`)
  return name
}
