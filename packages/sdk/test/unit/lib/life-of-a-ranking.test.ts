// @vitest-environment node
// docs/life-of-a-ranking.md names files that are there, and its two traces stay short.

import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '../../../../..')
const source = join(root, 'packages/sdk/src')
const text = readFileSync(join(root, 'docs/life-of-a-ranking.md'), 'utf8')
const filesIn = (part: string) => [...part.matchAll(/`((?:[\w-]+\/)+[\w-]+\.ts)`/g)].map(([, file]) => file!)

test('Files that are named with their folder are there.', () => {
  const files = filesIn(text).filter((file) => existsSync(join(source, file.split('/')[0]!)))
  expect(files.length).toBeGreaterThan(40)
  expect(files.filter((file) => !existsSync(join(source, file)))).toEqual([])
})

test.each(['from the request to the DOM', 'from the click to the disk'])(
  'The trace %s has at most twelve files.',
  (name) => {
    const trace = text.split(`### The files ${name}`)[1]!.trim().split('\n\n')[0]!
    const files = new Set(filesIn(trace))
    expect([...files].filter((file) => !existsSync(join(source, file)))).toEqual([])
    expect(files.size).toBeGreaterThan(8)
    expect(files.size).toBeLessThanOrEqual(12)
  },
)
