/** `inkling` on the command line: how it ends, and what is said then. */
import { run } from './commands/commands.ts'
import { sentenceOf } from './terminal/failure.ts'
import { hearInterruption } from './terminal/interrupted.ts'
import { mindOutput } from './terminal/output.ts'
import { UsageError } from './terminal/usage.ts'

mindOutput()
hearInterruption()
run(process.argv.slice(2)).catch((cause: unknown) => {
  const sentence = sentenceOf(cause) ?? (cause instanceof Error ? cause.stack : String(cause))
  process.stderr.write(`inkling: ${sentence}\n`)
  process.exitCode = cause instanceof UsageError ? 2 : 1
})
