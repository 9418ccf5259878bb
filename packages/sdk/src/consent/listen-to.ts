import { catchErrors } from '../lib/errors/catch-errors.ts'
import { own } from '../lib/json/own.ts'
import { type OnProblem, waitForPlatform } from './wait-for-platform.ts'

interface Heard {
  readonly listenerId?: number
}

/**
 * Subscribes to a consent platform: a global function that takes a command, a callback and a listener id. The
 * platform's stub may be loaded after Inkling.
 *
 * @param hear called with each answer; it can call `tellMissing` to report, once, that the answers lack something
 *   needed for a grant
 * @param version passed after the command, if the platform expects a version
 * @returns a function that ends the subscription
 */
export function listenTo<Data extends Heard>(
  name: string,
  version: readonly number[],
  hear: (data: Data, tellMissing: () => void) => void,
  onProblem: OnProblem,
): () => void {
  type Callback = (data: Data | undefined, success?: boolean) => void
  type Platform = (command: string, ...rest: unknown[]) => void
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
    stopWaiting?.()
    if (listener !== undefined) platform?.('removeEventListener', ...version, () => {}, listener)
  })
  const heard: Callback = catchErrors(fails, (data, success) => {
    if (success === false || !data) return
    const said = own(data)
    listener ??= said.listenerId
    // A stub calls back only once its platform has loaded, which may be after the subscription has ended.
    if (over) stop()
    else hear(said, tellMissing)
  })
  let stopWaiting: (() => void) | undefined
  stopWaiting = waitForPlatform(
    name,
    (found) => {
      platform = found as Platform
      platform('addEventListener', ...version, heard)
    },
    onProblem,
  )
  return stop
}
