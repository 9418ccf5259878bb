/** Defines commands: their options, argument parsing and help texts. */
import { parseArgs } from 'node:util'
import { UsageError } from './usage.ts'

export interface Option {
  /** Placeholder for the value, in capitals; absent for a switch. */
  readonly takes?: string
  /** A sample value. */
  readonly example?: string
  readonly says: string
}

export interface Words {
  /** The positional argument; empty if the command doesn't take one. */
  readonly argument: string
  /** All positional arguments of a command that takes several. */
  readonly all: readonly string[]
  readonly values: Readonly<Record<string, string | undefined>>
  readonly switches: ReadonlySet<string>
}

export interface Command {
  readonly name: string
  readonly says: string
  /** The positional argument. `several`: any number may be given. `optional`: it may be left out, and is then empty. */
  readonly argument?: {
    readonly name: string
    readonly example: string
    readonly several?: true
    readonly optional?: true
  }
  /** By name, without dashes. */
  readonly options: Readonly<Record<string, Option>>
  /** Required options. */
  readonly needs?: readonly string[]
  /** A group of options, exactly one of which is required; the usage example shows the first. */
  readonly needsOne?: readonly string[]
  run(words: Words): Promise<void>
}

/** How to call an installed command without querying the registry. */
export const CALL = 'npx --no inkling'

/** Levenshtein distance. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++)
      next[j] = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1))
    row = next
  }
  return row[b.length]!
}

/** The known word that is most similar to the given one, for suggestions. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const [best] = known.map((each) => [distance(word.toLowerCase(), each), each] as const).sort(([a], [b]) => a - b)
  return best && best[0] <= Math.max(1, Math.floor(word.length / 3)) ? best[1] : undefined
}

/** Line width of the usage text, in characters. */
const WIDTH = 140

const written = (name: string, { takes }: Option) => `--${name}${takes ? ` ${takes}` : ''}`

/** An example call that includes all required options and arguments. */
function exampleOf({ name, argument, options, needs = [], needsOne = [] }: Command): string {
  const flags = [...needs, ...needsOne.slice(0, 1)].map((need) => `--${need} ${options[need]?.example}`)
  return [CALL, name, ...(argument ? [argument.example] : []), ...flags].join(' ')
}

/** The command's usage line; optional parts are in brackets. */
export function lineOf({ name, argument, options, needs = [] }: Command): string {
  const flags = Object.entries(options).map(([option, about]) =>
    needs.includes(option) ? written(option, about) : `[${written(option, about)}]`,
  )
  const alone =
    argument && (argument.several ? `[${argument.name} …]` : argument.optional ? `[${argument.name}]` : argument.name)
  const words = ['inkling', name, ...(alone ? [alone] : []), ...flags]
  const lines = ['']
  for (const word of words) {
    const longer = `${lines.at(-1)} ${word}`
    if (longer.length > WIDTH) lines.push(`        ${word}`)
    else lines[lines.length - 1] = longer
  }
  return lines.join('\n').trim()
}

/** Output of `inkling COMMAND --help`. */
export function helpOf(command: Command): string {
  const options = Object.entries(command.options).map(([name, option]) => [written(name, option), option.says] as const)
  const rows = [...options, ['--help', 'this text'] as const, ['--version', 'the version'] as const]
  const width = Math.max(...rows.map(([option]) => option.length))
  return `${lineOf(command)}\n    ${command.says}\n\n${rows
    .map(([option, says]) => `  ${option.padEnd(width)}  ${says}\n`)
    .join('')}\nFor instance: ${exampleOf(command)}\n`
}

/** @throws UsageError whose message says what to write instead */
export function read(command: Command, words: readonly string[]): Words {
  const { name, argument, options, needs = [], needsOne = [] } = command
  const help = `For all options: ${CALL} ${name} --help`
  const values: Record<string, string> = Object.create(null)
  const switches = new Set<string>()
  const alone: string[] = []
  const { tokens } = parseArgs({
    args: [...words],
    options: Object.fromEntries(
      Object.entries(options).map(([option, { takes }]) => [option, { type: takes ? 'string' : 'boolean' } as const]),
    ),
    allowPositionals: true,
    strict: false,
    tokens: true,
  })
  for (const token of tokens) {
    if (token.kind === 'positional') alone.push(token.value)
    if (token.kind !== 'option') continue
    const option = Object.hasOwn(options, token.name) ? options[token.name] : undefined
    if (!option) {
      const meant = nearest(token.name, Object.keys(options))
      throw new UsageError(
        `${name} has no option ${token.rawName}: ${
          meant
            ? `write --${meant}`
            : `it has ${Object.keys(options)
                .map((each) => `--${each}`)
                .join(', ')}`
        }. ${help}`,
      )
    }
    if (token.name in values || switches.has(token.name))
      throw new UsageError(`${token.rawName} is given twice: write it once. ${help}`)
    if (!option.takes) {
      if (token.value !== undefined)
        throw new UsageError(`${token.rawName} takes no value: write ${token.rawName}. ${help}`)
      switches.add(token.name)
      // If another option follows directly, the value was forgotten.
    } else if (!token.value || (!token.inlineValue && /^--?[a-z]/.test(token.value)))
      throw new UsageError(`${token.rawName} needs a value: write ${token.rawName} ${option.example}. ${help}`)
    else values[token.name] = token.value
  }
  const missing = needs.find((need) => !(need in values))
  if (missing) throw new UsageError(`${name} needs --${missing}: write ${exampleOf(command)}`)
  if (needsOne.length && needsOne.filter((need) => need in values).length !== 1)
    throw new UsageError(
      `${name} needs one of ${needsOne.map((need) => `--${need}`).join(' and ')}: write ${exampleOf(command)}`,
    )
  if (argument?.several) {
    if (alone.includes(''))
      throw new UsageError(`${name} takes ${argument.name}, but one is empty: write ${exampleOf(command)}`)
  } else if ((alone.length !== (argument ? 1 : 0) && !(argument?.optional && !alone.length)) || alone[0] === '')
    throw new UsageError(
      argument
        ? `${name} takes one ${argument.name}, but ${alone.length === 1 ? 'it is empty' : `there are ${alone.length}`}: write ${exampleOf(command)}`
        : `${name} takes only options, not '${alone[0]}': write ${exampleOf(command)}`,
    )
  return { argument: alone[0] ?? '', all: alone, values, switches }
}
