/** `inkling` on the command line: how it ends, and what is said then. */
import { run } from './commands/commands.ts'
import { sentenceOf } from './failure.ts'
import { hearInterruption } from './interrupted.ts'
import { mindOutput } from './output.ts'
import { UsageError } from './usage.ts'

mindOutput()
hearInterruption()
run(process.argv.slice(2)).catch((cause: unknown) => {
  const sentence = sentenceOf(cause) ?? (cause instanceof Error ? cause.stack : String(cause))
  process.stderr.write(`inkling: ${sentence}\n`)
  process.exitCode = cause instanceof UsageError ? 2 : 1
})
