/** What changed between releases, as the package's CHANGELOG.md tells it. */
import { compareVersions, isVersion } from './version.ts'

/** Most entries to print, and most characters of each. */
const MOST = 60
const LONGEST = 200

/** The first sentence of an entry, without the marks of emphasis, code and links. */
function leadOf(entry: string): string {
  const text = entry
    .replace(/\s+/g, ' ')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[*`]/g, '')
    .trim()
  const sentence = /^.*?[.:](?=\s|$)/.exec(text)?.[0] ?? text
  return sentence.length > LONGEST ? `${sentence.slice(0, LONGEST - 1)}…` : sentence.replace(/:$/, '.')
}

/** The first sentences of the changes after one version, up to another. */
export function changesBetween(changelog: string, from: string, to: string): string[] {
  const entries = changelog.split(/^## /m).flatMap((section) => {
    const version = section.split(/\s/, 1)[0]!
    if (!isVersion(version) || compareVersions(version, from) <= 0 || compareVersions(version, to) > 0) return []
    return section
      .split(/^- /m)
      .slice(1)
      .map((entry) => leadOf(entry.split(/\r?\n\s*\r?\n/, 1)[0]!))
  })
  return entries.length > MOST ? [...entries.slice(0, MOST), `And ${entries.length - MOST} more.`] : entries
}
