// @vitest-environment node
import { expect, test } from 'vitest'
import { readOptions, resolveOptions } from '../../../src/client/option-table.ts'
import { assertUsage, InklingMisuse } from '../../../src/lib/errors/assert-usage.ts'
import type { InklingOptions } from '../../../src/options.ts'

test('Without options the documented defaults.', () => {
  expect(resolveOptions({})).toEqual({
    table: 'now',
    download: 'second',
    consent: 'manual',
    privacySignal: 'strict',
    audience: 'all',
    audienceShare: 0,
    specialCategories: false,
    page: false,
    pictures: false,
    demoteRead: true,
    calibration: 0.25,
    diversity: 0,
    maxRun: 0,
    displacement: 0,
    strength: 1,
    order: 'auto',
    seen: 0,
    exploration: 0,
    holdout: 0,
    timeout: 20_000,
  })
})

const HASH = 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='

test('What is given is kept.', () => {
  // Every option; the type check fails if one is missing.
  const given: Required<InklingOptions> = {
    model: '/m-en/',
    languages: 'en,ru',
    table: 'second',
    engine: 'https://x.example/e/',
    download: 'never',
    pictures: true,
    backend: 'cpu',
    consent: 'granted',
    privacySignal: 'advertising',
    audience: 'children',
    audienceShare: 0.1,
    specialCategories: true,
    page: true,
    preview: 'always',
    inspect: 'never',
    demoteRead: false,
    modelIntegrity: HASH,
    ranker: '/ranker.json',
    popularity: '/popularity.json',
    coReading: '/co-reading.json',
    vectors: '/vectors/',
    campaigns: '/campaigns.json',
    rankerIntegrity: HASH,
    strength: 0.5,
    order: 'newest',
    seen: 3,
    calibration: 0,
    diversity: 0.5,
    maxRun: 2,
    displacement: 10,
    exploration: 0.1,
    elements: 'why,profile',
    holdout: 0.1,
    experiments: '/experiments.json',
    analytics: 'gtm',
    report: '/inkling/bit',
    search: '/search?q',
    timeout: 1,
  }
  expect(resolveOptions(given)).toEqual(given)
})

test.each([
  [{ modell: '/m/' }, ['no option `modell`', 'model, modelIntegrity, engine']],
  [{ toString: 1 }, ['no option `toString`']],
  [JSON.parse('{"__proto__": 1}'), ['no option `__proto__`']],
  [{ model: '/m' }, ['model', 'slash', '/m']],
  [{ languages: 'en,ru' }, ['languages', 'ends in a language']],
  [{ model: '/m/', languages: 'en,ru' }, ['languages', 'ends in a language']],
  [{ model: '/m-en/', languages: 'en, ru' }, ['languages', 'en,ru']],
  [{ model: '/m-en/', languages: '../x' }, ['languages', 'en,ru']],
  [{ table: 'first' }, ["'now' | 'second' | 'never'"]],
  [{ model: 7 }, ['model', 'slash']],
  [{ engine: '/e/wasm.js' }, ['engine', 'slash']],
  [{ download: 'later' }, ['download', "'now'", "'second'", "'never'", "not 'later'"]],
  [{ backend: 'gpu' }, ['backend', "'wasm'", "'webgpu'", "'webgl'", "'cpu'", "not 'gpu'"]],
  [{ consent: 'yes' }, ['consent', "'manual'", "'granted'", "'tcf'", "'gpp'", "'wp'", "'google'", 'a function']],
  [{ consent: 'a function' }, ['consent', "'manual'"]],
  [{ audience: 'kids' }, ['audience', "'children'"]],
  [{ specialCategories: 'yes' }, ['specialCategories', 'true', 'false']],
  [{ demoteRead: 'keep' }, ['demoteRead', 'true | false']],
  [{ page: 'yes' }, ['page', 'true', 'false']],
  [{ timeout: 0 }, ['timeout', 'milliseconds above 0']],
  [{ timeout: -1 }, ['timeout', 'milliseconds above 0']],
  [{ timeout: Number.NaN }, ['timeout', 'milliseconds above 0']],
  [{ diversity: 6 }, ['diversity', 'from 0 to 5']],
  [{ exploration: 0.6 }, ['exploration', 'from 0 to 0.5']],
  [{ maxRun: 1.5 }, ['maxRun', 'whole number']],
  [{ displacement: -1 }, ['displacement', 'whole number']],
  [{ ranker: {} }, ['ranker', 'URL']],
  [{ ranker: '' }, ['ranker', 'URL']],
  [{ rankerIntegrity: HASH.slice(0, -1) }, ['rankerIntegrity', "'sha256-…'", 'integrity']],
  [{ modelIntegrity: `sha384-${'A'.repeat(64)}` }, ['modelIntegrity', "'sha256-…'"]],
  [{ report: 'https://elsewhere.example/bit' }, ['report', 'a path of this site']],
  [{ report: '//elsewhere.example/bit' }, ['report', 'a path of this site']],
  [{ report: '/\\elsewhere.example' }, ['report', 'a path of this site']],
  [{ report: '/\t/elsewhere.example' }, ['report', 'a path of this site']],
  [{ timeout: '20' }, ['timeout', 'milliseconds above 0']],
])('%o is refused with what to write instead', (options, parts) => {
  const resolve = () => resolveOptions(options as never)
  expect(resolve).toThrow(InklingMisuse)
  for (const part of parts as string[]) expect(resolve).toThrow(part)
})

test('A tag’s attributes are read as what they mean; what can’t be understood is left to be refused.', () => {
  const attributes = {
    model: '/m/',
    timeout: '5',
    specialCategories: 'true',
    page: 'false',
    src: '/x',
    read: undefined,
  }
  expect(readOptions(attributes)).toEqual({ model: '/m/', timeout: 5, specialCategories: true })
  expect(readOptions({ specialCategories: 'false' })).toEqual({ specialCategories: false })
  expect(() => resolveOptions(readOptions({ specialCategories: 'yes' }))).toThrow(
    'write specialCategories: true | false',
  )
  expect(() => resolveOptions(readOptions({ diversity: 'much' }))).toThrow('write diversity: a number from 0 to 5')
})

test('Misuse bears its name, and says whose sentence it is.', () => {
  expect(() => assertUsage(0, 'write 1')).toThrow(
    expect.objectContaining({ name: 'InklingMisuse', message: 'inkling: write 1' }),
  )
  expect(() => assertUsage('ok', 'write 1')).not.toThrow()
})
