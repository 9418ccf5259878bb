import type { ChildProcess } from 'node:child_process'
import type { Tab } from '../support/tab.ts'

/** A browser with another engine and a single tab. */
export interface Browser {
  readonly tab: Tab
  close(): Promise<void>
}

/** Wraps a function as the body of an asynchronous WebDriver script, which passes its result to the last argument. */
export function scriptOf(run: unknown): string {
  return `const [argument, done] = arguments
Promise.resolve().then(() => (${run})(argument)).then((value) => done({ value }), (cause) => done({ cause: String(cause) }))`
}

/** Reads the result of a {@link scriptOf} script. @throws what the page threw */
export function answered<R>(told: unknown): R {
  const { value, cause } = told as { value?: R; cause?: string }
  if (cause !== undefined) throw new Error(`in the page: ${cause}`)
  return value as R
}

/** Polls until there is a response. @throws if `child` exits first, or after 30 s */
export async function answerOf<T>(child: ChildProcess, ask: () => Promise<T | undefined> | T | undefined): Promise<T> {
  const end = Date.now() + 30_000
  while (Date.now() < end && child.exitCode === null) {
    const answer = await ask()
    if (answer !== undefined) return answer
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`${child.spawnfile} ${child.exitCode === null ? 'gives no answer' : `ended with ${child.exitCode}`}`)
}

/** Terminates a process started here and waits for it to exit. */
export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), 5000)
  await ended
  clearTimeout(timer)
}
