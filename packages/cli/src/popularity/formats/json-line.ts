import { type Json, Malformed, objectOf } from '../../evaluate/log/event-fields.ts'

/** Parses a line as a JSON object. @throws Malformed with the reason if the line isn't one */
export function jsonLine(line: string): Json {
  let parsed: unknown
  try {
    parsed = JSON.parse(line)
  } catch {
    throw new Malformed('it is not JSON')
  }
  return objectOf(parsed, 'the line')
}
