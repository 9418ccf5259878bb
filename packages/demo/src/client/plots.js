/** The drawer's two charts, whose content is also given in words. */
import { make } from './dom.js'
import { figure, tell } from './language.js'

/** @param {Array<{ name: string, share: number, value: string, strong?: boolean }>} rows share: 0 to 1 */
export function barPlot(rows) {
  return make(
    'ul',
    { class: 'bars' },
    ...rows.map(({ name, share, value, strong }) =>
      make(
        'li',
        { class: strong ? 'chosen' : undefined },
        make('span', {}, name),
        make('span', { class: 'bar', 'aria-hidden': 'true' }, make('i', { style: { width: `${share * 100}%` } })),
        make('b', {}, value),
      ),
    ),
  )
}

export const partNames = ['interest', 'topics', 'seen', 'habits', 'dismissed', 'position', 'freshness', 'popularity']

/** A stacked bar of a score's parts. The highest score in the list fills the full width. */
export function stackedBar(parts, widest) {
  const words = partNames.filter((name) => parts[name]).map((name) => `${tell(`part_${name}`)} ${figure(parts[name])}`)
  const text = words.join(', ') || '0'
  const bar = make('div', { class: 'parts', role: 'img', 'aria-label': text, title: text })
  for (const name of partNames) {
    const size = Math.abs(parts[name] ?? 0)
    if (size) bar.append(make('i', { class: `part-${name}`, style: { width: `${(size / widest) * 100}%` } }))
  }
  return bar
}

export function span(parts) {
  return partNames.reduce((sum, name) => sum + Math.abs(parts[name] ?? 0), 0)
}

export function legend() {
  return make(
    'p',
    { class: 'legend', 'aria-hidden': 'true' },
    ...partNames.map((name) => make('span', {}, make('i', { class: `part-${name}` }), tell(`part_${name}`))),
  )
}
