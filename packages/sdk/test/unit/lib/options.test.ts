import { expect, test } from 'vitest'
import { InklingMisuse, insist } from '../../../src/lib/misuse.ts'
import { resolveOptions } from '../../../src/options.ts'

test('Without options the documented defaults.', () => {
  expect(resolveOptions({})).toEqual({ download: 'second', consent: 'manual', page: false, read: 'down', timeout: 20_000 })
})

test('What is given is kept.', () => {
  const given = { model: '/m/', engine: 'https://x.example/e/', download: 'never', backend: 'cpu', consent: 'granted', page: true, read: 'keep', timeout: 1 } as const
  expect(resolveOptions(given)).toEqual(given)
})

test.each([
  [null, "write createInkling({ model: '"],
  ['/model/', "write createInkling({ model: '"],
  [{ modell: '/m/' }, 'there is no option `modell`: the options are model, engine, page, timeout, download'],
  [{ toString: 1 }, 'there is no option `toString`'],
  [{ model: '/m' }, "write model: '/m/'"],
  [{ model: 7 }, '`model` is the URL of a folder'],
  [{ engine: '/e/wasm.js' }, '`engine` is the URL of a folder and ends with a slash'],
  [{ download: 'later' }, "`download` is one of 'now', 'second', 'never', not 'later'"],
  [{ backend: 'gpu' }, "`backend` is one of 'wasm', 'webgpu', 'webgl', 'cpu', not 'gpu'"],
  [{ consent: 'yes' }, "`consent` is one of 'manual', 'granted'"],
  [{ read: true }, "`read` is one of 'down', 'keep', not 'true'"],
  [{ timeout: 0 }, '`timeout` is a number of milliseconds above 0, not 0'],
  [{ timeout: Number.NaN }, '`timeout` is a number of milliseconds above 0, not NaN'],
  [{ timeout: '20' }, '`timeout` is a number'],
])('%o is refused with what to write instead', (options, sentence) => {
  const resolve = () => resolveOptions(options as never)
  expect(resolve).toThrow(InklingMisuse)
  expect(resolve).toThrow(sentence)
})

test('Misuse bears its name, and says whose sentence it is.', () => {
  expect(() => insist(0, 'write 1')).toThrow(expect.objectContaining({ name: 'InklingMisuse', message: 'inkling: write 1' }))
  expect(() => insist('ok', 'write 1')).not.toThrow()
})
