/** Commands that measure the benefit of personalisation, offline and in experiments. */
import type { Command } from '../terminal/parse-arguments.ts'
import { doctor } from './doctor.ts'
import { measure } from './measure.ts'
import { power } from './power.ts'
import { replay } from './replay.ts'

const SHARES = {
  takes: 'SHARES',
  example: 'holdout=0.1,ranked=0.9',
  says: 'the planned shares, to check that no devices were lost; by default unchecked',
}

export const EXPERIMENT_COMMANDS: readonly Command[] = [
  {
    name: 'replay',
    says: 'replays a server log over saved pages: which lists Inkling would have ordered, how far items would have moved, and the clicks',
    options: {
      log: {
        takes: 'LOG',
        example: 'access.log.gz',
        says: 'a server log, combined or JSON, plain or .gz; - is standard input',
      },
      pages: {
        takes: 'FOLDER',
        example: 'saved/',
        says: "the site's pages with marked lists, saved by path: stories/one.html for /stories/one",
      },
      base: {
        takes: 'URL',
        example: 'https://paper.example',
        says: "the site's address, if pages link to it absolutely",
      },
      ranker: { takes: 'FILE', example: 'ranker.json', says: 'a ranker to use instead of the default' },
      readers: {
        takes: 'N',
        example: '5000',
        says: 'maximum readers, sampled evenly over the log; by default 20000',
      },
      model: { takes: 'NAME', example: 'encoder-en', says: 'the bundle to embed with; by default encoder-en' },
      language: { takes: 'CODE', example: 'ru', says: 'instead of --model: the language of a pack' },
      depth: { takes: 'N', example: '1', says: '0, the table, or 1, the transformer; by default 0' },
      json: { says: 'print JSON' },
    },
    needs: ['log', 'pages'],
    run: ({ values: { log = '', pages = '', ...values }, switches }) =>
      replay({ log, pages, ...values, json: switches.has('json') }),
  },
  {
    name: 'measure',
    says: 'analyses an experiment from a log of exposures and outcomes, a table of devices, or randomised bits',
    argument: { name: 'LOG|CSV', example: 'experiment.jsonl.gz', several: true },
    options: {
      control: { takes: 'ARM', example: 'holdout', says: 'the arm to compare the others with' },
      metrics: {
        takes: 'NAMES',
        example: 'click,click/exposures,has:subscribe',
        says: 'sums per device, ratios of two sums, or shares of devices; the first is the primary metric. Not needed for bits',
      },
      shares: SHARES,
      guardrails: {
        takes: 'MARGINS',
        example: 'click:-2%,unsubscribe:+5%',
        says: 'guardrails: how far metrics may fall (-) or rise (+) relative to the control',
      },
      experiment: { takes: 'NAME', example: 'front-page', says: 'the experiment to read, if the log has several' },
      before: {
        takes: 'DAYS',
        example: '14',
        says: 'days before the first exposure used as covariate (CUPED); by default 14, 0 for none',
      },
      once: {
        says: 'read results once, at the planned number of devices; by default intervals are always valid',
      },
      planned: {
        takes: 'N',
        example: '100000',
        says: 'planned devices of both arms; by default 20000',
      },
      detect: {
        takes: 'CHANGE',
        example: '5%',
        says: 'the change to detect, for the number of devices still needed; by default 5%',
      },
      epsilon: { takes: 'E', example: '1', says: 'the ε with which randomised bits were sent' },
      language: { takes: 'CODE', example: 'ru', says: 'en or ru; by default en' },
      json: { says: 'print JSON' },
      html: { takes: 'FILE', example: 'report.html', says: 'write an HTML report with a chart to this file' },
      sql: {
        takes: 'DIALECT',
        example: 'duckdb',
        says: 'print the equivalent SQL for duckdb or clickhouse, and read nothing',
      },
    },
    needs: ['control'],
    run: ({ all, values: { control = '', ...values }, switches }) =>
      measure({ files: all, control, ...values, once: switches.has('once'), json: switches.has('json') }),
  },
  {
    name: 'power',
    says: 'computes how many devices an experiment needs, with and without the noise of randomised bits',
    options: {
      rate: { takes: 'RATE', example: '5%', says: "the control's share of devices; with --deviation, its mean" },
      uplift: { takes: 'CHANGE', example: '10%', says: 'the change to detect' },
      deviation: { takes: 'NUMBER', example: '8', says: 'standard deviation over devices, if the rate is a mean' },
      epsilon: { takes: 'E', example: '1', says: 'the ε of randomised bits; by default none, 3, 2 and 1' },
      share: { takes: 'SHARE', example: '10%', says: "the control's share of the devices; by default 50%" },
      power: {
        takes: 'SHARE',
        example: '80%',
        says: 'probability of detecting the change; by default 80%',
      },
      'per-day': { takes: 'N', example: '2000', says: 'new devices per day; adds the number of days' },
      json: { says: 'print JSON' },
    },
    needs: ['rate', 'uplift'],
    run: ({ values: { rate = '', uplift = '', 'per-day': perDay, ...values }, switches }) =>
      power({ rate, uplift, perDay, ...values, json: switches.has('json') }),
  },
  {
    name: 'doctor',
    says: 'diagnoses an experiment and its recording from device exports, and suggests fixes; exits with 1 on an alarm',
    argument: { name: 'FILE', example: 'devices.jsonl' },
    options: {
      experiment: { takes: 'NAME', example: 'front-page', says: 'the experiment; by default holdout' },
      control: {
        takes: 'ARM',
        example: 'editors',
        says: 'the arm to compare the others with; by default holdout',
      },
      shares: SHARES,
      json: { says: 'print JSON' },
    },
    run: ({ argument, values, switches }) => doctor({ file: argument, ...values, json: switches.has('json') }),
  },
]
