/** Reads the texts of a site's items or creatives from a table of ids and texts. */
import { itemText } from '../../../sdk/src/content/text.ts'
import { LogError } from '../evaluate/log/lines.ts'
import { type Cells, nameOf, readWhole, tableOf } from './table.ts'

export interface SiteText {
  /** The text that pages would put together from title, summary, topic and tags. */
  readonly text: string
  /** BCP 47 language subtag; undefined if the file doesn't state it. */
  readonly language: string | undefined
}

export interface SiteTexts {
  readonly texts: ReadonlyMap<string, SiteText>
  /** Number of rows without an id or a text. */
  readonly empty: number
}

/** Column names in lower case. */
const COLUMNS = {
  id: ['id', 'creative', 'item', 'address', 'url', 'path', 'page'],
  title: ['title', 'text', 'headline'],
  summary: ['summary', 'description', 'excerpt'],
  topic: ['topic', 'section', 'category'],
  tags: ['tags'],
  language: ['language', 'lang'],
} as const
type Column = keyof typeof COLUMNS

const MOST_TEXTS = 200_000
const MOST_TAGS = 12

/**
 * @param keyOf the key under which an id is counted; undefined if it isn't counted
 * @throws LogError if the file isn't a table with ids and texts
 */
export function textsOf(content: string, file: string, keyOf: (id: string) => string | undefined): SiteTexts {
  const { header, rows } = tableOf(content, file)
  const names = header.map((name) => name.trim().toLowerCase())
  // If a table has several names for the same column, the first one in COLUMNS wins, so `id` takes precedence over
  // `url`.
  const place = (of: Column) => names.indexOf(COLUMNS[of].find((name) => names.includes(name)) ?? '\0')
  for (const need of ['id', 'title'] as const)
    if (place(need) < 0)
      throw new LogError(`${file} has no column of ${need}s: call it ${COLUMNS[need].slice(0, 3).join(' or ')}`)
  if (rows.length > MOST_TEXTS)
    throw new LogError(
      `${file} has more than ${MOST_TEXTS.toLocaleString('en')} texts: give only those that are counted`,
    )
  const cell = (cells: Cells, of: Column) => cells[place(of)]?.trim() ?? ''
  const texts = new Map<string, SiteText>()
  let empty = 0
  for (const { cells } of rows) {
    const id = cell(cells, 'id')
    const title = cell(cells, 'title')
    if (!id || !title) empty++
    const key = id && title ? keyOf(id) : undefined
    if (key === undefined) continue
    const tags = cell(cells, 'tags').split(',', MOST_TAGS).filter(Boolean)
    const text = itemText({ title, summary: cell(cells, 'summary'), topic: cell(cells, 'topic'), tags })
    texts.set(key, { text, language: cell(cells, 'language').toLowerCase().split(/[-_]/)[0] || undefined })
  }
  return { texts, empty }
}

/** @param file path, plain or gzipped; `-` is standard input */
export const readTexts = async (file: string, keyOf: (id: string) => string | undefined): Promise<SiteTexts> =>
  textsOf(await readWhole(file, 'give only ids, titles and languages'), nameOf(file), keyOf)
