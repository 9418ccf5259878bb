// @vitest-environment node
// Pages, logs and files are untrusted: nothing in them can control the terminal in which a command runs.

import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import { COMMANDS } from '../src/commands/commands.ts'
import { run } from '../src/commands/run-command.ts'
import { showProgress } from '../src/evaluate/progress.ts'
import { print, say, sayFailure } from '../src/terminal/output.ts'
import { UsageError } from '../src/terminal/usage.ts'
import { visible } from '../src/terminal/visible.ts'
import { captured } from './captured.ts'

/** By Unicode properties rather than the list in the code. */
const isCommand = (letter: string) =>
  /[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}]/u.test(letter) && letter !== '\n' && letter !== '\t'
const commandsIn = (text: string) => [...text].filter(isCommand).map((letter) => letter.codePointAt(0)!.toString(16))

/** Colours, clearing, window titles (OSC with BEL and with C1), a link, an overwritten line, a reversed one. */
const HOSTILE =
  '\x1b[31m\x1b[2J\x1b]0;owned\x07\x9d0;owned\x9c\x1b]8;;https://evil.example\x1b\\\rgone\x08\x7f\u202egpj\u2066\u2028'

const here = captured('terminal')
afterEach(() => {
  process.exitCode = undefined
})

const put = (name: string, content: string) => {
  writeFileSync(join(here.folder, name), content)
  return join(here.folder, name)
}

/** Like the command line's entry point. */
const call = (...words: string[]) => run(words).catch(sayFailure)

const anything = fc.string({
  unit: fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: 'binary', minLength: 1, maxLength: 1 })),
})

describe('printed text', () => {
  test('holds no character that commands a terminal, and JSON keeps its values', async () => {
    await fc.assert(
      fc.asyncProperty(anything, async (text) => {
        here.said = here.printed = ''
        await print(text)
        say(text)
        sayFailure(new UsageError(text))
        sayFailure(new Error(text))
        sayFailure(text)
        const progress = showProgress(process.stderr, text)
        progress.update(1, 2)
        progress.note(text)
        progress.end()
        expect(commandsIn(here.printed + here.said)).toEqual([])
        here.printed = ''
        await print(`${JSON.stringify({ [text]: text }, null, 2)}\n`)
        expect(commandsIn(here.printed)).toEqual([])
        expect(Object.entries(JSON.parse(here.printed))).toEqual([[text, text]])
      }),
    )
  })

  test('is a single line for a failure, whatever a name contains', () => {
    sayFailure(new UsageError('a\ninkling: all is well'))
    expect(here.said).toBe('inkling: a\\ninkling: all is well\n')
  })

  test('keeps characters that are unusual but harmless', () => {
    const text = 'Ünïcödé 日本語 🏳️‍🌈 می‌خواهم\tfi\n'
    expect(visible(text)).toBe(text)
  })

  test('goes through one place: no command writes to the terminal directly', () => {
    const root = new URL('../src/', import.meta.url)
    const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'))
    const writing = files.filter((name) =>
      /process\.(stdout|stderr)\.(write|end)|console\./.test(readFileSync(new URL(name, root), 'utf8')),
    )
    expect(writing).toEqual(['terminal/output.ts'])
  })
})

test.each(COMMANDS.map(({ name }) => name))('%s: a hostile file name, option and word', async (name) => {
  const { options, needs = [], needsOne = [] } = COMMANDS.find((each) => each.name === name)!
  const flags = [...needs, ...needsOne.slice(0, 1)].flatMap((need) => [`--${need}`, `./${HOSTILE}`])
  await call(name, `./${HOSTILE}`, ...flags)
  await call(name, ...flags)
  await call(name, `./${HOSTILE}`, ...flags, `--${HOSTILE}`)
  for (const option of Object.keys(options))
    await call(name, put(`${name}.html`, '<p>'), ...flags, `--${option}=${HOSTILE}`)
  expect(here.said).toContain('\\u001b')
  expect(commandsIn(here.said + here.printed)).toEqual([])
})

const attribute = HOSTILE.replaceAll('"', '')
const PAGE = `<!doctype html><title>${HOSTILE}</title><h1>${HOSTILE}</h1>
<ol data-inkling-list="${attribute}" id="${attribute}" class="${attribute}">${Array.from(
  { length: 4 },
  (_, i) =>
    `<li data-inkling-item="${attribute}${i % 2}" data-inkling-topic="${attribute}" data-inkling-published="${attribute}"><h3><a href="/${i}${attribute}">${HOSTILE} ${i}</a></h3></li>`,
).join('')}</ol>
<div data-inkling-slot="${attribute}"><template data-inkling-creative="${attribute}" data-inkling-audience="${attribute}"></template></div>`

/** A hostile file name. */
const NAME = '\x1b[2J\r\u202e'

const line = (path: string, agent: string) =>
  `192.0.2.1 - - [24/Nov/2026:10:00:00 +0000] "GET ${path} HTTP/1.1" 200 1 "-" "${agent}"\n`

test.each<[name: string, words: () => string[], json: boolean]>([
  ['check', () => ['check', put(`${NAME}page.html`, PAGE)], false],
  ['check --json', () => ['check', put(`${NAME}page.html`, PAGE), '--json'], true],
  ['parameters', () => ['parameters', put(`${NAME}page.html`, PAGE)], false],
  [
    'campaigns',
    () => [
      'campaigns',
      '--events',
      put(
        `${NAME}a.csv`,
        `creative,showings,goals,device\n${HOSTILE.replaceAll('\r', '')},1000,20,phone\n${attribute},9,1,${HOSTILE}\n`,
      ),
    ],
    true,
  ],
  [
    'popularity',
    () => [
      'popularity',
      '--min-readers',
      '1',
      put(
        `${NAME}a.log`,
        line(`/${encodeURI(attribute)}`, 'Mozilla/5.0') +
          line(`/${attribute.replaceAll(/\s/g, '')}`, 'Mozilla/5.0') +
          HOSTILE,
      ),
    ],
    true,
  ],
  [
    'evaluate --creatives',
    () => ['evaluate', '--creatives', put(`${NAME}c.jsonl`, `{"slot": ${JSON.stringify(HOSTILE)}}\n${HOSTILE}\n`)],
    false,
  ],
  [
    'fit',
    () => [
      'fit',
      '--events',
      put(`${NAME}e.jsonl`, `{"event": ${JSON.stringify(HOSTILE)}}\n${HOSTILE}\n`),
      '--out',
      join(here.folder, 'r.json'),
    ],
    false,
  ],
  [
    'measure',
    () => [
      'measure',
      '--control',
      HOSTILE,
      '--metrics',
      'click',
      put(`${NAME}m.jsonl`, `{"experiment": ${JSON.stringify(HOSTILE)}}\n${HOSTILE}\n`),
    ],
    false,
  ],
  [
    'doctor',
    () => ['doctor', put(`${NAME}m.jsonl`, `{"experiment": ${JSON.stringify(HOSTILE)}}\n${HOSTILE}\n`)],
    false,
  ],
])('%s: a hostile page or log', async (_, words, json) => {
  await call(...words())
  expect(commandsIn(here.said + here.printed)).toEqual([])
  expect(here.said + here.printed).toContain('\\u')
  if (json) expect(() => JSON.parse(here.printed)).not.toThrow()
})
