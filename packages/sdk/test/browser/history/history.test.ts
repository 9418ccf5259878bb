import { beforeEach, expect, test } from 'vitest'
import { DATABASE } from '../../../src/history/database/delete-database.ts'
import { event, historyCases, open, reset } from '../../cases/history.ts'
import { storedCases } from '../../cases/stored.ts'
import { upgradeCases } from '../../cases/upgrade.ts'

beforeEach(reset)

for (const [name, run] of [...historyCases, ...upgradeCases, ...storedCases]) test(name, run)

test('Two pages of a site write to the same history at once, and lose nothing.', async () => {
  const [one, two] = [await open(), await open()]
  await Promise.all(Array.from({ length: 10 }, (_, i) => (i % 2 ? one : two).store.append(event(i))))
  one.store.close()
  two.store.close()
  const { store } = await open()
  expect(store.events.map(({ item }) => item).sort()).toEqual(Array.from({ length: 10 }, (_, i) => `/${i}`))
  store.close()
})

test('A frame with an opaque origin has no IndexedDB: opening it fails in the way that the history expects.', async () => {
  const frame = Object.assign(document.createElement('iframe'), { srcdoc: '<p>x' })
  frame.setAttribute('sandbox', 'allow-scripts')
  const answer = new Promise((resolve) => addEventListener('message', ({ data }) => resolve(data), { once: true }))
  frame.srcdoc = `<script>try { indexedDB.open('${DATABASE}'); parent.postMessage('opened', '*') } catch ({ name }) { parent.postMessage(name, '*') }</script>`
  document.body.append(frame)
  expect(await answer).toBe('SecurityError')
  frame.remove()
})
