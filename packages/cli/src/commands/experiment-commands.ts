/** Commands that tell whether personalisation pays, offline and in experiments. */
import type { Command } from '../terminal/command.ts'
import { doctor } from './doctor.ts'
import { measure } from './measure.ts'
import { power } from './power.ts'
import { replay } from './replay.ts'

const SHARES = {
  takes: 'SHARES',
  example: 'holdout=0.1,ranked=0.9',
  says: "the coin's, to check that no devices were lost; by default unchecked",
}

export const EXPERIMENT_COMMANDS: readonly Command[] = [
  {
    name: 'replay',
    says: "tells, from a server's log and saved pages, whose lists Inkling would have ordered, how far, and what those readers clicked",
    options: {
      log: {
        takes: 'LOG',
        example: 'access.log.gz',
        says: "a server's log, combined or JSON, plain or .gz; - is standard input",
      },
      pages: {
        takes: 'FOLDER',
        example: 'saved/',
        says: "the site's pages, marked, each under its path: stories/one.html for /stories/one",
      },
      base: { takes: 'URL', example: 'https://paper.example', says: 'the site, where pages link to it by its name' },
      ranker: { takes: 'FILE', example: 'ranker.json', says: 'instead of the ranker that comes with Inkling' },
      readers: {
        takes: 'N',
        example: '5000',
        says: 'readers that are replayed at most, evenly from the whole log; by default 20000',
      },
      model: { takes: 'NAME', example: 'encoder-en', says: 'the bundle to embed with; by default encoder-en' },
      language: { takes: 'CODE', example: 'ru', says: 'instead: the language whose pack it is' },
      depth: { takes: 'N', example: '1', says: '0, the table, or 1, the transformer; by default 0' },
      json: { says: 'the same as data' },
    },
    needs: ['log', 'pages'],
    run: ({ values: { log = '', pages = '', ...values }, switches }) =>
      replay({ log, pages, ...values, json: switches.has('json') }),
  },
  {
    name: 'measure',
    says: 'tells what an experiment may claim, from a log of exposures and outcomes, a table of devices, or randomised bits',
    argument: { name: 'LOG|CSV', example: 'experiment.jsonl.gz', several: true },
    options: {
      control: { takes: 'ARM', example: 'holdout', says: 'the arm with which the others are compared' },
      metrics: {
        takes: 'NAMES',
        example: 'click,click/exposures,has:subscribe',
        says: 'sums per device, ratios of two sums, shares of devices; the first decides. Bits need none',
      },
      shares: SHARES,
      guardrails: {
        takes: 'MARGINS',
        example: 'click:-2%,unsubscribe:+5%',
        says: 'how far metrics may fall (-) or rise (+) against the control',
      },
      experiment: { takes: 'NAME', example: 'front-page', says: 'which one, of a log that tells of several' },
      before: {
        takes: 'DAYS',
        example: '14',
        says: 'days before the first exposure that are taken off; by default 14, 0 for none',
      },
      once: {
        says: 'this is the only look, with as many devices as were planned; by default intervals hold at every look',
      },
      planned: {
        takes: 'N',
        example: '100000',
        says: 'devices of both arms that were planned beforehand; by default 20000',
      },
      detect: {
        takes: 'CHANGE',
        example: '5%',
        says: 'the change for which the missing devices are counted; by default 5%',
      },
      epsilon: { takes: 'E', example: '1', says: 'of randomised bits: the ε that they were sent with' },
      language: { takes: 'CODE', example: 'ru', says: 'en or ru; by default en' },
      json: { says: 'the same as data' },
      html: { takes: 'FILE', example: 'report.html', says: 'a file for the report with a picture' },
      sql: {
        takes: 'DIALECT',
        example: 'duckdb',
        says: 'prints the same as a statement for duckdb or clickhouse, and reads nothing',
      },
    },
    needs: ['control'],
    run: ({ all, values: { control = '', ...values }, switches }) =>
      measure({ files: all, control, ...values, once: switches.has('once'), json: switches.has('json') }),
  },
  {
    name: 'power',
    says: 'tells how many devices an experiment takes, with and without the noise of randomised bits',
    options: {
      rate: { takes: 'RATE', example: '5%', says: "the control's share of devices; with --deviation, its mean" },
      uplift: { takes: 'CHANGE', example: '10%', says: 'the change that is to be seen' },
      deviation: { takes: 'NUMBER', example: '8', says: 'standard deviation over devices, of a mean' },
      epsilon: { takes: 'E', example: '1', says: 'of randomised bits; by default none, 3, 2 and 1 are told' },
      share: { takes: 'SHARE', example: '10%', says: "the control's share of the devices; by default 50%" },
      power: {
        takes: 'SHARE',
        example: '80%',
        says: 'how probable it is to be that the change is seen; by default 80%',
      },
      'per-day': { takes: 'N', example: '2000', says: 'new devices a day: tells days, too' },
      json: { says: 'the same as data' },
    },
    needs: ['rate', 'uplift'],
    run: ({ values: { rate = '', uplift = '', 'per-day': perDay, ...values }, switches }) =>
      power({ rate, uplift, perDay, ...values, json: switches.has('json') }),
  },
  {
    name: 'doctor',
    says: 'tells, from exports of devices, what is wrong with an experiment and its recording, and what to do; an alarm makes the exit code 1',
    argument: { name: 'FILE', example: 'devices.jsonl' },
    options: {
      experiment: { takes: 'NAME', example: 'front-page', says: 'which one; by default holdout' },
      control: {
        takes: 'ARM',
        example: 'editors',
        says: 'the arm with which the others are compared; by default holdout',
      },
      shares: SHARES,
      json: { says: 'the same as data' },
    },
    run: ({ argument, values, switches }) => doctor({ file: argument, ...values, json: switches.has('json') }),
  },
]
