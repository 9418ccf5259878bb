import type { Item } from '../../../sdk/src/types.ts'
import { type Line, linesOfFile } from '../evaluate/log/lines.ts'
import { showProgress } from '../evaluate/progress.ts'
import { BATCH_SIZE, languagesHere, type ModelFlags, openModel } from '../model.ts'
import { Failure } from '../terminal/failure.ts'
import { print, say } from '../terminal/output.ts'
import { ForeignTexts } from './foreign-texts.ts'

interface Row {
  readonly id: string | number
  /** The text to embed; undefined if the line has none. */
  readonly text?: string
  /** The item that the line describes, if it has a title instead of a text. */
  readonly item?: Omit<Item, 'id'>
  /** Why there is no vector. */
  readonly why?: string
}

/** Maximum number of characters kept in memory; a single line may have millions. */
const MOST_CHARACTERS = 1_000_000
/** Maximum number of lines without a vector that are reported individually; the rest are only counted. */
const MOST_TOLD = 20
/** Number of texts between progress messages if there is no terminal and the input's size is unknown. */
const TOLD_EVERY = 2 * BATCH_SIZE

const isText = (value: unknown): value is string => typeof value === 'string'

/** A line is plain text, or a JSON object with `id` and `text` (or `title` and `summary`). */
export function rowOf({ number, text: line, fault }: Line): Row {
  if (line === undefined) return { id: number, why: fault ?? "it can't be read" }
  if (!line.trim()) return { id: number, why: 'it is empty' }
  if (!line.trimStart().startsWith('{')) return { id: number, text: line }
  let told: Readonly<Record<string, unknown>>
  try {
    told = JSON.parse(line)
  } catch {
    return { id: number, why: 'it begins like JSON, and is none' }
  }
  const { id = number, text, title, summary, topic, tags, language } = told
  if (!isText(id) && !(typeof id === 'number' && Number.isFinite(id)))
    return { id: number, why: 'its "id" is neither text nor number' }
  const wrong = Object.entries({ text, title, summary }).find(([, value]) => value != null && !isText(value))
  if (wrong) return { id, why: `its "${wrong[0]}" is no text` }
  const words = isText(text) ? text : [title, summary].filter(Boolean).join('. ')
  if (!words.trim()) return { id, why: 'it has no "text", and no "title"' }
  if (isText(text) || !isText(title)) return { id, text: words }
  const item = {
    title,
    ...(isText(summary) && { summary }),
    ...(isText(topic) && { topic }),
    ...(Array.isArray(tags) && { tags: tags.filter(isText) }),
    ...(isText(language) && { language }),
  }
  return { id, text: words, item }
}

/**
 * Embeds a file's texts, one per line (`-`: standard input; gzip is accepted), and writes a JSON line with `id` and
 * `vector` for each. Uses the same weights and arithmetic as pages: WebAssembly for depth 1, and plain JavaScript for
 * depth 0. Output lines are in the same order as input lines. If a line has no vector, `vector` is null and `why` gives
 * the reason. Warns on standard error about texts that aren't in the pack's language.
 *
 * @throws Failure if no line has a vector
 */
export async function embed(file: string, model: ModelFlags = {}): Promise<void> {
  const engine = await openModel(model)
  const progress = showProgress(process.stderr, 'embedding texts')
  const foreign = new ForeignTexts(engine.model.languages[0] ?? '')
  let rows: Row[] = []
  let characters = 0
  const counts = { lines: 0, without: 0 }
  let sized = process.stderr.isTTY

  const flush = async () => {
    for (const { text } of rows) if (text !== undefined) foreign.add(text)
    const known = rows.map((row) =>
      row.text === undefined || engine.reads(row.text) ? row : { id: row.id, why: 'the model knows no word of it' },
    )
    const texts = known.flatMap(({ text }) => (text === undefined ? [] : [text]))
    const vectors = texts.length ? await engine.embed(texts) : []
    let next = 0
    let lines = ''
    for (const { id, text, why } of known) {
      counts.lines++
      const vector = text === undefined ? null : Array.from(vectors[next++]!, (value) => Number(value.toFixed(6)))
      if (!vector && ++counts.without <= MOST_TOLD) progress.note(`line ${counts.lines} has no vector: ${why}`)
      lines += `${JSON.stringify({ id, vector, ...(why !== undefined && { why }) })}\n`
    }
    rows = []
    characters = 0
    await print(lines)
  }

  const lines = linesOfFile(file, (read, total) => {
    sized ||= total !== undefined
    progress.update(read, total)
  })
  for await (const some of lines)
    for (const line of some) {
      rows.push(rowOf(line))
      characters += line.text?.length ?? 0
      if (rows.length < BATCH_SIZE && characters < MOST_CHARACTERS) continue
      await flush()
      if (!sized && counts.lines % TOLD_EVERY < BATCH_SIZE) progress.note(`${counts.lines} texts`)
    }
  await flush()
  progress.end()
  const { name, version } = engine.model
  say(`${counts.lines - counts.without} texts, model ${name}@${version}, depth ${engine.depth}\n`)
  if (counts.without) say(`${counts.without} of ${counts.lines} lines have no vector\n`)
  const warning = foreign.warning(await languagesHere())
  if (warning) say(`${warning}\n`)
  if (counts.lines === counts.without)
    throw new Failure(`${file === '-' ? 'standard input' : file} has no text that the model can read`)
}
