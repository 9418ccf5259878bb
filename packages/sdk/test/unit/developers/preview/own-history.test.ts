// @vitest-environment node
import { expect, test } from 'vitest'
import { ownHistory } from '../../../../src/developers/preview/own-history.ts'
import type { ImportFile } from '../../../../src/runtime/interfaces/session.ts'

const NOW = 1_000_000_000_000
const HOUR = 3_600_000
const consent = { state: 'granted', content: true, creatives: false, measurement: false }

/** @returns the result of `ownHistory`, and the requested times */
function asked(search: string, agreed = consent) {
  const moments: number[] = []
  const bundle = {
    recall: () => agreed,
    readUntil: async (moment: number) => {
      moments.push(moment)
      return []
    },
  }
  return { moments, history: ownHistory(search, (async () => bundle) as unknown as ImportFile, NOW) }
}

test.each([
  ['hour', HOUR],
  ['day', 24 * HOUR],
  ['week', 7 * 24 * HOUR],
])('As of one %s ago: the events up to then, and what the reader agrees to.', async (span, ago) => {
  const { history, moments } = asked(`?inkling-persona=yourself&inkling-as-of=${span}`)
  expect(await history).toEqual([{ events: [], items: [] }, consent])
  expect(moments).toEqual([NOW - ago])
})

test.each(['', '&inkling-as-of=', '&inkling-as-of=year', '&inkling-as-of=toString'])(
  'No such span, nothing is read: %s',
  async (more) => {
    const { history, moments } = asked(`?inkling-persona=yourself${more}`)
    await expect(history).rejects.toThrow('inkling-as-of takes hour, day, week')
    expect(moments).toEqual([])
  },
)

test('Without consent to content nothing is read.', async () => {
  const { history, moments } = asked('?inkling-as-of=day', { ...consent, content: false })
  await expect(history).rejects.toThrow('not consented')
  expect(moments).toEqual([])
})
