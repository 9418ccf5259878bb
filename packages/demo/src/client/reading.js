/** Shows what Inkling records about the story being read, in the story's margin and in the guided minute. */
import { inkling, on } from './events.js'
import { language, tell } from './language.js'
import { topics } from './topics.js'

/**
 * Seconds that a story must be read to count in the guided minute. Two such stories, if nothing about them is sensitive,
 * bring a story like them to the first place (e2e/guide.spec.ts).
 */
export const ENOUGH = 6

export function topicName(topic) {
  return topics[topic]?.[language()].name ?? topic
}

/** @param {{ topic: string, seconds: number }} noted */
export function sayNoted({ topic, seconds }) {
  return tell('noted', { topic: topicName(topic), n: Math.round(seconds) })
}

/** @returns stories that were read for long enough according to Inkling's record, latest first */
export async function storiesRead() {
  const { events = [] } = (await inkling()?.exportData()) ?? {}
  const longest = new Map()
  for (const event of events)
    if ((event.kind === 'dwell' || event.kind === 'read') && event.seconds >= ENOUGH) longest.set(event.item, event)
  return [...longest.values()].sort((a, b) => b.at - a.at)
}

export function startReading() {
  const line = document.querySelector('[data-reading]')
  if (!line) return
  const show = (text) => {
    line.textContent = text
  }
  on('reading', (reading) => show(reading.sensitive ? tell('notedNever') : sayNoted(reading)))
  on('consent', ({ content }) => content || show(tell('notedNothing')))
}
