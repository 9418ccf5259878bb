/** Calendar day number in the reader's time zone. */
const dayOf = (at: number) => {
  const date = new Date(at)
  return Math.round(Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / 86_400_000)
}
/** Weeks begin on Monday; day 0 (1 January 1970) was a Thursday. */
const weekOf = (day: number) => Math.floor((day + 3) / 7)

/**
 * A single phrase that covers all the given times: today, yesterday, some days ago, this week or last week. Empty if
 * there is no such phrase.
 *
 * @param times milliseconds since 1970
 * @param language BCP 47 tag
 */
export function whenOf(times: readonly number[], now: number, language: string): string {
  const today = dayOf(now)
  const days = times.map(dayOf)
  const [first, last] = [Math.min(...days), Math.max(...days)]
  if (!days.length || last > today) return ''
  const say = (value: number, unit: Intl.RelativeTimeFormatUnit) =>
    new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(value, unit)
  if (first === last && today - first < 7) return say(first - today, 'day')
  const weeks = weekOf(first) - weekOf(today)
  return weekOf(last) - weekOf(today) === weeks && weeks > -2 ? say(weeks, 'week') : ''
}
