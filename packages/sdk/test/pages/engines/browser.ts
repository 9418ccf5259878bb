import type { ChildProcess } from 'node:child_process'
import type { Tab } from '../support/tab.ts'

/** A browser of another engine, with one tab. */
export interface Browser {
  readonly tab: Tab
  close(): Promise<void>
}

/** As the body of a WebDriver script: what comes back is told to its last argument. */
export function scriptOf(run: unknown): string {
  return `const [argument, done] = arguments
Promise.resolve().then(() => (${run})(argument)).then((value) => done({ value }), (cause) => done({ cause: String(cause) }))`
}

/** What {@link scriptOf} told. @throws with what the page threw */
export function answered<R>(told: unknown): R {
  const { value, cause } = told as { value?: R; cause?: string }
  if (cause !== undefined) throw new Error(`in the page: ${cause}`)
  return value as R
}

/** Asks until there is an answer. @throws when `child` ends before, or after 30 s */
export async function answerOf<T>(child: ChildProcess, ask: () => Promise<T | undefined> | T | undefined): Promise<T> {
  const end = Date.now() + 30_000
  while (Date.now() < end && child.exitCode === null) {
    const answer = await ask()
    if (answer !== undefined) return answer
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`${child.spawnfile} ${child.exitCode === null ? 'gives no answer' : `ended with ${child.exitCode}`}`)
}

/** Ends a process that was started here, and waits for its end. */
export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), 5000)
  await ended
  clearTimeout(timer)
}
