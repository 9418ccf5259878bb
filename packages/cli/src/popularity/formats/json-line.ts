import { type Json, Malformed, objectOf } from '../../evaluate/log/event-fields.ts'

/** A line that is an object of JSON. @throws Malformed that says what it is not */
export function jsonLine(line: string): Json {
  let parsed: unknown
  try {
    parsed = JSON.parse(line)
  } catch {
    throw new Malformed('it is not JSON')
  }
  return objectOf(parsed, 'the line')
}
