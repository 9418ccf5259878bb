// @vitest-environment node
// Every command shown in documentation, messages and sources can be copied: none downloads somebody else's package,
// and the command line accepts each of them.

import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { COMMANDS } from '../../../../cli/src/commands/commands.ts'
import { read } from '../../../../cli/src/terminal/parse-arguments.ts'

const root = fileURLToPath(new URL('../../../../../', import.meta.url))
const self = 'packages/sdk/test/unit/lib/shown-commands.test.ts'
const files = spawnSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
})
  .stdout.split('\n')
  .filter((name) => /\.(md|ts|mjs|js|cjs|json|yml|yaml|html|py|vue|svelte|jsx|txt)$/.test(name))
  .filter((name) => name !== self && !/^package-lock|\/fixtures\/|^models\/encoder-en\/|-golden\.json$/.test(name))
const texts = files.map((name) => [name, readFileSync(root + name, 'utf8')] as const)

const lines = (pattern: RegExp) =>
  texts.flatMap(([name, text]) =>
    text.split('\n').flatMap((line, at) => (pattern.test(line) ? [`${name}:${at + 1} ${line.trim()}`] : [])),
  )

test('There is something to look through.', () => {
  expect(files.length).toBeGreaterThan(300)
  expect(files).toContain('README.md')
  expect(lines(/npx --no inkling/).length).toBeGreaterThan(30)
})

test('Nothing fetches a package by the bare name; an alias for a scope that the owner has is another name.', () => {
  expect(lines(/\b(npx|pnpx|bunx|yarn dlx|pnpm dlx|npm exec)\s+(-y\s+|--yes\s+)?(inkling)\b/)).toEqual([])
  expect(
    lines(/\b(npm (i|install|add)|pnpm add|yarn add|bun add)\s+(-\S+\s+)*(inkling)(@(?!npm:)\S+)?(?![-./@\w])/),
  ).toEqual([])
})

/** Commands as shown in code blocks: complete, with nothing left out. */
const shown = texts
  .filter(([name]) => name.endsWith('.md'))
  .flatMap(([name, text]) =>
    [...text.matchAll(/^npx --no inkling (\w+)(.*)$/gm)].map(([line, command = '', rest = '']) => ({
      name,
      line,
      command,
      rest,
    })),
  )

test.each(shown)('$name: $line', ({ command, rest }) => {
  const known = COMMANDS.find((each) => each.name === command)
  expect(known).toBeDefined()
  // Up to a comment or a shell operator.
  const words = rest.replace(/\s+(#|>|\|).*$/, '').match(/"[^"]*"|\S+/g) ?? []
  expect(() => read(known!, words)).not.toThrow()
})
