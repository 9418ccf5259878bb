// Every stored choice × every source × every signal: what may be fetched, listened to and stored.

import 'fake-indexeddb/auto'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { wire } from '../../../src/client/inkling.ts'
import * as platforms from '../../../src/entries/consent-platforms.ts'
import { deleteDatabase } from '../../../src/history/database/delete-database.ts'
import type { Core } from '../../../src/types/core.ts'
import type { SetConsent } from '../../../src/types.ts'
import { ASKS, GOOGLE, MAY_WORK, optionOf, PLATFORMS, ROWS, remembered } from '../../cases/consent.ts'

const LEFT = 'inkling.snapshot'

beforeEach(async () => {
  localStorage.clear()
  await deleteDatabase()
})

afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

test('There are at least sixty rows, no two alike.', () => {
  const names = new Set(ROWS.map(({ state, source, signal }) => `${state} ${source} ${signal}`))
  expect(names.size).toBe(ROWS.length)
  expect(ROWS.length).toBeGreaterThanOrEqual(60)
})

test.each(ROWS)('$state, $source, $signal: $outcome', async (row) => {
  const { state, source, signal, outcome } = row
  const before = remembered(state, Date.now())
  if (before) localStorage.setItem('inkling.consent', JSON.stringify(before))
  if (state !== 'none' && state !== 'no') localStorage.setItem(LEFT, '{}')
  vi.stubGlobal('navigator', { globalPrivacyControl: signal === 'gpc', doNotTrack: signal === 'dnt' ? '1' : null })
  const platform = PLATFORMS[source]
  if (platform) {
    vi.stubGlobal(platform.name, (command: string, ...rest: unknown[]) => {
      const callback = rest.find((each) => typeof each === 'function') as (data: object, success: boolean) => void
      if (command === 'addEventListener') callback(platform.data, true)
    })
  }
  const later = vi.fn(() => new Promise<Core>(() => {}))
  const listens = [vi.spyOn(window, 'addEventListener'), vi.spyOn(Object.getPrototypeOf(document), 'addEventListener')]
  const answer = (set: SetConsent) => set({ content: true, creatives: true })
  const consent = source === 'function' ? answer : optionOf(source)
  const inkling = wire(
    { page: true, consent, audience: signal === 'children' ? 'children' : 'all' },
    later,
    async () => platforms,
    'r',
  )
  // The bundle of the consent platforms has loaded.
  await Promise.resolve()
  if (source === 'google') inkling.consent.google(GOOGLE)
  if (source === 'set') inkling.consent.set({ content: true, creatives: true, measurement: true })
  if (source === 'deny') inkling.consent.deny()

  const { state: told, ...purposes } = inkling.consent.get()
  expect(told).toBe(outcome === '?' ? 'unknown' : outcome === '-' ? 'denied' : 'granted')
  expect(purposes).toEqual({
    content: outcome.includes('c'),
    creatives: outcome.includes('r'),
    measurement: outcome.includes('m'),
  })
  expect(later).toHaveBeenCalledTimes(ASKS(row) ? 1 : 0)
  for (const listen of listens) expect(listen).not.toHaveBeenCalled()
  const kept = Object.keys(localStorage).filter((key) => key !== 'inkling.wiping')
  if (signal === 'children' && source !== 'deny') {
    // Other pages aren't touched.
    expect(JSON.parse(localStorage.getItem('inkling.consent') ?? 'null') ?? undefined).toEqual(before)
  } else if (!MAY_WORK(outcome)) {
    expect(kept.filter((key) => key !== 'inkling.consent')).toEqual([])
    if (outcome === '?' && state === 'none') expect(kept).toEqual([])
  }
  inkling.destroy()
  await vi.waitFor(() => expect(localStorage.getItem('inkling.wiping')).toBeNull())
  expect(await indexedDB.databases()).toEqual([])
})
