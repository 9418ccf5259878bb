/** `npx inkling`: one command a file; this one reads the command line. */
import { copy } from './copy.ts'
import { embed } from './embed.ts'

const USAGE = `inkling copy DIR [--base URL]     puts tag, engine and model into DIR/<version>/ and prints the two lines for the head
inkling embed FILE [--model NAME]  reads texts, one a line (- for standard input), and writes their vectors as JSON lines

  --base URL    the address under which DIR is served; by default DIR itself, without a leading public/, static/ or dist/
  --model NAME  the bundle to embed with; by default encoder-en
`

/** A mistake on the command line: told in a sentence, without a stack. */
export class UsageError extends Error {}

function parse(words: readonly string[]): { positional: string[]; flags: Map<string, string> } {
  const positional: string[] = []
  const flags = new Map<string, string>()
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!
    if (!word.startsWith('--')) {
      positional.push(word)
      continue
    }
    const [name, joined] = word.slice(2).split('=', 2) as [string, string?]
    const value = joined ?? words[++i]
    if (value === undefined) throw new UsageError(`--${name} needs a value: write --${name} /inkling`)
    flags.set(name, value)
  }
  return { positional, flags }
}

async function run(words: readonly string[]): Promise<void> {
  const [command, ...rest] = words
  if (command === undefined || command === 'help' || command === '--help') {
    process.stdout.write(USAGE)
    return
  }
  const known = Object.hasOwn(COMMANDS, command) ? COMMANDS[command as keyof typeof COMMANDS] : undefined
  if (!known) throw new UsageError(`there is no command '${command}'\n\n${USAGE}`)
  const { positional, flags } = parse(rest)
  const unknown = [...flags.keys()].find((name) => name !== known.flag)
  if (unknown) throw new UsageError(`${command} knows no --${unknown}: it takes --${known.flag}`)
  const [argument, surplus] = positional
  if (!argument || surplus) throw new UsageError(`${command} takes one argument: write npx inkling ${known.example}`)
  await known.run(argument, flags.get(known.flag))
}

const COMMANDS = {
  copy: { flag: 'base', example: 'copy public/inkling', run: copy },
  embed: { flag: 'model', example: 'embed texts.txt', run: (file: string, model = 'encoder-en') => embed(file, model) },
} as const

run(process.argv.slice(2)).catch((cause: unknown) => {
  process.stderr.write(
    cause instanceof UsageError
      ? `inkling: ${cause.message}\n`
      : `inkling: ${cause instanceof Error ? cause.stack : cause}\n`,
  )
  process.exitCode = 1
})
