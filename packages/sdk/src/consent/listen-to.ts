import { catchErrors } from '../lib/errors/catch-errors.ts'
import { own } from '../lib/json/own.ts'
import { ownGlobal } from '../lib/own-global.ts'

/** Says why no choice is heard. */
export type OnProblem = (message: string, cause?: unknown) => void

interface Heard {
  readonly listenerId?: number
}

/** Milliseconds between looks for a platform that isn't there yet, and how many: 10 s in all. */
const EVERY = 250
const LOOKS = 40

/**
 * Listens to a consent platform: a function of the window that takes a command, a callback and a listener's id. Its stub
 * may come later than Inkling.
 *
 * @param hear `tellMissing` says, once, why nothing is granted however often readers say yes
 * @param version goes after the command, where the platform wants one
 * @returns what ends it
 */
export function listenTo<Data extends Heard>(
  name: string,
  version: readonly number[],
  hear: (data: Data, tellMissing: () => void) => void,
  onProblem: OnProblem,
): () => void {
  type Callback = (data: Data | undefined, success?: boolean) => void
  type Platform = (command: string, ...rest: unknown[]) => void
  let looks = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let platform: Platform | undefined
  let listener: number | undefined
  let over = false
  let told = false

  const fails = (cause: unknown) => onProblem(`${name} failed`, cause)
  const tellMissing = () => {
    if (!told) onProblem("the consent platform gives no consents for the publisher's own purposes: nothing is granted")
    told = true
  }
  const stop = catchErrors(fails, () => {
    over = true
    clearTimeout(timer)
    if (listener !== undefined) platform?.('removeEventListener', ...version, () => {}, listener)
  })
  const heard: Callback = catchErrors(fails, (data, success) => {
    if (success === false || !data) return
    const said = own(data)
    listener ??= said.listenerId
    // A stub answers when its platform has come.
    if (over) stop()
    else hear(said, tellMissing)
  })
  const look = catchErrors(fails, () => {
    const found = ownGlobal(name)
    if (typeof found === 'function') {
      platform = found as Platform
      platform('addEventListener', ...version, heard)
    } else if (++looks < LOOKS) timer = setTimeout(look, EVERY)
    else onProblem(`there is no ${name} on this page: its consent platform didn't come within 10 s`)
  })
  look()
  return stop
}
