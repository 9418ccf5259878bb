/** Finds elements in the source of a component, well enough to recognise a plain root layout and nothing else. */

/** Comments, strings and template literals without nesting. */
const TEXTS = /\/\*[\s\S]*?\*\/|(?<!:)\/\/[^\n]*|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`/g

/** Offsets of the ends of an element's start tags. */
export function tagsOfJsx(text: string, name: string): number[] {
  const code = text.replace(TEXTS, (all) => ' '.repeat(all.length))
  return [...code.matchAll(new RegExp(`<${name}(?=[\\s>])`, 'g'))].flatMap(({ index }) => {
    let depth = 0
    for (let at = index; at < code.length; at++) {
      if (code[at] === '{') depth++
      if (code[at] === '}') depth--
      if (code[at] === '>' && !depth) return code[at - 1] === '/' ? [] : [at + 1]
    }
    return []
  })
}
