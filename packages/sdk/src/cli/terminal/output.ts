import { once } from 'node:events'
import { sentenceOf } from './failure.ts'
import { visible, visibleLine } from './visible.ts'

/** Writes to standard output, and waits where whoever reads it is slower than we are. Nothing in it commands the terminal. */
export async function print(text: string): Promise<void> {
  if (!process.stdout.write(visible(text))) await once(process.stdout, 'drain')
}

/** Writes to standard error: what a command did, and what went wrong. Nothing in it commands the terminal. */
export function say(text: string): void {
  process.stderr.write(visible(text))
}

/** Says how a command failed. */
export function sayFailure(cause: unknown): void {
  const sentence = sentenceOf(cause)
  const text = sentence === undefined ? String((cause as Error | undefined)?.stack ?? cause) : visibleLine(sentence)
  say(`inkling: ${text}\n`)
}

/**
 * Standard output that can't be written ends the command. One whose reader has gone (`| head -1`) has got what was wanted:
 * nothing is said, and the exit code stays what it was to be.
 */
export function handleStdoutErrors(): void {
  process.stdout.on('error', (cause: NodeJS.ErrnoException) => {
    if (cause.code === 'EPIPE') process.exit(process.exitCode ?? 0)
    sayFailure(cause)
    process.exit(1)
  })
  // The reader of the output has gone.
  process.stderr.on('error', () => undefined)
}
