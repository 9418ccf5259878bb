/** Dispatches the arguments of `inkling` to a command, and prints help. */
import { version } from 'virtual:release'
import { print } from '../terminal/output.ts'
import { CALL, type Command, helpOf, lineOf, nearest, read } from '../terminal/parse-arguments.ts'
import { UsageError } from '../terminal/usage.ts'
import { COMMANDS } from './commands.ts'

const USAGE = `${COMMANDS.map((command) => `${lineOf(command)}\n    ${command.says}\n`).join('')}
inkling COMMAND --help explains each option; inkling --version prints the version.
Exit codes: 0, success; 1, failure, or check found something that will not be ordered; 2, wrong usage.
`

function commandOf(name: string): Command {
  const command = COMMANDS.find((each) => each.name === name)
  if (command) return command
  const names = COMMANDS.map((each) => each.name)
  const meant = nearest(name, names)
  throw new UsageError(
    `there is no ${name.startsWith('-') ? 'option' : 'command'} ${name}: write ${CALL} ${meant ?? `and one of ${names.join(', ')}`}`,
  )
}

/** @param all arguments after `inkling` @throws UsageError with a message that says what to write instead */
export async function run(all: readonly string[]): Promise<void> {
  const [first, ...words] = all
  const asked = all.slice(0, all.includes('--') ? all.indexOf('--') : undefined)
  if (asked.includes('--version') || first === '-v' || first === '-V') return print(`${version}\n`)
  const wantsHelp = asked.includes('--help') || asked.includes('-h')
  const about = first === 'help' ? words[0] : first
  if (about === undefined || (about.startsWith('-') && wantsHelp)) return print(USAGE)
  const command = commandOf(about)
  if (wantsHelp || first === 'help') return print(helpOf(command))
  return command.run(read(command, words))
}
