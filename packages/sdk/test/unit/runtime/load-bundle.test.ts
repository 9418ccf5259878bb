import { afterEach, expect, test, vi } from 'vitest'
import { loadBundle } from '../../../src/runtime/bundles/load-bundle.ts'
import type { ImportFile } from '../../../src/runtime/interfaces/session.ts'

const FILE = [1, 'hash'] as const
const heard: string[] = []
const hear = ({ detail }: DocumentEventMap['inkling:error']) => heard.push(`${detail.code}: ${detail.message}`)
document.addEventListener('inkling:error', hear)
afterEach(() => heard.splice(0))

test('a bundle is brought in once, however often it is asked for', async () => {
  const importFile = vi.fn(async (name: string) => ({ name })) as unknown as ImportFile
  const asked = (['explain.js', 'explain.js', 'transfer.js'] as const).map((name) =>
    loadBundle(importFile, name, FILE, 'nothing'),
  )
  expect(await Promise.all(asked)).toEqual([{ name: 'explain.js' }, { name: 'explain.js' }, { name: 'transfer.js' }])
  await loadBundle(importFile, 'transfer.js', FILE, 'nothing')
  expect(importFile).toHaveBeenCalledTimes(2)
})

test('what another brings in is another', async () => {
  const bringer =
    (by: number): ImportFile =>
    async <T>() =>
      ({ by }) as T
  expect(await loadBundle(bringer(1), 'explain.js', FILE, 'nothing')).toEqual({ by: 1 })
  expect(await loadBundle(bringer(2), 'explain.js', FILE, 'nothing')).toEqual({ by: 2 })
})

test('what did not come is told, and asked for anew', async () => {
  const importFile = vi
    .fn()
    .mockRejectedValueOnce(new Error('offline'))
    .mockResolvedValue({ is: 'there' }) as unknown as ImportFile
  expect(await loadBundle(importFile, 'explain.js', FILE, 'nothing is explained')).toBeUndefined()
  expect(heard).toEqual(['script-unavailable: explain.js could not be loaded: nothing is explained'])
  expect(await loadBundle(importFile, 'explain.js', FILE, 'nothing is explained')).toEqual({ is: 'there' })
  expect(heard).toHaveLength(1)
})
