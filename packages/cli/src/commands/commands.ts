/** Registers the commands of `inkling`, each in its own file, with their options. */
import { version } from 'virtual:release'
import { PERSONAS } from '../../../sdk/src/developers/preview/personas.ts'
import { CALL, type Command, helpOf, lineOf, nearest, read } from '../terminal/command.ts'
import { print } from '../terminal/output.ts'
import { UsageError } from '../terminal/usage.ts'
import { AUDIT_COMMAND } from './audit-command.ts'
import { campaigns as priors } from './campaigns.ts'
import { checkPages } from './check.ts'
import { copy } from './copy.ts'
import { embed } from './embed.ts'
import { evaluate } from './evaluate.ts'
import { EXPERIMENT_COMMANDS } from './experiment-commands.ts'
import { features } from './features.ts'
import { fit } from './fit.ts'
import { inspect } from './inspect.ts'
import { judgeCreatives } from './judge-creatives.ts'
import { parameters } from './parameters.ts'
import { popularity } from './popularity.ts'
import { preview } from './preview.ts'

const EVENTS = {
  takes: 'LOG',
  example: 'log.jsonl.gz',
  says: 'a file of JSON lines, plain or .gz; - is standard input',
}
const TRAIN = {
  takes: 'LOG',
  example: 'others.jsonl.gz',
  says: 'where popularity is counted and the ranker is fitted: other users than those of --events',
}
const MODEL = {
  model: { takes: 'NAME', example: 'encoder-en', says: 'the bundle to embed with; by default encoder-en' },
  language: { takes: 'CODE', example: 'ru', says: 'instead: the language whose pack it is' },
  depth: {
    takes: 'N',
    example: '0',
    says: '0, the table, or 1, the transformer; by default the deeper',
  },
}
/** Options for commands that embed the items of a log. */
const MIXED = {
  ...MODEL,
  depth: {
    ...MODEL.depth,
    says: `${MODEL.depth.says}; mixed: half of the items each`,
  },
}

export const COMMANDS: readonly Command[] = [
  {
    name: 'copy',
    says: 'puts tag, engine and model into DIR/<version>/ and prints the two lines for the head',
    argument: { name: 'DIR', example: 'public/inkling' },
    options: {
      base: {
        takes: 'URL',
        example: '/inkling',
        says: 'the address under which DIR is served; by default told from its name, where that tells it',
      },
      languages: {
        takes: 'CODES',
        example: 'en,ru',
        says: 'the languages whose packs are copied, your pages’ own first; by default en',
      },
    },
    run: ({ argument, values: { base, languages } }) => copy(argument, base, languages),
  },
  {
    name: 'check',
    says: "tells what Inkling finds on pages, what it doesn't, and the markup to add; exits with 1 when something is not ordered",
    argument: { name: 'URL|FILE', example: 'https://paper.example/', several: true },
    options: { json: { says: 'the same as data; of several pages, a list' } },
    run: ({ all, switches }) => checkPages(all, { json: switches.has('json') }),
  },
  {
    name: 'inspect',
    says: 'prints a bookmark that puts the inspector beside a page of yours',
    options: {},
    run: inspect,
  },
  {
    name: 'embed',
    says: 'reads texts, one a line or JSON lines with id and text, and writes their vectors as JSON lines',
    argument: { name: 'FILE', example: 'texts.txt' },
    options: MODEL,
    run: ({ argument, values: { model, language, depth } }) => embed(argument, { model, language, depth }),
  },
  {
    name: 'evaluate',
    says: "replays a log in Metarank's format, or one of creatives, and tells how well each way to rank or choose would have done",
    options: {
      events: EVENTS,
      creatives: {
        takes: 'LOG',
        example: 'choices.jsonl.gz',
        says: 'instead: a log of choices among creatives, with their propensities and rewards; --campaigns and --json go with it',
      },
      campaigns: {
        takes: 'FILE',
        example: 'campaigns.json',
        says: 'with --creatives: one more way to choose, Inkling by the priors in this file',
      },
      'train-events': TRAIN,
      folds: {
        takes: 'N',
        example: '10',
        says: 'instead: N parts of the users by a hash, each scored with the others as training log',
      },
      json: { says: 'JSON instead of tables' },
      html: { takes: 'FILE', example: 'report.html', says: 'a file for the report with plots' },
      ranker: { takes: 'FILE', example: 'ranker.json', says: 'a ranker, for a row of its own' },
      ...MIXED,
    },
    needsOne: ['events', 'creatives'],
    run: ({ values: { events = '', creatives, campaigns, 'train-events': trainEvents, ...values }, switches }) => {
      const json = switches.has('json')
      if (creatives === undefined) {
        if (campaigns !== undefined)
          throw new UsageError(
            `--campaigns is for logs of creatives: write ${CALL} evaluate --creatives choices.jsonl.gz`,
          )
        return evaluate({ events, trainEvents, ...values, json })
      }
      const [other] = [...Object.keys(values), ...(trainEvents === undefined ? [] : ['train-events'])]
      if (other)
        throw new UsageError(`--${other} is for logs of lists: write ${CALL} evaluate --creatives ${creatives}`)
      return judgeCreatives(creatives, { campaigns, json })
    },
  },
  {
    name: 'fit',
    says: "fits a ranker to a site's own log; pages load it with data-ranker",
    options: {
      events: EVENTS,
      out: { takes: 'FILE', example: 'ranker.json', says: 'the file that is written' },
      name: { takes: 'NAME', example: 'my-site', says: "the ranker's name; by default site" },
      licence: { takes: 'NAME', example: 'MIT', says: 'the licence that stands in it; by default none' },
      force: { says: 'writes weights, too, that are not shown to be better than the default' },
      ...MIXED,
    },
    needs: ['events', 'out'],
    run: ({ values: { events = '', out = '', name = 'site', licence = '', ...values }, switches }) =>
      fit({ events, out, name, licence, ...values, force: switches.has('force') }),
  },
  {
    name: 'features',
    says: 'writes the numbers that the ranker sees, as JSON lines',
    options: { events: EVENTS, 'train-events': TRAIN, ...MIXED },
    needs: ['events'],
    run: ({ values: { events = '', 'train-events': trainEvents, ...values } }) =>
      features({ events, trainEvents, ...values }),
  },
  {
    name: 'popularity',
    says: 'counts what is read, in server logs or exports of analytics, into the file that pages load with data-popularity',
    argument: { name: 'LOG', example: 'access.log', several: true },
    options: {
      out: { takes: 'FILE', example: 'popularity.json', says: 'the file that is written; by default standard output' },
      state: {
        takes: 'FILE',
        example: 'popularity.state',
        says: 'counts of earlier runs: read, added to and written, so that each run reads what is new',
      },
      format: {
        takes: 'NAME',
        example: 'combined',
        says: 'combined, json, ga4, matomo, plausible or metarank; by default told from the first lines',
      },
      base: { takes: 'URL', example: 'https://paper.example', says: 'the site, where the log is of several' },
      include: { takes: 'GLOBS', example: '/stories/*,/news/*', says: 'the paths that count; by default all' },
      exclude: { takes: 'GLOBS', example: '/account/*', says: "the paths that don't count" },
      'half-life': { takes: 'TIME', example: '3d', says: 'after which a reader counts half; by default 3d' },
      'min-readers': { takes: 'N', example: '10', says: 'readers below which an address has no figure; by default 10' },
      limit: { takes: 'N', example: '5000', says: 'addresses in the file at most; by default 5000' },
      now: {
        takes: 'DATE',
        example: '2026-11-25',
        says: 'the day from which age counts; by default the last in the log',
      },
      sql: {
        takes: 'DIALECT',
        example: 'duckdb',
        says: 'prints the same as a statement for duckdb, clickhouse or spark, and reads nothing',
      },
    },
    run: ({ all, values: { 'half-life': halfLife, 'min-readers': minReaders, ...values } }) =>
      popularity({ files: all, halfLife, minReaders, ...values }),
  },
  {
    name: 'campaigns',
    says: "turns a site's own counts of showings and goals into priors, in the campaigns.json that every page loads",
    options: {
      events: {
        takes: 'REPORT',
        example: 'showings.csv',
        says: 'CSV or JSON with creative, showings, goals, and perhaps topic, device and daypart; - is standard input',
      },
      campaigns: {
        takes: 'FILE',
        example: 'campaigns.json',
        says: 'campaigns as they are; the priors are put into them',
      },
      out: { takes: 'FILE', example: 'campaigns.json', says: 'the file that is written; by default standard output' },
    },
    needs: ['events'],
    run: ({ values: { events = '', ...values } }) => priors({ events, ...values }),
  },
  {
    name: 'parameters',
    says: "writes a part of a page that tells readers, from the site's own options, what orders its lists and how to change it",
    argument: { name: 'URL|FILE', example: 'https://paper.example/' },
    options: {
      ranker: { takes: 'FILE', example: 'ranker.json', says: 'the ranker that the options name' },
      language: { takes: 'CODE', example: 'ru', says: 'en or ru; by default en' },
      json: { says: 'the same as data' },
    },
    run: ({ argument, values: { ranker, language }, switches }) =>
      parameters(argument, { ranker, language, json: switches.has('json') }),
  },
  ...EXPERIMENT_COMMANDS,
  AUDIT_COMMAND,
  {
    name: 'preview',
    says: 'serves a page to this machine alone, with Inkling in it and the history of a persona, until Ctrl-C',
    argument: { name: 'URL|FILE', example: 'https://paper.example/' },
    options: {
      persona: {
        takes: 'NAME|FILE',
        example: 'science-reader',
        says: `${PERSONAS.join(', ')}, or a file from exportData`,
      },
      port: { takes: 'N', example: '8081', says: 'where it is served on 127.0.0.1; by default any port that is free' },
    },
    needs: ['persona'],
    run: ({ argument, values: { persona = '', port } }) => preview(argument, { persona, port }),
  },
]

const USAGE = `${COMMANDS.map((command) => `${lineOf(command)}\n    ${command.says}\n`).join('')}
inkling COMMAND --help tells what each option means; inkling --version prints the version.
Exit codes: 0, done; 1, it failed, or check found what will not be ordered; 2, used wrongly.
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

/** @param all arguments after `inkling` @throws UsageError that says what to write instead */
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
