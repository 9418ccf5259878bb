/** The commands of `inkling` and their options. Each command is implemented in its own file. */
import { PERSONAS } from '../../../sdk/src/developers/preview/personas.ts'
import { CALL, type Command } from '../terminal/parse-arguments.ts'
import { UsageError } from '../terminal/usage.ts'
import { AUDIT_COMMAND } from './audit-command.ts'
import { campaigns as priors } from './campaigns.ts'
import { checkPages } from './check.ts'
import { copy, copyFor } from './copy.ts'
import { embed } from './embed.ts'
import { embedPages } from './embed-pages.ts'
import { evaluate } from './evaluate.ts'
import { EXPERIMENT_COMMANDS } from './experiment-commands.ts'
import { features } from './features.ts'
import { fit } from './fit.ts'
import { inspect } from './inspect.ts'
import { judgeCreatives } from './judge-creatives.ts'
import { parameters } from './parameters.ts'
import { popularity } from './popularity.ts'
import { preview } from './preview.ts'
import { SETUP_COMMANDS } from './setup-commands.ts'
import { CO_READING, EVENTS, MIXED, MODEL, TRAIN } from './shared-options.ts'
import { TOGETHER_COMMAND } from './together-command.ts'

export const COMMANDS: readonly Command[] = [
  {
    name: 'copy',
    says: 'copies tag, engine and model to DIR/<version>/ and prints the two lines for the head',
    argument: { name: 'DIR', example: 'public/inkling' },
    options: {
      base: {
        takes: 'URL',
        example: '/inkling',
        says: 'the address under which DIR is served; by default guessed from its name, if possible',
      },
      languages: {
        takes: 'CODES',
        example: 'en,ru',
        says: 'languages of the packs to copy, your pages’ own first; by default en',
      },
      target: {
        takes: 'NAME',
        example: 'wordpress',
        says: 'wordpress: only file types that its plugin directory accepts, for the plugin, which prints the lines',
      },
    },
    run: ({ argument, values: { base, languages, target } }) => {
      if (target === undefined) return copy(argument, base, languages)
      if (base !== undefined) throw new UsageError('write --base or --target, not both: the plugin knows its address')
      return copyFor(target, argument, languages)
    },
  },
  ...SETUP_COMMANDS,
  {
    name: 'check',
    says: "reports what Inkling finds on pages, what it doesn't, and the markup to add; exits with 1 if something won't be ordered",
    argument: { name: 'URL|FILE', example: 'https://paper.example/', several: true },
    options: { json: { says: 'print JSON; for several pages, a list' } },
    run: ({ all, switches }) => checkPages(all, { json: switches.has('json') }),
  },
  {
    name: 'inspect',
    says: 'prints a bookmarklet that opens the inspector on your pages',
    options: {},
    run: inspect,
  },
  {
    name: 'embed',
    says: 'embeds texts, one per line or JSON lines with id and text, and writes vectors as JSON lines, or as files for pages',
    argument: { name: 'FILE', example: 'texts.txt' },
    options: {
      ...MODEL,
      pages: {
        takes: 'DIR',
        example: 'public/vectors',
        says: 'write the vectors as files that pages load with data-vectors; FILE may be a page or a folder of pages',
      },
      files: { takes: 'N', example: '64', says: 'with --pages: number of files; by default one for 32 texts' },
      inline: { says: 'put the vectors into the page, or the pages of the folder, that FILE names' },
    },
    run: async ({ argument, values: { model, language, depth, pages, files }, switches }) => {
      const isInline = switches.has('inline')
      if (isInline && pages !== undefined) throw new UsageError('write --pages or --inline, not both')
      if (!isInline && pages === undefined && files !== undefined) throw new UsageError('--files needs --pages')
      await (isInline || pages !== undefined
        ? embedPages(argument, { model, language, depth, pages, files })
        : embed(argument, { model, language, depth }))
    },
  },
  {
    name: 'evaluate',
    says: "replays a log in Metarank's format, or one of creatives, and measures each ranker or policy",
    options: {
      events: EVENTS,
      creatives: {
        takes: 'LOG',
        example: 'choices.jsonl.gz',
        says: 'instead of --events: a log of creatives with propensities and rewards; combines with --campaigns and --json',
      },
      campaigns: {
        takes: 'FILE',
        example: 'campaigns.json',
        says: "with --creatives: adds Inkling's policy with the priors in this file",
      },
      'train-events': TRAIN,
      folds: {
        takes: 'N',
        example: '10',
        says: 'instead of --train-events: N folds of users, each scored with the others as training log',
      },
      json: { says: 'print JSON instead of tables' },
      html: { takes: 'FILE', example: 'report.html', says: 'write an HTML report with plots to this file' },
      ranker: { takes: 'FILE', example: 'ranker.json', says: 'a ranker to compare as an additional row' },
      'co-reading': CO_READING,
      ...MIXED,
    },
    needsOne: ['events', 'creatives'],
    run: ({
      values: { events = '', creatives, campaigns, 'train-events': trainEvents, 'co-reading': coReading, ...values },
      switches,
    }) => {
      const json = switches.has('json')
      if (creatives === undefined) {
        if (campaigns !== undefined)
          throw new UsageError(
            `--campaigns is for logs of creatives: write ${CALL} evaluate --creatives choices.jsonl.gz`,
          )
        return evaluate({ events, trainEvents, coReading, ...values, json })
      }
      const [other] = [
        ...Object.keys(values),
        ...(trainEvents === undefined ? [] : ['train-events']),
        ...(coReading === undefined ? [] : ['co-reading']),
      ]
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
      listed: {
        takes: 'FILE',
        example: 'listed.jsonl',
        says: "what pages listed, and when; then --events is a server's log, or GA4's BigQuery export as JSON lines",
      },
      base: { takes: 'URL', example: 'https://paper.example', says: 'the site, if such a log has several' },
      out: { takes: 'FILE', example: 'ranker.json', says: 'output file' },
      name: { takes: 'NAME', example: 'my-site', says: "the ranker's name; by default site" },
      licence: { takes: 'NAME', example: 'MIT', says: 'its licence; by default none' },
      'co-reading': CO_READING,
      force: { says: 'also write weights that did not prove better than the default' },
      ...MIXED,
    },
    needs: ['events', 'out'],
    run: ({
      values: { events = '', out = '', name = 'site', licence = '', 'co-reading': coReading, ...values },
      switches,
    }) => fit({ events, out, name, licence, coReading, ...values, force: switches.has('force') }),
  },
  {
    name: 'features',
    says: "exports the ranker's features as JSON lines",
    options: { events: EVENTS, 'train-events': TRAIN, ...MIXED },
    needs: ['events'],
    run: ({ values: { events = '', 'train-events': trainEvents, ...values } }) =>
      features({ events, trainEvents, ...values }),
  },
  {
    name: 'popularity',
    says: 'counts readers in server logs or analytics exports, for the file that pages load with data-popularity',
    argument: { name: 'LOG', example: 'access.log', several: true },
    options: {
      out: { takes: 'FILE', example: 'popularity.json', says: 'output file; by default standard output' },
      state: {
        takes: 'FILE',
        example: 'popularity.state',
        says: 'state of earlier runs, read and updated, so that each run reads only what is new',
      },
      format: {
        takes: 'NAME',
        example: 'combined',
        says: 'combined, json, ga4, matomo, plausible or metarank; by default detected from the first lines',
      },
      examination: {
        takes: 'EXPONENT',
        example: '0.8',
        says: 'for metarank: how much less readers look at items further down, as fit reports it; by default 0',
      },
      base: { takes: 'URL', example: 'https://paper.example', says: 'the site, if the log has several' },
      include: { takes: 'GLOBS', example: '/stories/*,/news/*', says: 'paths to count; by default all' },
      exclude: { takes: 'GLOBS', example: '/account/*', says: 'paths not to count' },
      texts: {
        takes: 'FILE',
        example: 'titles.csv',
        says: 'CSV or JSON with address, title and optionally language, to predict the readers of new stories',
      },
      'half-life': { takes: 'TIME', example: '3d', says: 'time after which a reader counts half; by default 3d' },
      'min-readers': { takes: 'N', example: '10', says: 'minimum readers of an address; by default 10' },
      limit: { takes: 'N', example: '5000', says: 'maximum addresses in the file; by default 5000' },
      now: {
        takes: 'DATE',
        example: '2026-11-25',
        says: 'the day from which ages are measured; by default the last in the log',
      },
      sql: {
        takes: 'DIALECT',
        example: 'duckdb',
        says: 'print the equivalent SQL for duckdb, clickhouse or spark, and read nothing',
      },
    },
    run: ({ all, values: { 'half-life': halfLife, 'min-readers': minReaders, ...values } }) =>
      popularity({ files: all, halfLife, minReaders, ...values }),
  },
  TOGETHER_COMMAND,
  {
    name: 'campaigns',
    says: "fits priors to a site's own counts of showings and goals, for the campaigns.json that every page loads",
    options: {
      events: {
        takes: 'REPORT',
        example: 'showings.csv',
        says: 'CSV or JSON with creative, showings, goals, and optionally topic, device and daypart; - is standard input',
      },
      campaigns: {
        takes: 'FILE',
        example: 'campaigns.json',
        says: 'existing campaigns to put the priors into',
      },
      texts: {
        takes: 'FILE',
        example: 'texts.csv',
        says: 'CSV or JSON with id, title and optionally language, to predict the rates of creatives without counts',
      },
      out: { takes: 'FILE', example: 'campaigns.json', says: 'output file; by default standard output' },
    },
    needs: ['events'],
    run: ({ values: { events = '', ...values } }) => priors({ events, ...values }),
  },
  {
    name: 'parameters',
    says: "writes an HTML fragment that explains to readers, from the site's options, how lists are ordered and how to change that",
    argument: { name: 'URL|FILE', example: 'https://paper.example/' },
    options: {
      ranker: { takes: 'FILE', example: 'ranker.json', says: 'the ranker that the options refer to' },
      language: { takes: 'CODE', example: 'ru', says: 'en or ru; by default en' },
      json: { says: 'print JSON' },
    },
    run: ({ argument, values: { ranker, language }, switches }) =>
      parameters(argument, { ranker, language, json: switches.has('json') }),
  },
  ...EXPERIMENT_COMMANDS,
  AUDIT_COMMAND,
  {
    name: 'preview',
    says: "serves a page to this machine only, with Inkling and a persona's history, until Ctrl-C",
    argument: { name: 'URL|FILE', example: 'https://paper.example/' },
    options: {
      persona: {
        takes: 'NAME|FILE',
        example: 'science-reader',
        says: `${PERSONAS.join(', ')}, or a file from exportData`,
      },
      port: { takes: 'N', example: '8081', says: 'the port on 127.0.0.1; by default any free one' },
    },
    needs: ['persona'],
    run: ({ argument, values: { persona = '', port } }) => preview(argument, { persona, port }),
  },
]
