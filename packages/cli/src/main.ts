/** Entry point of the `inkling` command: runs it and reports failures. */
import { run } from './commands/run-command.ts'
import { handleSignals } from './terminal/interrupted.ts'
import { handleStdoutErrors, sayFailure } from './terminal/output.ts'
import { UsageError } from './terminal/usage.ts'

handleStdoutErrors()
handleSignals()
run(process.argv.slice(2)).catch((cause: unknown) => {
  sayFailure(cause)
  process.exitCode = cause instanceof UsageError ? 2 : 1
})
