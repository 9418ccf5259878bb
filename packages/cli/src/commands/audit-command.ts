/** Options of `audit`, in a separate file because there are many. */
import type { Command } from '../terminal/parse-arguments.ts'
import { audit } from './audit.ts'

export const AUDIT_COMMAND: Command = {
  name: 'audit',
  says: 'audits whether an order is fair to topics, providers and readers, from a log as for evaluate or with simulated readers',
  options: {
    events: {
      takes: 'LOG',
      example: 'log.jsonl.gz',
      says: 'a file of JSON lines, plain or .gz; - is standard input',
    },
    simulate: { takes: 'N', example: '400', says: 'instead of --events: N simulated readers, 24 visits each' },
    plant: {
      takes: 'BIAS',
      example: 'provider',
      says: 'a bias of the simulated readers: provider, topic, popularity, group or narrowing',
    },
    order: {
      takes: 'NAME',
      example: 'replay',
      says: "shown: the log's own order, with the editors' in its items; replay: Inkling's order of the same lists",
    },
    provider: {
      takes: 'FIELD',
      example: 'agency',
      says: 'item field with the provider; by default provider … or author',
    },
    voice: { takes: 'FIELD', example: 'party', says: 'item field with the voice; by default voice' },
    tone: { takes: 'FIELD', example: 'valence', says: 'item field with the tone, -1 to 1; by default tone' },
    groups: {
      takes: 'FIELDS',
      example: 'language,region',
      says: 'fields of readers or lists that define groups to compare',
    },
    ranker: {
      takes: 'FILE',
      example: 'ranker.json',
      says: 'the ranker for replaying; by default the built-in one',
    },
    floor: {
      takes: 'SHARE',
      example: '0.2',
      says: 'share of the first ten places for the floors to try; by default 0.2',
    },
    language: { takes: 'CODE', example: 'ru', says: 'en or ru; by default en' },
    json: { says: 'print JSON' },
    html: { takes: 'FILE', example: 'audit.html', says: 'write an HTML report with charts to this file' },
  },
  needsOne: ['events', 'simulate'],
  run: ({ values, switches }) => audit({ ...values, json: switches.has('json') }),
}
