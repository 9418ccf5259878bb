// @vitest-environment node
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { fingerprint } from '../../../../src/content/fingerprint.ts'
import { isPersonaName, PERSONAS } from '../../../../src/developers/preview/personas.ts'
import { NEWEST_AGE, shiftTimes } from '../../../../src/developers/preview/shift-times.ts'
import { withinLimits } from '../../../../src/history/event-limits.ts'
import { readExport } from '../../../../src/history/transfer/import.ts'

const FOLDER = fileURLToPath(new URL('../../../../personas/', import.meta.url))
const NOW = Date.UTC(2030, 5, 1)
const exportOf = (name: string) => readFileSync(`${FOLDER}${name}.json`, 'utf8')
const read = (name: string) => readExport(exportOf(name), fingerprint, NOW)

test('The files are the personas that are named.', () => {
  expect(readdirSync(FOLDER).sort()).toEqual(PERSONAS.map((name) => `${name}.json`))
  for (const name of PERSONAS) expect(isPersonaName(name)).toBe(true)
})

test.each(PERSONAS)('%s is an export, as exportData gives it, with the fingerprints of its texts.', (name) => {
  const { events } = read(name)
  expect(events).toEqual(JSON.parse(exportOf(name)).events)
  expect(events.length).toBeGreaterThanOrEqual(name === 'new-reader' ? 1 : 10)
  expect(events.length).toBeLessThanOrEqual(25)
})

test.each(PERSONAS)('%s has just been here, years after it was written, and nothing of it is too old.', (name) => {
  const { events } = read(name)
  const shifted = shiftTimes(read(name), NOW).events
  expect(Math.max(...shifted.map(({ at }) => at))).toBe(NOW - NEWEST_AGE)
  expect(shifted.map(({ at }) => at - shifted[0]!.at)).toEqual(events.map(({ at }) => at - events[0]!.at))
  expect(withinLimits(shifted, NOW)).toEqual(shifted)
})

test('Dates of items are moved by the same span, and an empty history stays empty.', () => {
  const labels = { text: 'A', fingerprint: fingerprint('A') }
  const event = { kind: 'read', at: 1000, item: '/a', published: 400, ...labels } as const
  const { events, items } = shiftTimes({ events: [event], items: [{ id: '/a', published: 900, ...labels }] }, NOW)
  expect([events[0]!.at, events[0]!.published]).toEqual([NOW - NEWEST_AGE, NOW - NEWEST_AGE - 600])
  expect(items[0]!.published).toBe(NOW - NEWEST_AGE - 100)
  expect(shiftTimes({ events: [], items: [{ id: '/a', published: 900, ...labels }] }, NOW).items[0]!.published).toBe(
    900,
  )
})

test.each(['', 'Science', 'a/b', '../a', 'a.json', 'https:', 'a b', 'a'.repeat(41), 'ä', 'a\n'])(
  '%j is no name.',
  (name) => expect(isPersonaName(name)).toBe(false),
)
