// @vitest-environment node
// What the build does to scripts beside terser: scripts/minify/.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { withLikelyNames } from '../../../../../scripts/minify/likely-names.mjs'
import { inShortForms } from '../../../../../scripts/minify/short-forms.mjs'

/** What a script, which knows `t` from elsewhere, hands to `tell`. */
function told(code: string): unknown[] {
  const heard: unknown[] = []
  new Function('tell', 't', code)((value: unknown) => heard.push(value), 7)
  return heard
}

test.each([
  ['const a = 1; let b = a', 'let   a = 1; let b = a'],
  ['for (const a of []) tell(a)', 'for (let   a of []) tell(a)'],
  ['tell("const a")', 'tell("const a")'],
  [`tell(\`#\${a}\`)`, 'tell(("#"+a))'],
  [`tell(\`\${f(a)}s\`)`, 'tell((f(a)+"s"))'],
  ['let [a, b] = [0, 1]', 'let  a =      0, b = 1 '],
  ['const [a,b]=[f(x), [1,2]], c = 2', 'let    a =   f(x), b = [1,2] , c = 2'],
  ['let[a]=[1];tell(a)', 'let a = 1 ;tell(a)'],
  ['for (let [a, b] = [0, 2]; a < b; a++) tell(a)', 'for (let  a =      0, b = 2 ; a < b; a++) tell(a)'],
  ['let [a, b] = [\n  x,\n  y,\n]; tell(a)', 'let  a =        \nx, b = \ny  \n; tell(a)'],
])('%s', (code, short) => {
  expect(inShortForms(code, 'script')).toBe(short)
})

test.each([
  'let [a, b] = [c, a]',
  'let [a, b] = [(1, 2), 3]',
  'let [a, b] = [1 /* one */, 3]',
  'let [a] = [x, y]',
  'let [a, b] = [x]',
  'let [a, b = 2] = [1, 2]',
  'let [[a], b] = [[1], 2]',
  'let [a, b] = [...x, 1]',
  'let [a, ...b] = [1, 2]',
  'let [, a] = [1, 2]',
  'let [a, b] = [, 2]',
  'let [] = []',
  'let [a, b] = x',
  'let { a } = [1]',
  '[a, b] = [b, a]',
  'for (let [a, b] of [[1, 2]]) tell(a)',
  'tell(([a, b]) => a)',
])('What is taken apart in another way stays so: %s', (code) => {
  expect(inShortForms(code, 'script')).toBe(code)
})

test.each([`\`\${a}\``, `\`a\${b}c\``, `\`\${a}\${b}\``, `\`"\${a}\``, `\`b\${a ?? b}\``, `tell\`#\${a}\``])(
  '%s stays as it is.',
  (code) => {
    expect(inShortForms(code, 'script')).toBe(code)
  },
)

test('In a page there is a document; elsewhere nobody knows.', () => {
  const code = 'tell(typeof document === "object", typeof navigator)'
  expect(inShortForms(code, 'script')).toBe(code)
  expect(inShortForms(code, 'script', true)).toBe('tell("object"        === "object", typeof navigator)')
})

const MEMBERS = ['a', 'b', 'c', 'd'].map((name) => `const ${name} = of('${name}')\n`).join('')

test('Four in a row by one function of one argument are a table, on as many lines.', () => {
  const code = `const of = (name) => name + name\n${MEMBERS}tell([a, b, c, d].join())`
  const short = inShortForms(code, 'script')
  expect(short).toContain('let [a,b,c,d] = "a,b,c,d".split(",").map(of);')
  expect(short.split('\n')).toHaveLength(code.split('\n').length)
  expect(told(short)).toEqual(['aa,bb,cc,dd'])
})

test.each([
  ['of two', 'const of = (name, more = "") => name + more\n'],
  ['of any number', 'function of(...names) { return names.join("-") }\n'],
  [
    'of one here, and of two elsewhere',
    'const of = (name) => name\nfunction f() { const of = (a, b) => a + b; return of }\n',
  ],
])('A function %s is called as it was.', (_, of) => {
  const code = `${of}${MEMBERS}tell([a, b, c, d].join())`
  expect(inShortForms(code, 'script')).not.toContain('split')
  expect(told(inShortForms(code, 'script'))).toEqual(told(code))
})

/** Scripts that declare names in all ways, shadow them, and tell what they stand for. */
const { script } = fc.letrec<{ script: string; statement: string; value: string }>((tie) => {
  const name = fc.constantFrom(...'abcde')
  const block = fc.array(tie('statement'), { maxLength: 4 }).map((all) => all.join(';'))
  const values = (parts: fc.Arbitrary<string>[], text: (parts: string[]) => string) => fc.tuple(...parts).map(text)
  const value = tie('value')
  return {
    value: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom('0', '1', 't'),
      name.map((a) => `(typeof ${a} === 'function' ? 0 : ${a})`),
      values([value, value], ([a, b]) => `(${a} + ${b})`),
      values(
        [name, name, value, value],
        ([a, b, c, d]) => `((${a}, ${b === a ? `...${a}${a}` : `${b} = ${c}`}) => ${d})(${c})`,
      ),
      values([name, value], ([a, b]) => `(({ ${a} }) => ${a})({ ${a}: ${b} })`),
      values([name, name, value, block], ([a, b, c, d]) => `(function ${a}(${b}) { ${d}; return ${c} })(${c})`),
    ),
    statement: fc.oneof(
      { maxDepth: 4 },
      value.map((a) => `tell(${a})`),
      values([name, value, block], ([a, b, c]) => `{ let ${a} = 0; ${a} = ${b}; ${c} }`),
      values([name, value, block], ([a, b, c]) => `for (const ${a} of [${b}]) { ${c} }`),
      values([name, block], ([a, b]) => `try { ${b}; throw 1 } catch (${a}) { tell(typeof ${a}) }`),
      values([name, name, value, block], ([a, b, c, d]) => `{ function ${a}(${b}) { ${d}; tell(${b}) } ${a}(${c}) }`),
      values(
        [name, name, value],
        ([a, b, c]) => `{ let { ${a}, x: [${b === a ? '' : b}] } = { ${a}: ${c}, x: [1] }; tell(${a}) }`,
      ),
      values([name, name, value, value], ([a, b, c, d]) =>
        a === b
          ? `{ let [${a}] = [${c}]; tell(${a}) }`
          : `{ let [${a}, ${b}] = [${c},\n ${d}]; tell(${a}); tell(${b}) }`,
      ),
      values([name, value], ([a, b]) => `{ class ${a} { ${a} = ${b} } tell(new ${a}().${a} + 1) }`),
    ),
    script: block.map((all) => `"use strict"; var a = 1, b = 2, c = 3, d = 4, e = 5; ${all}`),
  }
})

test('Whatever a script declares and shadows: in short forms it does the same, on as many lines.', () => {
  let changed = 0
  fc.assert(
    fc.property(script, (code) => {
      let before: unknown[]
      try {
        before = told(code)
      } catch {
        return
      }
      const short = inShortForms(code, 'script')
      changed += +(short.split('let [').length < code.split('let [').length)
      expect(short.split('\n')).toHaveLength(code.split('\n').length)
      expect(told(short)).toEqual(before)
    }),
    { numRuns: 200 },
  )
  expect(changed).toBeGreaterThan(10)
})

test('Whatever a script declares and shadows: with other names it does the same, in as many characters.', () => {
  let changed = 0
  fc.assert(
    fc.property(script, fc.boolean(), (code, isQuick) => {
      // What throws does so for its names: then nothing is said of the others.
      let before: unknown[]
      try {
        before = told(code)
      } catch {
        return
      }
      const renamed = withLikelyNames(code, isQuick)
      changed += +(renamed !== code)
      expect(renamed).toHaveLength(code.length)
      expect(told(renamed)).toEqual(before)
    }),
    { numRuns: 40 },
  )
  expect(changed).toBeGreaterThan(10)
})

test.each([
  ['that stands further out', 'let z = 1; ((q) => { tell(q+q); tell(q+q); tell(z+q); tell(q+q) })(2)'],
  ['of another value here', '((z, q) => { tell(q+q); tell(q+q); tell(z+q); tell(q+q) })(1, 2)'],
])('A name %s is not taken, however often the other way of saying it has been said.', (_, code) => {
  expect(told(withLikelyNames(`"use strict"; ${code}`))).toEqual([4, 4, 3, 4])
})

test('A module keeps the names by which others import.', () => {
  const code = 'let q=7,r=8;let s=()=>q+r;export{s as read,q,r as t}'
  const renamed = withLikelyNames(code)
  const [, read, t] = /export\{(\w) as read,q,(\w) as t\}/.exec(renamed)!
  expect(new Function(`${renamed.replace(/export.*/, '')}return[${read}(),q,${t}]`)()).toEqual([15, 7, 8])
})

test.each(['export let a = 1', 'export default 1', 'export { a } from "./a.js"', 'import a from "./a.js"'])(
  'What can only be renamed with another file is refused: %s',
  (code) => {
    expect(() => withLikelyNames(code)).toThrow("names can't be read")
  },
)
