/** Whether a text has at most so many characters, counted as JSON Schema counts them, and as texts are cut: by code points. */
export const isWithinLength = (text: string, most: number): boolean =>
  text.length <= most || (text.length <= 2 * most && Array.from(text).length <= most)
