/** Versions of releases, as in the names of their folders. */
export const isVersion = (text: string): boolean => /^\d{1,9}\.\d{1,9}\.\d{1,9}(?:-[\w.-]{1,40})?$/.test(text)

/** Order of two versions: negative if `a` is older. A version with a suffix, such as `1.0.0-rc.1`, precedes the same one without. */
export function compareVersions(a: string, b: string): number {
  const [[coreA, ...suffixA], [coreB, ...suffixB]] = [a.split('-'), b.split('-')] as [string[], string[]]
  const numbers = (core: string) => core.split('.').map(Number)
  const [left, right] = [numbers(coreA!), numbers(coreB!)]
  for (const [place, number] of left.entries()) if (number !== right[place]) return number - right[place]!
  if (!suffixA.length || !suffixB.length) return suffixB.length - suffixA.length
  return suffixA.join('-').localeCompare(suffixB.join('-'), 'en', { numeric: true })
}
