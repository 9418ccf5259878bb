// The command as it is built, in a process of its own: what it prints where, how it ends, and what it leaves behind.

import { type SpawnSyncReturns, spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { sentenceOf } from '../../../cli/src/terminal/failure.ts'
import { UsageError } from '../../../cli/src/terminal/usage.ts'

const BIN = fileURLToPath(new URL('../../bin/inkling.js', import.meta.url))
const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
const COMMANDS = [
  'copy',
  'init',
  'remove',
  'check',
  'inspect',
  'embed',
  'evaluate',
  'fit',
  'features',
  'popularity',
  'campaigns',
  'parameters',
  'replay',
  'measure',
  'power',
  'audit',
  'doctor',
  'preview',
]

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'inkling-command-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const inkling = (words: readonly string[], options: { input?: string; env?: Record<string, string> } = {}) =>
  spawnSync(process.execPath, [BIN, ...words], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 1e9,
    ...options,
    env: { ...process.env, ...options.env },
  })

/** One sentence on stderr, nothing on stdout, no stack. */
function expectSentence({ status, stdout, stderr }: SpawnSyncReturns<string>, code: number) {
  expect(stderr).toMatch(/^inkling: [^\n]+\n$/)
  expect(stderr).not.toMatch(/\n\s+at |node:internal|Error:/)
  expect([status, stdout]).toEqual([code, ''])
}

const log = (users = 3) =>
  Array.from({ length: users * 2 }, (_, i) => [
    { event: 'item', id: `e${i}`, item: `i${i}`, timestamp: 1, fields: [{ name: 'title', value: `Story ${i}` }] },
    {
      event: 'ranking',
      id: `l${i}`,
      user: `u${i % users}`,
      timestamp: 10 + i,
      items: [0, 1, 2].map((each) => ({ id: `i${(i + each) % (users * 2)}` })),
    },
    { event: 'interaction', id: `c${i}`, ranking: `l${i}`, item: `i${i}`, user: `u${i % users}`, timestamp: 20 + i },
  ])
    .flat()
    .map((event) => `${JSON.stringify(event)}\n`)
    .join('')

/** The same in this process, where nothing but words is looked at: what it prints, or the sentence that it throws. */
async function ask(words: readonly string[]): Promise<string> {
  const { run } = await import('../../../cli/src/commands/run-command.ts')
  let printed = ''
  const spy = vi.spyOn(process.stdout, 'write').mockImplementation((more) => {
    printed += more
    return true
  })
  try {
    await run(words)
    return printed
  } finally {
    spy.mockRestore()
  }
}

describe('--help and --version', () => {
  test.each([
    ['--help'],
    ['-h'],
    ['help'],
    [],
    ...COMMANDS.flatMap((name) => [
      [name, '--help'],
      [name, '-h'],
      ['help', name],
      [name, '--nonsense', '--help'],
    ]),
  ])('inkling %s %s: on standard output', async (...words) => {
    const printed = await ask(words)
    const name = words.find((word) => COMMANDS.includes(word))
    expect(printed).toMatch(new RegExp(`^inkling ${name ?? 'copy'}\\s`))
    for (const line of printed.split('\n')) expect(line.length).toBeLessThanOrEqual(140)
  })

  test.each([['--version'], ['-V'], ...COMMANDS.map((name) => [name, '--version'])])(
    'inkling %s %s',
    async (...words) => {
      expect(await ask(words)).toBe('0.0.0-test\n')
    },
  )

  test('As built: on standard output, with nothing on standard error, and 0', () => {
    expect(inkling(['--version'])).toMatchObject({ status: 0, stdout: `${version}\n`, stderr: '' })
    expect(inkling(['copy', '--help'])).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('--base'),
      stderr: '',
    })
  })

  test('What stands behind -- is no question.', async () => {
    await expect(ask(['check', '--', '--help'])).rejects.toThrow("--help isn't there")
  })
})

test.each([
  [['nonsense'], 'copy, init, upgrade, remove, check, inspect, embed'],
  [['cpy'], 'write npx --no inkling copy'],
  [['constructor'], 'there is no command'],
  [['--nonsense'], 'there is no option --nonsense'],
  ...COMMANDS.map((name) => [[name, '--nonsense'], `${name} has no option --nonsense`] as const),
  [['copy', '-x'], 'copy has no option -x'],
  [['copy', 'x', '--bose', '/x'], 'write --base'],
  [['copy', 'x', '--base'], 'write --base /inkling'],
  [['copy', 'x', '--base='], 'write --base /inkling'],
  [['check', '--json=yes', 'x'], 'takes no value'],
  [['check', '--json', '--json', 'x'], 'write it once'],
  [['copy'], 'write npx --no inkling copy public/inkling'],
  [['copy', ''], 'write npx --no inkling copy public/inkling'],
  [['copy', 'a', 'b'], 'takes one DIR'],
  [['fit', '--events', '--out', 'x'], '--events needs a value'],
  [['fit', '--events', 'x'], 'write npx --no inkling fit --events log.jsonl.gz --out ranker.json'],
  [['evaluate', 'log.jsonl'], 'write npx --no inkling evaluate --events log.jsonl.gz'],
  [['evaluate'], 'needs one of --events and --creatives'],
  [['evaluate', '--events', 'x', '--creatives', 'y'], 'needs one of --events and --creatives'],
  [['evaluate', '--creatives', 'x', '--html', 'y'], 'write npx --no inkling evaluate --creatives x'],
  [['evaluate', '--events', 'x', '--campaigns', 'y'], '--campaigns is for logs of creatives'],
  [['campaigns'], 'write npx --no inkling campaigns --events showings.csv'],
  [['evaluate', '--events', 'x', '--folds', 'ten'], 'write --folds 10'],
  [['evaluate', '--events', 'x', '--folds', '3', '--train-events', 'y'], 'write either --folds or --train-events'],
  [['evaluate', '--events', 'x', '--ranker', 'no/such.json'], "isn't there"],
  [['check', '.'], 'is a folder, and a file is needed'],
  [['check', 'missing.html'], "isn't there: write npx --no inkling check"],
  [['copy', '/srv/somewhere'], 'add it, for instance --base /inkling'],
  [['copy', 'x', '--target', 'joomla'], '--target takes wordpress, not joomla'],
  [['copy', 'x', '--target', 'wordpress', '--base', '/x'], 'write --base or --target, not both'],
] as const)('inkling %s: says what to write', async (words, sentence) => {
  const thrown = await ask(words).catch((cause: unknown) => cause)
  expect(thrown).toBeInstanceOf(UsageError)
  expect((thrown as Error).message).toContain(sentence)
  expect((thrown as Error).message).not.toContain('\n')
})

test('Used wrongly, as built: one sentence, exit code 2, and nothing was touched', () => {
  for (const words of [
    ['copy', 'x', '--bose', '/x'],
    ['copy', '/srv/somewhere'],
    ['embed', 'x', '--model', '../../etc'],
  ])
    expectSentence(inkling(words), 2)
  expect(readdirSync(folder)).toEqual([])
})

describe('What the system refuses, in a sentence', () => {
  test.each([
    ['ENOENT', ['embed', 'missing.txt'], "missing.txt isn't there"],
    ['ENOENT', ['fit', '--events', 'log', '--out', 'missing/ranker.json'], "missing isn't there"],
    ['EISDIR', ['embed', 'sub'], 'sub is a folder'],
    ['EISDIR', ['fit', '--events', 'log', '--out', 'sub'], 'sub is a folder'],
    ['EISDIR', ['evaluate', '--events', 'log', '--html', 'sub'], 'sub is a folder'],
    ['ENOTDIR', ['copy', 'file/x', '--base', '/x'], 'leads through a file'],
    ['EEXIST', ['copy', 'file', '--base', '/x'], 'is there already'],
  ])('%s: inkling %s', (_, words, sentence) => {
    mkdirSync(join(folder, 'sub'))
    writeFileSync(join(folder, 'file'), '')
    writeFileSync(join(folder, 'log'), log())
    const result = inkling(words)
    expectSentence(result, 1)
    expect(result.stderr).toContain(sentence)
  })

  test.runIf(process.platform === 'linux')('A system folder that nobody may write to', () => {
    expectSentence(inkling(['copy', '/sys/inkling', '--base', '/x']), 1)
  })

  test.runIf(existsSync('/dev/full'))('No space is left, for output and for files', () => {
    const full = (words: string) =>
      spawnSync('sh', ['-c', `"$0" "$1" ${words}`, process.execPath, BIN], { cwd: folder, encoding: 'utf8' })
    for (const words of ['--help > /dev/full', `embed - > /dev/full`]) {
      const result = spawnSync('sh', ['-c', `"$0" "$1" ${words}`, process.execPath, BIN], {
        cwd: folder,
        encoding: 'utf8',
        input: 'Bread\n',
      })
      expect(result.status, words).toBe(1)
      expect(result.stderr).toContain("inkling: the output can't be written: no space is left on the device\n")
      expect(result.stderr).not.toMatch(/\n\s+at /)
    }
    writeFileSync(join(folder, 'log'), log())
    const { status, stderr } = full('fit --events log --out /dev/full --force')
    expect(status).toBe(1)
    expect(stderr).toMatch(/\ninkling: [^\n]*no space is left on the device\n$/)
  })

  test.each(['EACCES', 'EPERM', 'EBUSY', 'EROFS', 'ENOSPC', 'EDQUOT', 'EIO', 'EMFILE', 'ENAMETOOLONG', 'ELOOP'])(
    '%s has a sentence, with the file’s name',
    (code) => {
      const cause = Object.assign(new Error(`${code}: as the system says it`), { code, path: 'a/b' })
      expect(sentenceOf(cause)).toMatch(/^a\/b \S+.*[^.]$/)
      expect(sentenceOf(cause)).not.toContain(code)
    },
  )

  test('What is a fault of ours keeps its stack: somebody has to find it.', () => {
    expect(sentenceOf(new TypeError('x is not a function'))).toBeUndefined()
  })
})

describe('A reader who goes', () => {
  /** Starts the command, reads the first bytes, and closes the pipe. */
  async function readOnce(words: readonly string[], input?: string) {
    const child = spawn(process.execPath, [BIN, ...words], { cwd: folder })
    const said = text(child.stderr)
    // It may have ended before it has read all.
    child.stdin.on('error', () => {})
    if (input !== undefined) child.stdin.end(input)
    const [first] = await once(child.stdout, 'data')
    child.stdout.destroy()
    const [code, signal] = await once(child, 'exit')
    return { first: String(first), code, signal, stderr: await said }
  }

  test('check recognises a sensitive audience by its vector, too', () => {
    const page = (audience: string) =>
      `<div data-inkling-slot="a"><template data-inkling-creative="x" data-inkling-audience="${audience}">X</template></div>`
    writeFileSync(join(folder, 'page.html'), page('supporters of the opposition'))
    expect(inkling(['check', 'page.html']).stdout).toContain("'supporters of the opposition' is refused")
    writeFileSync(join(folder, 'page.html'), page('people who bake sourdough every weekend'))
    expect(inkling(['check', 'page.html']).stdout).not.toContain('is refused')
  })

  test('check … | head -1: no stack; the exit code is the one of the check', async () => {
    const item = (i: number) => `<li><a href="/${i}">${'A long headline '.repeat(60)}${i}</a></li>`
    const list = (name: string) =>
      `<ol data-inkling-list="${name}">${Array.from({ length: 200 }, (_, i) => item(i)).join('')}</ol>`
    const lists = Array.from({ length: 2 }, (_, i) => list(`l${i}`)).join('')
    writeFileSync(join(folder, 'page.html'), lists)
    const whole = inkling(['check', 'page.html', '--json'])
    expect(whole.status).toBe(1)
    // Several times what a pipe holds: the rest meets a reader who has gone.
    expect(whole.stdout.length).toBeGreaterThan(200_000)
    expect(await readOnce(['check', 'page.html', '--json'])).toMatchObject({ code: 1, signal: null, stderr: '' })
  })

  test('embed … | head -1: ends at once, without a word of it', async () => {
    const { first, code, stderr } = await readOnce(['embed', '-'], 'Bread from an oven\n'.repeat(1500))
    expect(first).toMatch(/^\{"id":1,"vector":\[/)
    expect(code).toBe(0)
    expect(stderr).not.toMatch(/EPIPE|\n\s+at /)
  })
})

describe('copy', () => {
  const filesIn = (path: string) => readdirSync(path, { recursive: true, encoding: 'utf8' }).sort()

  test('What was assumed of the address is said, and nothing else comes on standard output.', () => {
    const { status, stdout, stderr } = inkling(['copy', 'apps/web/public/x'])
    expect(status).toBe(0)
    expect(stdout.trim().split('\n')).toHaveLength(2)
    expect(stdout).toContain(`src="/x/${version}/inkling.js"`)
    expect(stderr).toContain('The folder is served as /x/, because apps/web/public/ is taken for the root of the site')
    expect(stderr).toContain('copy again with --base')
  })

  test('With --base nothing is assumed, and the address is written as one.', () => {
    const { stdout, stderr } = inkling(['copy', 'anywhere', '--base', '/my "own"/'])
    expect(stdout).toContain(`src="/my%20%22own%22/${version}/inkling.js"`)
    expect(stderr).not.toContain('is served as')
  })

  test('For WordPress, no .bin file is left, and every wrapped file has the bytes and the hash of the release.', () => {
    expect(inkling(['copy', 'plain', '--base', '/x']).status).toBe(0)
    const { status, stdout } = inkling(['copy', 'wrapped', '--target', 'wordpress'])
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' })
    const [plain, wrapped] = [join(folder, 'plain', version), join(folder, 'wrapped', version)]
    const { files, snippet } = JSON.parse(readFileSync(join(wrapped, 'wordpress.json'), 'utf8'))
    expect(readFileSync(join(plain, 'snippet.js'), 'utf8').trim()).toBe(snippet)
    const names = filesIn(plain).filter((name) => statSync(join(plain, name)).isFile())
    expect(Object.keys(files).sort()).toEqual(names)
    for (const name of names) {
      const bytes = readFileSync(join(plain, name))
      expect(files[name].sha256).toBe(createHash('sha256').update(bytes).digest('hex'))
      expect(Boolean(files[name].wrapped)).toBe(name.endsWith('.bin'))
      if (!files[name].wrapped) continue
      expect(existsSync(join(wrapped, name))).toBe(false)
      const { base64 } = JSON.parse(readFileSync(join(wrapped, `${name}.json`), 'utf8'))
      expect(bytes.equals(Buffer.from(base64, 'base64'))).toBe(true)
    }
  })

  /** Ends the process by a signal, from within, when it is about to copy what is named so: always at the same moment. */
  const signalled = (signal: string, name: string) => {
    const hook = join(folder, 'hook.mjs')
    writeFileSync(
      hook,
      `import fs from 'node:fs'
      import { syncBuiltinESMExports } from 'node:module'
      const { cp } = fs.promises
      fs.promises.cp = async (from, to, options) => {
        await cp(from, to, options)
        if (String(from).includes('${name}')) {
          process.kill(process.pid, '${signal}')
          await new Promise((resolve) => setImmediate(resolve))
        }
      }
      syncBuiltinESMExports()`,
    )
    return { env: { NODE_OPTIONS: `--import ${pathToFileURL(hook).href}` } }
  }

  test.skipIf(process.platform === 'win32').each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ])('%s while files are copied: nothing half of a release is left, and an older copy is whole', (signal, code) => {
    const target = join(folder, 'x', version)
    const first = inkling(['copy', 'x', '--base', '/x'], signalled(signal, 'engine'))
    expect([first.status, first.stdout]).toEqual([code, ''])
    expect(readdirSync(join(folder, 'x'))).toEqual([])

    expect(inkling(['copy', 'x', '--base', '/x']).status).toBe(0)
    writeFileSync(join(target, 'mark'), '')
    const before = filesIn(target)
    expect(inkling(['copy', 'x', '--base', '/x'], signalled(signal, 'engine')).status).toBe(code)
    expect([readdirSync(join(folder, 'x')), filesIn(target)]).toEqual([[version], before])

    expect(inkling(['copy', 'x', '--base', '/x']).status).toBe(0)
    expect(readdirSync(join(folder, 'x'))).toEqual([version])
    expect(filesIn(target)).toEqual(before.filter((name) => name !== 'mark'))
  })
})

test('A fit that is ended while it reads standard input leaves no copy of the log behind.', async () => {
  const env = { ...process.env, TMPDIR: folder }
  const child = spawn(process.execPath, [BIN, 'fit', '--events', '-', '--out', 'ranker.json'], { cwd: folder, env })
  child.stdin.write(log())
  const copies = () => readdirSync(folder).filter((name) => name.startsWith('inkling-log-'))
  await vi.waitFor(() => expect(copies()).toHaveLength(1), { timeout: 60_000 })
  child.kill('SIGINT')
  const [code] = await once(child, 'exit')
  expect([code, readdirSync(folder)]).toEqual([130, []])
})

describe('Files are written whole or not at all', () => {
  test('A ranker takes the place of an older one; a link to it stays a link; nothing else is left.', () => {
    writeFileSync(join(folder, 'log'), log())
    writeFileSync(join(folder, 'real.json'), 'old', { mode: 0o600 })
    symlinkSync('real.json', join(folder, 'ranker.json'))
    expect(inkling(['fit', '--events', 'log', '--out', 'ranker.json', '--force']).status).toBe(0)
    expect(readdirSync(folder).sort()).toEqual(['log', 'ranker.json', 'real.json'])
    expect(JSON.parse(readFileSync(join(folder, 'real.json'), 'utf8'))).toHaveProperty('weights')
    if (process.platform !== 'win32') expect(statSync(join(folder, 'real.json')).mode & 0o777).toBe(0o600)
  })

  test('A log that teaches nothing leaves the older ranker as it was.', () => {
    writeFileSync(join(folder, 'log'), log(1).split('\n').slice(0, 3).join('\n'))
    writeFileSync(join(folder, 'ranker.json'), 'old')
    expect(inkling(['fit', '--events', 'log', '--out', 'ranker.json']).status).toBe(1)
    expect([readdirSync(folder).sort(), readFileSync(join(folder, 'ranker.json'), 'utf8')]).toEqual([
      ['log', 'ranker.json'],
      'old',
    ])
  })
})

test('A log from a pipe is read as one from a file, its gain is told, and what is not better is not written.', () => {
  const result = inkling(['fit', '--events', '-', '--out', 'ranker.json'], { input: log() })
  expect(result.status).toBe(1)
  expect(result.stderr).toMatch(
    /inkling: - has \d lists to judge by, and 500 are needed .* --force writes weights anyway\n$/,
  )
  expect(readdirSync(folder)).toEqual([])
  expect(inkling(['fit', '--events', '-', '--out', 'ranker.json', '--force'], { input: log() }).status).toBe(0)
  expect(readdirSync(folder)).toEqual(['ranker.json'])
})

describe('embed', () => {
  test('Texts that are not in the language of the pack are warned of, and have their rows.', () => {
    const russian = inkling(['embed', '-'], { input: 'Мост через реку закрыт\nХлеб без дрожжей\n' })
    expect(russian.stderr).toContain('write --language ru')
    expect(russian.stdout.trim().split('\n')).toHaveLength(2)
    expect(inkling(['embed', '-'], { input: 'The bridge over the river\n' }).stderr).not.toContain('--language')
  })

  const rows = (stdout: string) =>
    stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))

  test('Each line has its row, in order; what has no vector says why, and is told on standard error.', () => {
    const lines = [
      'Bread from an oven',
      '',
      '   ',
      '{"id":"a","text":"Bread from an oven"}',
      '{"id":"b","title":"Bread","summary":"from an oven"}',
      '{"id":"c"}',
      '{"id":"d","text":7}',
      '{"id":{},"text":"x"}',
      '{not JSON',
      '🙂🙂',
      '\uFFFD',
      'The last one',
    ]
    const { status, stdout, stderr } = inkling(['embed', '-'], { input: `${lines.join('\n')}\n` })
    expect(status).toBe(0)
    expect(rows(stdout).map(({ id, vector, why }) => [id, vector?.length ?? null, why ?? ''])).toEqual([
      [1, 128, ''],
      [2, null, 'it is empty'],
      [3, null, 'it is empty'],
      ['a', 128, ''],
      ['b', 128, ''],
      ['c', null, 'it has no "text", and no "title"'],
      ['d', null, 'its "text" is no text'],
      [8, null, 'its "id" is neither text nor number'],
      [9, null, 'it begins like JSON, and is none'],
      [10, null, 'the model knows no word of it'],
      [11, null, 'the model knows no word of it'],
      [12, 128, ''],
    ])
    expect(rows(stdout)[3].vector).toEqual(rows(stdout)[0].vector)
    expect(stderr).toContain('line 2 has no vector: it is empty\n')
    expect(stderr).toContain('8 of 12 lines have no vector\n')
  })

  test('Nothing but blanks fails.', () => {
    const { status, stderr } = inkling(['embed', '-'], { input: '\n\n' })
    expect(status).toBe(1)
    expect(stderr).toMatch(/\ninkling: standard input has no text that the model can read\n$/)
  })

  test('Vectors come while the input still goes on, and how far it is is said where no terminal shows it.', async () => {
    const child = spawn(process.execPath, [BIN, 'embed', '-'], { cwd: folder })
    const said = text(child.stderr)
    child.stdin.write('Bread\n'.repeat(600))
    const [first] = await once(child.stdout, 'data')
    expect(String(first)).toMatch(/^\{"id":1,/)
    child.stdout.resume()
    child.stdin.end('Bread\n'.repeat(600))
    const [code] = await once(child, 'exit')
    expect([code, await said]).toEqual([0, expect.stringContaining('1024 texts\n')])
  })

  test('Of a file, every tenth is said.', () => {
    writeFileSync(join(folder, 'texts.txt'), 'Bread\n'.repeat(20))
    expect(inkling(['embed', 'texts.txt']).stderr).toMatch(/^embedding texts: 100 %\n20 texts, model encoder-en@/)
  })
})

test('campaigns embeds the texts of counted creatives, and writes weights that the same pack can use', () => {
  const subjects = ['bread', 'ships', 'stars', 'violins', 'bicycles', 'gardens', 'bridges', 'clocks', 'maps', 'whales']
  const rows = subjects.flatMap((subject, n) =>
    ['old', 'new', 'small', 'large'].flatMap((kind) => [
      [`${kind}-${subject}-free`, `Win ${kind} ${subject} for free today`, 120 + 3 * n],
      [`${kind}-${subject}`, `The history of ${kind} ${subject}`, 40 + n],
    ]),
  )
  const report = rows.map(([id, , goals]) => `${id},4000,${goals},${String(id).split('-')[1]}`)
  writeFileSync(join(folder, 'report.csv'), ['creative,showings,goals,campaign', ...report].join('\n'))
  writeFileSync(join(folder, 'texts.csv'), ['id,title', ...rows.map(([id, title]) => `${id},${title}`)].join('\n'))
  const { status, stdout, stderr } = inkling(['campaigns', '--events', 'report.csv', '--texts', 'texts.csv'])
  expect([status, stderr]).toEqual([0, expect.stringContaining('80 counted texts in en predict rates')])
  const [head] = JSON.parse(stdout).texts
  expect(head.by).toMatch(/^[a-z0-9.-]+\/encoder-en@\d/)
  expect(Buffer.from(head.weights, 'base64').length).toBe(128)
  const without = inkling(['campaigns', '--events', 'report.csv', '--texts', 'report.csv'])
  expect(without.stderr).toMatch(/: add date\ninkling: report\.csv has no column of titles: [^\n]+\n$/)
  expect([without.status, without.stdout]).toEqual([1, ''])
})

test('popularity reads standard input and files, and writes a file of figures', () => {
  const line = (reader: number, page: string) =>
    `192.0.2.${reader} - - [24/Nov/2026:06:25:14 +0000] "GET ${page} HTTP/2.0" 200 1 "-" "Mozilla/5.0 Firefox/140.0"\n`
  const log = (page: string) => Array.from({ length: 12 }, (_, reader) => line(reader, page)).join('')
  writeFileSync(join(folder, 'access.log'), log('/from-a-file'))
  const { status, stdout, stderr } = inkling(['popularity', '-', 'access.log', '--now', '2026-11-24'], {
    input: `${log('/from-a-pipe')}no line\n`,
  })
  expect([status, JSON.parse(stdout).popularity]).toEqual([0, { '/from-a-file': 0.5, '/from-a-pipe': 0.5 }])
  expect(stderr).toContain('standard input line 13 is left out: it is not a line of a combined log\n')
  expect(stderr).toContain('access.log: 12 lines of combined, 12 counted\n')
  expectSentence(inkling(['popularity']), 2)
  expect(inkling(['popularity', 'none.log']).stderr).toBe("inkling: none.log isn't there\n")
  expect(inkling(['popularity', '--help']).stdout).toMatch(/^inkling popularity \[LOG …\] \[--out FILE\]/)
})
