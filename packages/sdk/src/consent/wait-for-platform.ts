import { catchErrors } from '../lib/errors/catch-errors.ts'
import { ownGlobal } from '../lib/own-global.ts'

/** Reports why no choice was received. */
export type OnProblem = (message: string, cause?: unknown) => void
type Platform = (...words: unknown[]) => unknown

/** The platform's global function is looked up every 250 ms, up to 40 times (10 s in all). */
const EVERY = 250
const LOOKS = 40

/**
 * Waits for the global function of a consent platform, which may be loaded after Inkling.
 *
 * @param found called once with the function
 * @returns a function that ends the wait
 */
export function waitForPlatform(name: string, found: (platform: Platform) => void, onProblem: OnProblem): () => void {
  let looks = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  const look = catchErrors(
    (cause) => onProblem(`${name} failed`, cause),
    () => {
      const platform = ownGlobal(name)
      if (typeof platform === 'function') found(platform as Platform)
      else if (++looks < LOOKS) timer = setTimeout(look, EVERY)
      else onProblem(`there is no ${name} on this page: the consent platform didn't load within 10 s`)
    },
  )
  look()
  return () => clearTimeout(timer)
}
