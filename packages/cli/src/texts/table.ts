/** Reads a small table (CSV, JSON or JSON lines) whose columns have names. */
import { parse } from 'csv-parse/sync'
import { bytesOf, LogError, linesOf } from '../evaluate/log/lines.ts'
import { utf8 } from '../popularity/utf8.ts'

/** Maximum characters of a file. */
const LONGEST = 64_000_000

export type Cells = ReadonlyArray<string | undefined>

export interface Table {
  readonly header: readonly string[]
  readonly rows: ReadonlyArray<{ readonly number: number; readonly cells: Cells }>
}

function csvTable(text: string, file: string): Table {
  const header = text.slice(0, text.search(/\r?\n|$/))
  const delimiter = [',', ';', '\t'].sort((a, b) => header.split(b).length - header.split(a).length)[0]!
  try {
    const [first, ...rest] = parse(text, {
      delimiter,
      info: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
    }) as unknown as ReadonlyArray<{ readonly record: string[]; readonly info: { readonly lines: number } }>
    return {
      header: first?.record ?? [],
      rows: rest.map(({ record, info }) => ({ number: info.lines, cells: record })),
    }
  } catch (cause) {
    throw new LogError(`${file} is not a table: ${(cause as Error).message}`, { cause })
  }
}

/** Accepts a JSON array of objects, or one object per line. */
function jsonTable(text: string, file: string): Table {
  let parsed: unknown
  try {
    parsed = text.startsWith('[')
      ? JSON.parse(text)
      : text
          .split('\n')
          .filter(Boolean)
          .map((line) => JSON.parse(line))
  } catch {
    throw new LogError(`${file} is neither a list of JSON objects nor JSON lines`)
  }
  const rows = parsed as readonly unknown[]
  const wrong = rows.findIndex((row) => typeof row !== 'object' || row === null || Array.isArray(row))
  if (wrong >= 0) throw new LogError(`${file}: row ${wrong + 1} is not an object`)
  const header = [...new Set(rows.flatMap((row) => Object.keys(row as object)))]
  return {
    header,
    rows: rows.map((row, n) => ({
      number: n + 1,
      cells: header.map((name) => {
        const value = Object.hasOwn(row as object, name) ? (row as Record<string, unknown>)[name] : undefined
        return value === undefined || value === null ? undefined : String(value)
      }),
    })),
  }
}

/** @throws LogError if the text isn't a table */
export function tableOf(text: string, file: string): Table {
  const told = text.replace(/^\uFEFF/, '').trim()
  if (!told) throw new LogError(`${file} is empty`)
  return /^[[{]/.test(told) ? jsonTable(told, file) : csvTable(told, file)
}

/** The file's name in messages. */
export const nameOf = (file: string): string => (file === '-' ? 'standard input' : file)

/**
 * @param file path, plain or gzipped; `-` is standard input
 * @param hint what kind of file it probably is if it is too long
 * @throws LogError if it can't be read or is too long
 */
export async function readWhole(file: string, hint: string): Promise<string> {
  const name = nameOf(file)
  const texts: string[] = []
  let length = 0
  for await (const lines of linesOf(utf8(bytesOf(file, () => undefined)), name))
    for (const { text, fault } of lines) {
      if (fault) throw new LogError(`${name} can't be read: ${fault}`)
      texts.push(text ?? '')
      length += (text?.length ?? 0) + 1
      if (length > LONGEST) throw new LogError(`${name} is longer than ${LONGEST / 1e6} MB: ${hint}`)
    }
  return texts.join('\n')
}
