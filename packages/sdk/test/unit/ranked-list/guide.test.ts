// @vitest-environment node
// What the guide shows is what the fixtures run.

import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('../../../../../', import.meta.url))
const guide = readFileSync(`${root}docs/frameworks.md`, 'utf8')
const shown = [...guide.matchAll(/```\w+ file=(\S+)\n([\s\S]*?)\n```/g)].map(
  ([, file, code]) => [file!, code!] as const,
)

test('The guide shows code of every fixture.', () => {
  for (const name of ['react', 'vue', 'svelte', 'plain'])
    expect(shown.some(([file]) => file.startsWith(`packages/sdk/test/frameworks/${name}/`))).toBe(true)
})

test.each(shown)('%s is shown as it is tested.', (file, code) => {
  expect(`${code}\n`).toBe(readFileSync(root + file, 'utf8'))
})
