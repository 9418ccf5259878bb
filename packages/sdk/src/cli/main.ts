/** `npx inkling`: one command a file; this one reads the command line. */
import { parseArgs } from 'node:util'
import { check } from './check.ts'
import { copy } from './copy.ts'
import { embed } from './embed.ts'
import { LogError } from './evaluate/log.ts'
import { evaluate } from './evaluate.ts'
import { features } from './features.ts'
import { fit } from './fit.ts'
import { UsageError } from './usage.ts'

const USAGE = `inkling copy DIR [--base URL]
    puts tag, engine and model into DIR/<version>/ and prints the two lines for the head
inkling check URL|FILE [--json]
    tells what Inkling finds on a page, what it doesn't, and the markup to add; exits with 1 when something is not ordered
inkling embed FILE [--model NAME]
    reads texts, one a line or JSON lines with id and text, and writes their vectors as JSON lines
inkling evaluate --events LOG [--train-events LOG | --folds N] [--json] [--html FILE] [--ranker FILE] [--model NAME]
    replays a log in Metarank's format and tells how well each way to rank would have done
inkling fit --events LOG --out FILE [--name NAME] [--licence NAME] [--model NAME]
    fits a ranker to a site's own log; pages load it with data-ranker
inkling features --events LOG [--train-events LOG] [--model NAME]
    writes the numbers that the ranker sees, as JSON lines

  --base URL     the address under which DIR is served; by default DIR itself, without a leading public/, static/ or dist/
  --events       a file of JSON lines, plain or .gz; - is standard input
  --train-events where popularity is counted and the ranker is fitted: other users than those of --events
  --folds N      instead: N parts of the users by a hash, each scored with the others as training log
  --model NAME   the bundle to embed with; by default encoder-en
`

const text = { type: 'string' } as const
const flag = { type: 'boolean', default: false } as const

interface Parsed {
  readonly positionals: readonly string[]
  readonly values: Readonly<Record<string, string | boolean | undefined>>
}

/** Throws a sentence where the words don't fit the options. */
function parse(words: readonly string[], options: NonNullable<Parameters<typeof parseArgs>[0]>['options']): Parsed {
  try {
    return parseArgs({ args: [...words], options: options ?? {}, allowPositionals: true }) as Parsed
  } catch (cause) {
    throw new UsageError(`${(cause as Error).message}\n\n${USAGE}`)
  }
}

function argument(command: string, { positionals }: Parsed, example: string): string {
  const [first, surplus] = positionals
  if (first === undefined || surplus !== undefined)
    throw new UsageError(`${command} takes one argument: write npx inkling ${command} ${example}`)
  return first
}

function needed(command: string, { positionals, values }: Parsed, name: string, example: string): string {
  const value = values[name]
  if (typeof value !== 'string' || positionals.length)
    throw new UsageError(`${command} needs --${name}: write npx inkling ${command} ${example}`)
  return value
}

const COMMANDS: Readonly<Record<string, (words: readonly string[]) => Promise<void>>> = {
  copy(words) {
    const parsed = parse(words, { base: text })
    return copy(argument('copy', parsed, 'public/inkling'), parsed.values.base as string | undefined)
  },
  check(words) {
    const parsed = parse(words, { json: flag })
    return check(argument('check', parsed, 'https://paper.example/'), { json: parsed.values.json === true })
  },
  embed(words) {
    const parsed = parse(words, { model: text })
    return embed(argument('embed', parsed, 'texts.txt'), parsed.values.model as string | undefined)
  },
  evaluate(words) {
    const options = {
      events: text,
      'train-events': text,
      folds: text,
      json: flag,
      html: text,
      ranker: text,
      model: text,
    }
    const parsed = parse(words, options)
    const { 'train-events': trainEvents, ...rest } = parsed.values as Record<string, string>
    const events = needed('evaluate', parsed, 'events', '--events log.jsonl.gz --train-events others.jsonl.gz')
    return evaluate({ ...rest, trainEvents, events, json: parsed.values.json === true })
  },
  fit(words) {
    const parsed = parse(words, { events: text, out: text, name: text, licence: text, model: text })
    const { name = 'site', licence = '', model } = parsed.values as Record<string, string>
    const example = '--events log.jsonl.gz --out ranker.json'
    const events = needed('fit', parsed, 'events', example)
    return fit({ events, out: needed('fit', parsed, 'out', example), name, licence, model })
  },
  features(words) {
    const parsed = parse(words, { events: text, 'train-events': text, model: text })
    const { 'train-events': trainEvents, model } = parsed.values as Record<string, string>
    return features({ events: needed('features', parsed, 'events', '--events log.jsonl.gz'), trainEvents, model })
  },
}

async function run([command, ...words]: readonly string[]): Promise<void> {
  if (command === undefined || command === 'help' || command === '--help') {
    process.stdout.write(USAGE)
    return
  }
  if (!Object.hasOwn(COMMANDS, command)) throw new UsageError(`there is no command '${command}'\n\n${USAGE}`)
  await COMMANDS[command]!(words)
}

run(process.argv.slice(2)).catch((cause: unknown) => {
  const told = cause instanceof UsageError || cause instanceof LogError
  process.stderr.write(`inkling: ${told ? cause.message : cause instanceof Error ? cause.stack : cause}\n`)
  process.exitCode = cause instanceof UsageError ? 2 : 1
})
