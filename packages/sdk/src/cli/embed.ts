import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { AT_ONCE, openModel } from './model.ts'

interface Row {
  readonly id: string | number
  readonly text: string
}

/** A line is a text, or a JSON object with `id` and `text` (or `title` and `summary`). */
function rowOf(line: string, number: number): Row {
  if (!line.startsWith('{')) return { id: number, text: line }
  const { id = number, text, title = '', summary = '' } = JSON.parse(line)
  return { id, text: text ?? [title, summary].filter(Boolean).join('. ') }
}

/**
 * Reads texts, one a line, from a file (`-`: standard input) and writes a JSON line with `id` and `vector` for each, made
 * by the int8 weights and the forward pass that pages run, on WebAssembly. A line that can't be read is told by its
 * number and left out.
 */
export async function embed(file: string, model?: string): Promise<void> {
  const engine = await openModel(model)
  const input = file === '-' ? process.stdin : createReadStream(file)
  let rows: Row[] = []
  let number = 0
  let done = 0
  const flush = async () => {
    const vectors = await engine.embed(rows.map((row) => row.text))
    rows.forEach(({ id }, i) => {
      process.stdout.write(
        `${JSON.stringify({ id, vector: Array.from(vectors[i]!, (value) => Number(value.toFixed(6))) })}\n`,
      )
    })
    done += rows.length
    rows = []
    if (process.stderr.isTTY) process.stderr.write(`\r${done} texts`)
  }
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    number++
    try {
      rows.push(rowOf(line, number))
    } catch (cause) {
      process.stderr.write(`line ${number} is left out: ${(cause as Error).message}\n`)
    }
    if (rows.length >= AT_ONCE) await flush()
  }
  await flush()
  process.stderr.write(
    `${process.stderr.isTTY ? '\r' : ''}${done} texts, model ${engine.model.name}@${engine.model.version}\n`,
  )
}
