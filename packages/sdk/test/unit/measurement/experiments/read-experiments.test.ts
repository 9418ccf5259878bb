// @vitest-environment node
// The file of experiments comes from a site's server: what is wrong in it is said, and none of it is run.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkOptions } from '../../../../src/client/option-table.ts'
import { readExperiments } from '../../../../src/measurement/experiments/read-experiments.ts'

const ARMS = [{ name: 'as-it-is' }, { name: 'close', options: { strength: 0.5 } }]
const file = (...experiments: object[]) => ({ experiments })

test('What may be written is read; what isn’t there has its default.', () => {
  const hash = `sha256-${'a'.repeat(43)}=`
  expect(
    readExperiments(
      file(
        { name: 'front', arms: ARMS },
        {
          name: 'fitted',
          layer: 'front',
          share: 0,
          off: true,
          arms: [ARMS[0], { name: 'f', options: { ranker: '/f.json', rankerIntegrity: hash, maxRun: 900 } }],
        },
      ),
    ),
  ).toEqual([
    {
      name: 'front',
      layer: 'front',
      share: 1,
      off: false,
      arms: [
        { name: 'as-it-is', rules: {} },
        { name: 'close', rules: { strength: 0.5 } },
      ],
    },
    {
      name: 'fitted',
      layer: 'front',
      share: 0,
      off: true,
      arms: [
        { name: 'as-it-is', rules: {} },
        { name: 'f', rules: { maxRun: 200 }, ranker: '/f.json', rankerIntegrity: hash },
      ],
    },
  ])
})

test.each(['strength', 'displacement', 'maxRun', 'diversity', 'seen', 'calibration'])(
  'An arm’s %s goes as far as the option of the name.',
  (rule) => {
    const arms = [ARMS[0], { name: 'far', options: { [rule]: 1e9 } }]
    const [read] = readExperiments(file({ name: 'x', arms }))
    const most = (read!.arms[1]!.rules as Readonly<Record<string, number>>)[rule]!
    expect(() => checkOptions({ [rule]: most })).not.toThrow()
    expect(() => checkOptions({ [rule]: most + 1 })).toThrow()
  },
)

test('An arm may say what slots choose from: nothing is their own content.', () => {
  const arms: object[] = [
    { name: 'ours', slots: { hero: [] } },
    { name: 'trail', slots: { hero: ['trail', 'road'], constructor: ['x'] } },
    { name: 'all' },
  ]
  const [read] = readExperiments(file({ name: 'hero', arms }))
  expect(read!.arms.map(({ slots }) => slots && Object.entries(slots))).toEqual([
    [['hero', []]],
    [
      ['hero', ['trail', 'road']],
      ['constructor', ['x']],
    ],
    undefined,
  ])
})

const slotted = (name: string, slot: string, more: object = {}) => ({
  name,
  arms: [{ name: 'a' }, { name: 'b', slots: { [slot]: [] } }],
  ...more,
})

test('A slot is in one layer: experiments that share it take turns.', () => {
  const share = { layer: 'slots', share: 0.5 }
  expect(readExperiments(file(slotted('x', 'hero', share), slotted('y', 'hero', share)))).toHaveLength(2)
  expect(readExperiments(file(slotted('x', 'hero'), slotted('y', 'side')))).toHaveLength(2)
})

test.each([
  [file(slotted('x', 'hero'), slotted('y', 'hero')), 'the same name in all experiments of the slot hero'],
  [file({ name: 'x', arms: [ARMS[1], { name: 'b', slots: { hero: [] } }] }), 'options or slots'],
  [file({ name: 'x', arms: [ARMS[0], { name: 'b', slots: { hero: [1] } }] }), 'a list of at most 50 texts'],
  [file({ name: 'x', arms: [ARMS[0], { name: 'b', slots: ['hero'] }] }), 'must be an object'],
  [[], 'must be an object'],
  [{}, 'a list of at most 20 objects'],
  [{ experiments: [], of: 1 }, 'there is no of'],
  [file({ name: 'holdout', arms: ARMS }), 'not holdout'],
  [file({ name: 'a b', arms: ARMS }), 'a name of letters'],
  [file({ arms: ARMS }), 'write for name'],
  [file({ name: 'x', arms: [ARMS[0]] }), '2 to 3 arms of different names'],
  [file({ name: 'x', arms: [ARMS[0], ARMS[0]] }), '2 to 3 arms of different names'],
  [file({ name: 'x', arms: [ARMS[0], { name: 'y', options: { strenght: 1 } }] }), 'there is no strenght'],
  [file({ name: 'x', arms: [ARMS[0], { name: 'y', options: { rankerIntegrity: 'md5' } }] }), 'sha256-…'],
  [file({ name: 'x', arms: ARMS }, { name: 'x', layer: 'y', arms: ARMS }), 'a name for each of its own'],
  [
    file({ name: 'x', layer: 'l', share: 0.6, arms: ARMS }, { name: 'y', layer: 'l', share: 0.6, arms: ARMS }),
    'come to 1 at most in the layer l',
  ],
  [file(...['a', 'b', 'c', 'd'].map((name) => ({ name, arms: ARMS }))), 'at most 3 different names'],
])('%j: %s', (value, says) => {
  expect(() => readExperiments(value)).toThrow(TypeError)
  expect(() => readExperiments(value)).toThrow(says)
})

test('Thirds fill a layer; and whatever comes is read or refused with a TypeError.', () => {
  const third = (name: string) => ({ name, layer: 'l', share: 1 / 3, arms: ARMS })
  expect(readExperiments(file(third('a'), third('b'), third('c')))).toHaveLength(3)
  fc.assert(
    fc.property(
      fc.oneof(
        fc.jsonValue(),
        fc.jsonValue().map((value) => ({ experiments: [value] })),
      ),
      (value) => {
        try {
          expect(readExperiments(value)).toEqual(expect.any(Array))
        } catch (cause) {
          expect(cause).toBeInstanceOf(TypeError)
        }
      },
    ),
  )
})
