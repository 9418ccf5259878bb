/** Writes visits as a site's log. */
import type { Visit } from '../../../measure/src/fairness/visit.ts'
import { type Event, item } from '../evaluate/make.ts'

/** Each item of a list records its place in the editors' order. */
export function eventsOf(visits: readonly Visit[]): Event[] {
  const items = new Map(visits.flatMap(({ page }) => page.map((each) => [each.id, each] as const)))
  return [
    ...[...items.values()].map(({ id, topic, provider, voice, tone, published }) =>
      item(id, { title: id, topic, provider, voice, tone, published }, 0),
    ),
    ...visits.flatMap(({ reader, at, groups, page, order, clicked }, n): Event[] => [
      {
        event: 'ranking',
        id: `list ${n}`,
        user: reader,
        timestamp: Math.round(at),
        fields: [...groups].map(([name, value]) => ({ name, value })),
        items: order.map((place) => ({ id: page[place]!.id, from: place })),
      },
      ...[...clicked].map(
        (place): Event => ({
          event: 'interaction',
          ranking: `list ${n}`,
          item: page[place]!.id,
          user: reader,
          timestamp: Math.round(at) + 1000,
          type: 'click',
        }),
      ),
    ]),
  ]
}
