/** Options of `audit`, in a file of their own because there are many. */
import type { Command } from '../terminal/command.ts'
import { audit } from './audit.ts'

export const AUDIT_COMMAND: Command = {
  name: 'audit',
  says: 'tells whether an order is fair to topics, providers and readers, by a log as evaluate reads it or by simulated readers',
  options: {
    events: {
      takes: 'LOG',
      example: 'log.jsonl.gz',
      says: 'a file of JSON lines, plain or .gz; - is standard input',
    },
    simulate: { takes: 'N', example: '400', says: 'instead: N readers of our own making, 24 visits each' },
    plant: {
      takes: 'BIAS',
      example: 'provider',
      says: 'of simulated readers: provider, topic, popularity, group or narrowing, to see it found',
    },
    order: {
      takes: 'NAME',
      example: 'replay',
      says: "shown: the log's order, whose items say where the editors had them; replay: Inkling's of the same lists",
    },
    provider: { takes: 'FIELD', example: 'agency', says: 'of items: whose they are; by default provider … or author' },
    voice: { takes: 'FIELD', example: 'party', says: 'of items: whose voice is heard in them; by default voice' },
    tone: { takes: 'FIELD', example: 'valence', says: 'of items: how they sound, -1 to 1; by default tone' },
    groups: {
      takes: 'FIELDS',
      example: 'language,region',
      says: 'of readers or lists: what tells groups apart that are to be served alike',
    },
    ranker: {
      takes: 'FILE',
      example: 'ranker.json',
      says: 'the ranker that replays; by default the one that comes along',
    },
    floor: {
      takes: 'SHARE',
      example: '0.2',
      says: 'of the first ten places, what floors are tried with; by default 0.2',
    },
    language: { takes: 'CODE', example: 'ru', says: 'en or ru; by default en' },
    json: { says: 'the same as data' },
    html: { takes: 'FILE', example: 'audit.html', says: 'a file for the report with pictures' },
  },
  needsOne: ['events', 'simulate'],
  run: ({ values, switches }) => audit({ ...values, json: switches.has('json') }),
}
