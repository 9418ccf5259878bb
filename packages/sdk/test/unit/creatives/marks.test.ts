// @vitest-environment node
import { expect, test } from 'vitest'
import { campaignFor } from '../../../src/creatives/campaigns/marks.ts'
import { campaign } from './make.ts'

const NONE = { campaigns: [], off: false }

test('A template without marks belongs to no campaign; with some it is one of its own.', () => {
  expect(campaignFor('trail', {}, NONE)).toBeUndefined()
  expect(campaignFor('trail', { sponsored: '' }, NONE)).toMatchObject({ id: 'trail', sponsor: '', caps: {} })
  const marks = { campaign: 'spring', cap: 'day 2, gap 30', start: '2026-11-01', end: '2026-12-01' }
  expect(campaignFor('trail', marks, NONE)).toMatchObject({
    id: 'spring',
    caps: { day: 2, gap: 30 },
    schedule: { start: '2026-11-01', end: '2026-12-01' },
  })
})

test('The file’s word counts: the campaign that lists the creative, else the one that the template names.', () => {
  const file = { campaigns: [campaign('a'), campaign('b', { caps: { day: 1 }, sponsor: 'Acme' })], off: false }
  expect(campaignFor('a-1', { campaign: 'b' }, file)!.id).toBe('a')
  expect(campaignFor('new', { campaign: 'b', cap: 'day 9', sponsored: 'Other' }, file)).toMatchObject({
    caps: { day: 1 },
    sponsor: 'Acme',
  })
  expect(campaignFor('a-1', { sponsored: 'Acme' }, file)).toMatchObject({ id: 'a', sponsor: 'Acme' })
})

test.each([{ cap: '2/day' }, { cap: 'day 2; week 5' }, { start: 'soon' }, { campaign: 'a/b' }])(
  'A wrong mark says what to write: %j',
  (marks) => {
    expect(() => campaignFor('trail', marks, NONE)).toThrow(TypeError)
  },
)

test('Where the file that has it isn’t there, or has it no longer, a kept creative is not shown.', () => {
  expect(campaignFor('trail', { file: '', cap: 'day 2' }, NONE)).toMatchObject({ off: true })
})
