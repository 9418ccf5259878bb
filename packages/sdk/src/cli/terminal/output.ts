import { once } from 'node:events'
import { sentenceOf } from './failure.ts'

/** Writes to standard output, and waits where whoever reads it is slower than we are. */
export async function print(text: string): Promise<void> {
  if (!process.stdout.write(text)) await once(process.stdout, 'drain')
}

/**
 * Standard output that can't be written ends the command. One whose reader has gone (`| head -1`) has got what was wanted:
 * nothing is said, and the exit code stays what it was to be.
 */
export function mindOutput(): void {
  process.stdout.on('error', (cause: NodeJS.ErrnoException) => {
    if (cause.code === 'EPIPE') process.exit(process.exitCode ?? 0)
    process.stderr.write(`inkling: ${sentenceOf(cause) ?? cause.message}\n`)
    process.exit(1)
  })
  // The reader of the output has gone.
  process.stderr.on('error', () => undefined)
}
