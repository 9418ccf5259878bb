// The reader's dial, from the call to the history and the order, and out of both again.

import 'fake-indexeddb/auto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { deleteDatabase } from '../../../../src/history/database/delete-database.ts'
import { createInkling, type Inkling, InklingMisuse } from '../../../../src/index.ts'

const ends: Array<() => unknown> = []

function start(): Inkling {
  const inkling = createInkling({ download: 'never', calibration: 0 })
  inkling.consent.set({ content: true })
  ends.push(() => inkling.destroy())
  return inkling
}

beforeEach(async () => {
  localStorage.clear()
  sessionStorage.clear()
  await deleteDatabase()
})
afterEach(async () => {
  for (const end of ends.splice(0)) await end()
})

const LIKED = Array.from({ length: 8 }, (_, i) => ({
  id: `/space-${i}`,
  title: `The moons of Saturn ${i}`,
  topic: 'space',
}))
const NOVEL = Array.from({ length: 4 }, (_, i) => ({
  id: `/bread-${i}`,
  title: `A loaf of rye ${i}`,
  topic: `food-${i}`,
}))
const novel = async (inkling: Inkling) =>
  (await inkling.rank([...LIKED, ...NOVEL])).items.slice(0, 8).filter(({ id }) => id.startsWith('/bread')).length
const kinds = async (inkling: Inkling) => (await inkling.exportData()).events.map(({ kind, item }) => `${kind} ${item}`)

test('It changes the order, is exported, can be turned back, and leaves nothing where it is balanced.', async () => {
  const inkling = start()
  await inkling.track('read', { id: '/rings', title: 'The rings of Saturn', topic: 'space' })
  expect([await novel(inkling), (await inkling.status()).dial]).toEqual([0, 'balanced'])
  const turned = await inkling.editInterest({ how: 'dial', to: 'explore' })
  expect((await inkling.status()).dial).toBe('explore')
  expect(await novel(inkling)).toBeGreaterThan(1)
  expect(await kinds(inkling)).toContain('dial inkling:dial/explore')
  expect(await inkling.editInterest({ how: 'dial', to: 'explore' })).toBeUndefined()
  await inkling.editInterest({ how: 'dial', to: 'familiar' })
  expect((await kinds(inkling)).filter((each) => each.startsWith('dial'))).toEqual(['dial inkling:dial/familiar'])
  await inkling.editInterest({ how: 'dial', to: 'explore' })
  await turned!.undo!()
  expect([await novel(inkling), (await inkling.status()).dial]).toEqual([0, 'balanced'])
  expect(await kinds(inkling)).toEqual(['read /rings'])
})

test('It comes back with the next page, and goes with a withdrawal and with an erasure.', async () => {
  const first = start()
  await first.editInterest({ how: 'dial', to: 'familiar' })
  await expect.poll(async () => (await start().status()).dial).toBe('familiar')
  await first.erase()
  expect((await first.status()).dial).toBe('balanced')
  await first.editInterest({ how: 'dial', to: 'explore' })
  first.consent.deny()
  expect(await first.editInterest({ how: 'dial', to: 'explore' })).toBeUndefined()
  first.consent.set({ content: true })
  expect((await first.status()).dial).toBe('balanced')
  expect(await kinds(first)).toEqual([])
})

test('What is no setting is the developer’s mistake.', async () => {
  const inkling = start()
  // @ts-expect-error no such setting
  await expect(inkling.editInterest({ how: 'dial', to: 'wild' })).rejects.toThrow(InklingMisuse)
})

test('What was ranked is explained on after something was taken out, without naming it.', async () => {
  const inkling = start()
  await inkling.track('read', { id: '/rings', title: 'The rings of Saturn', topic: 'space' })
  await inkling.track('read', { id: '/moons', title: 'The moons of Jupiter', topic: 'space' })
  const ranking = await inkling.rank([...NOVEL, ...LIKED], { list: 'shelf' })
  expect(JSON.stringify(await inkling.explain('shelf', ranking.items[0]!.id))).toContain('/rings')
  await inkling.forget({ item: '/rings' })
  const told = await inkling.explain('shelf', ranking.items[0]!.id)
  expect(told?.parts.interest).toBeGreaterThan(0)
  expect(JSON.stringify(told)).not.toContain('/rings')
})
