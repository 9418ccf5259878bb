/** What labels of the form `name=text` say, by name. */
export const readLabels = (tags: readonly string[] = []): Map<string, string> =>
  new Map(tags.map((tag) => [nameIn(tag), tag.slice(tag.indexOf('=') + 1)]))

export const nameIn = (tag: string): string => tag.slice(0, Math.max(0, tag.indexOf('=')))
