/**
 * Draws a random sample of comment blocks and paragraphs, whose English a reader then grades (the scale is in docs/proof/english.md).
 *
 *   node scripts/proof/english.mjs --seed 1                                prints a Markdown list with file and line
 *   node scripts/proof/english.mjs --seed 1 --comments 150 --paragraphs 60   these are the defaults
 *
 * The same seed draws the same sample from the same commit.
 */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

/** Shorter texts are too short to grade. */
const FEWEST_WORDS = 6
const root = fileURLToPath(new URL('../../', import.meta.url))
const number = (fallback) => ({ type: 'string', default: String(fallback) })
const { values } = parseArgs({ options: { seed: number(1), comments: number(150), paragraphs: number(60) } })

const files = execFileSync('git', ['ls-files'], { cwd: root, encoding: 'utf8' }).split('\n')
const sources = files.filter(
  (file) => /^packages\/[^/]+\/src\/.*\.(ts|tsx|mjs|js)$/.test(file) || /^models\/training\/.*\.(py|mjs)$/.test(file),
)
const documents = files.filter((file) => /^(docs\/.*|[A-Z]+|packages\/[^/]+\/README|models\/.*README)\.md$/.test(file))

print('Comments', draw(sources.flatMap(commentsOf), Number(values.comments)))
print('Paragraphs', draw(documents.flatMap(paragraphsOf), Number(values.paragraphs)))

/** Runs of line comments, block comments and Python docstrings, without comment markers. */
function commentsOf(file) {
  const text = readFileSync(root + file, 'utf8')
  const pattern = file.endsWith('.py')
    ? /(?:^[ \t]*#(?!!).*\n?)+|^[ \t]*"""[\s\S]*?"""/gm
    : /(?:^[ \t]*\/\/.*\n?)+|^[ \t]*\/\*\*?[\s\S]*?\*\//gm
  return [...text.matchAll(pattern)].map(({ 0: block, index }) =>
    found(file, text, index + block.search(/\S/), block.replace(/^\s*(\/\*\*?|\/\/|\*\/|\*|#|""")|\*\/|"""/gm, ' ')),
  )
}

/** Paragraphs and list items, without headings, tables or code. */
function paragraphsOf(file) {
  const text = readFileSync(root + file, 'utf8').replace(/^ *```[\s\S]*?^ *```/gm, (code) =>
    code.replace(/[^\n]/g, ' '),
  )
  const blocks = text.matchAll(/^(?![ \t]*(?:#|\||<|$)).+(?:\n(?![ \t]*(?:#|\||<|[-*] |\d+\. |$)).+)*/gm)
  return [...blocks].map(({ 0: block, index }) => found(file, text, index, block))
}

function found(file, text, index, block) {
  return { file, line: text.slice(0, index).split('\n').length, text: block.replace(/\s+/g, ' ').trim() }
}

/** A uniform sample without replacement: the first blocks by seeded hash, sorted by file and line. */
function draw(blocks, size) {
  const key = ({ file, line }) => createHash('sha256').update(`${values.seed} ${file}:${line}`).digest('hex')
  return blocks
    .filter(({ text }) => text.split(' ').length >= FEWEST_WORDS)
    .map((block) => ({ block, key: key(block) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .slice(0, size)
    .map(({ block }) => block)
    .sort((a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1))
}

function print(heading, blocks) {
  console.log(`## ${heading}, seed ${values.seed}\n`)
  for (const [i, { file, line, text }] of blocks.entries()) console.log(`${i + 1}. [ ] \`${file}:${line}\` ${text}`)
  console.log()
}
