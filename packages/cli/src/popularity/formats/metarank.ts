/** Reads showings and clicks from an event in Metarank's format (docs.metarank.ai, "event schema"). */
import { idOf, jsonLine, Malformed, objectOf, optionalId, timeOf } from '../../evaluate/log/event-fields.ts'

export interface ShownOrClicked {
  readonly at: number
  readonly user: string
  readonly shown: readonly string[]
  readonly clicked: readonly string[]
}

/** Interaction types that refuse an item. */
const REFUSALS = new Set(['dismiss', 'hide', 'dislike', 'report'])

/**
 * @returns undefined for other events, such as `item`
 * @throws Malformed with the reason if the line isn't a valid event
 */
export function metarank(line: string): ShownOrClicked | undefined {
  const event = jsonLine(line)
  if (typeof event.event !== 'string') throw new Malformed('"event" is missing')
  if (event.event !== 'ranking' && event.event !== 'interaction') return undefined
  const at = timeOf(event)
  const user = optionalId(event, 'user') ?? optionalId(event, 'session')
  if (user === undefined) throw new Malformed('"user" and "session" are missing')
  if (event.event === 'interaction') {
    const refused = typeof event.type === 'string' && REFUSALS.has(event.type)
    return { at, user, shown: [], clicked: refused ? [] : [idOf(event, 'item')] }
  }
  if (!Array.isArray(event.items)) throw new Malformed('"items" is not a list')
  return { at, user, shown: event.items.map((each) => idOf(objectOf(each, 'an item'), 'id')), clicked: [] }
}
