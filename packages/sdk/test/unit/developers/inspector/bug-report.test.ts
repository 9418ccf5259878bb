// The bug report contains numbers and codes, and nothing that a site or a reader has written.

import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { bugReport } from '../../../../src/developers/inspector/bug-report.ts'
import type { Inspection } from '../../../../src/developers/inspector/inspection.ts'
import type { Explanation, Status } from '../../../../src/types.ts'

const PARTS = {
  interest: 1.5,
  topics: 0,
  seen: 0,
  coReading: 0,
  habits: 0,
  dismissed: -0.5,
  edits: 0,
  position: 0,
  freshness: 0,
  popularity: 0,
}
const STATUS: Status = {
  consent: { state: 'granted', content: true, creatives: false, measurement: false },
  engine: 'ready',
  backend: 'wasm',
  bytes: { loaded: 5, total: 5, fromCache: true },
  embedded: { texts: 3, milliseconds: 40 },
  events: 12,
  vectors: 9,
  pageViews: 4,
}

/** A state in which everything written by somebody is `text`. */
function madeOf(text: string) {
  const event = { item: text, text, title: text, kind: 'read', at: 0 } as const
  const why: Explanation = {
    id: text,
    score: 1,
    parts: PARTS,
    from: 4,
    byScore: 1,
    to: 0,
    tier: 'semantic',
    depth: 1,
    events: [{ ...event, without: 3 }],
    topics: [{ topic: text, without: 2 }],
    rules: [{ rule: 'calibration', from: 1, to: 0 }],
    reason: { why: 'event', event, events: [event], without: 3 },
  }
  const item = { id: text, title: text, topic: text }
  const list = {
    name: text,
    at: text,
    items: [item],
    fixed: 1,
    reach: { tier: 'semantic', why: text },
    from: { id: { [text]: 1 }, title: { [text]: 1 }, topic: {}, published: {} },
  } as const
  const found: Inspection = {
    report: {
      lists: [list],
      slots: [{ name: text, at: text, creatives: [text] }],
      page: { item, by: text, at: text },
      findings: [{ severity: 'error', code: 'no-list', message: text, at: text, write: text }],
    },
    status: { ...STATUS, persona: text, model: text },
    fair: undefined,
    stored: { localStorage: { [text]: 3 }, caches: { [text]: 1 }, databaseNames: [text] },
    list,
    items: [{ item, why }],
    tallies: [
      {
        ...{ experiment: text, arm: text, since: 0, exposed: 5, told: 1 },
        counts: { click: 2, [text]: 7 },
        before: { view: 1 },
      },
    ],
  }
  const ranking = { list: text, tier: 'semantic', items: [], milliseconds: 1.25 } as const
  const heard = [
    new CustomEvent('inkling:ranked', { detail: { list: text, ranking, moved: 2, late: false, by: 'tag' } }),
    new CustomEvent('inkling:error', { detail: { code: 'engine-slow', message: text } }),
    new CustomEvent('inkling:error', { detail: { code: text, message: text } }),
  ]
  const options = { model: text, popularity: text, languages: text, elements: text, calibration: 0.5 }
  const requests = {
    own: [{ file: text, count: 1, bytes: 10 }],
    aboutReader: [text],
    others: [{ host: text, count: 3 }],
  }
  return bugReport(found, requests, { options, heard, check: () => found.report, version: '1.2.3', folder: text }, 'UA')
}

test('Whatever is written on the page, in the history or in the options, none of it is in the report', () => {
  const usual = madeOf('§')
  fc.assert(
    fc.property(fc.string({ minLength: 3 }), (text) => {
      // A character that occurs in no number or code.
      expect(madeOf(`§${text}`)).toBe(usual)
    }),
  )
  expect(usual).not.toContain('§')
})

test('What is in it is what whoever mends it needs', () => {
  const report = madeOf('§')
  for (const line of [
    'Inkling 1.2.3',
    'consent: granted · content; source: manual',
    'options: model=… popularity=… languages=… elements=… calibration=0.5',
    'arm 1: exposed, told; since then click 2; before view 1',
    'list 1: 1 items, 1 fixed, semantic; moved 2 by tag, semantic, 1.3 ms',
    '  0: from 4, by score 1; 1.000 = interest 1.500 + dismissed -0.500; depth 1; event; calibration 1>0',
    'rules: calibration 1 up, 0 down',
    'findings: error no-list ×1',
    'errors: engine-slow ×1',
    "requests: 1 of Inkling's, 10 bytes; about the reader: 1; of the page's own: 3 to 1 hosts",
  ])
    expect(report.split('\n')).toContain(line)
})

test('Before Inkling has run, and of an event that is none of Inkling’s, there is nothing to say', () => {
  const found: Inspection = {
    report: { lists: [], slots: [], findings: [] },
    status: undefined,
    fair: undefined,
    stored: { localStorage: undefined, caches: {}, databaseNames: [] },
    list: undefined,
    items: [],
    tallies: [],
  }
  const heard = [new CustomEvent('inkling:error', { detail: null }), new Event('inkling:error')]
  const asked = { options: {}, heard, check: () => found.report, version: '1', folder: '' }
  const none = { own: [], aboutReader: [], others: [] }
  const lines = bugReport(found, none, asked, 'UA').split('\n')
  expect(lines).toContain('consent: not started; source: manual')
  expect(lines).toContain('errors: none')
  expect(lines).toContain('options: defaults')
})
