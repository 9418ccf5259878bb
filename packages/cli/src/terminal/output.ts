import { once } from 'node:events'
import { sentenceOf } from './failure.ts'
import { visible, visibleLine } from './visible.ts'

/** Writes to standard output, escaping terminal control characters and waiting for slow consumers. */
export async function print(text: string): Promise<void> {
  if (!process.stdout.write(visible(text))) await once(process.stdout, 'drain')
}

/** Writes a message to standard error, escaping terminal control characters. */
export function say(text: string): void {
  process.stderr.write(visible(text))
}

/** Reports how a command failed. */
export function sayFailure(cause: unknown): void {
  const sentence = sentenceOf(cause)
  const text = sentence === undefined ? String((cause as Error | undefined)?.stack ?? cause) : visibleLine(sentence)
  say(`inkling: ${text}\n`)
}

/**
 * Ends the command when standard output fails. A closed pipe (`| head -1`) means that the consumer has seen enough, so
 * nothing is reported and the exit code doesn't change.
 */
export function handleStdoutErrors(): void {
  process.stdout.on('error', (cause: NodeJS.ErrnoException) => {
    if (cause.code === 'EPIPE') process.exit(process.exitCode ?? 0)
    sayFailure(cause)
    process.exit(1)
  })
  // Standard error has been closed, so there is nowhere to report this.
  process.stderr.on('error', () => undefined)
}
