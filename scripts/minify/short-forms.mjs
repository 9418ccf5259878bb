/**
 * Forms that mean the same in fewer bytes or less time, and that terser doesn't choose by itself. Lines stay lines, and columns nearly
 * columns: source maps hold.
 */

import { edited, parse, visit } from './syntax.mjs'

/** From how many on a table is shorter. */
const WORTH_A_TABLE = 4

/**
 * @param sourceType of the code: script or module
 * @param inPage whether it runs in pages alone: there is a document
 */
export function inShortForms(code, sourceType, inPage = false) {
  const edits = []
  const tagged = new Set()
  visit(parse(code, sourceType), (node) => {
    if (inPage && node.operator === 'typeof' && node.argument.name === 'document') edits.push(asObject(node))
    if (node.type === 'TaggedTemplateExpression') tagged.add(node.quasi)
    if (node.type === 'VariableDeclaration' && node.kind === 'const') edits.push(asLet(node))
    if (node.type === 'VariableDeclarator') edits.push(...oneByOne(node, code))
    if (node.type === 'TemplateLiteral' && !tagged.has(node)) edits.push(...asSum(node))
  })
  return withTables(edited(code, edits), sourceType)
}

/** Nobody assigns to it: types say so. Then one word declares all that stand in a row. */
const asLet = ({ start }) => ({ start, end: start + 'const'.length, by: 'let  ' })

const asObject = ({ start, end }) => ({ start, end, by: '"object"'.padEnd(end - start) })

/**
 * One value with a text before or behind it, as their sum. It is another thing for objects alone that are a number by themselves: none
 * is put into a text here.
 */
function asSum({ start, end, quasis, expressions: [value, ...more] }) {
  const [before, behind] = quasis.map(({ value: { raw } }) => raw)
  const isSimple = /^(Identifier|MemberExpression|CallExpression)$/.test(value?.type)
  if (!isSimple || more.length || !before === !behind || /["\\\n]/.test(before + behind)) return []
  return [
    { start, end: value.start, by: before ? `("${before}"+` : '(' },
    { start: value.end, end, by: behind ? `+"${behind}")` : ')' },
  ]
}

/** The one of these forms that takes less time, for scripts that others will minify. */
export function withoutArrays(code, sourceType) {
  const edits = []
  visit(parse(code, sourceType), (node) => {
    if (node.type === 'VariableDeclarator') edits.push(...oneByOne(node, code))
  })
  return edited(code, edits)
}

/**
 * `[a, b] = [x, y]` as `a = x, b = y`. Browsers make the array, and its iterator, until they have optimised the code: a page that has
 * just been opened would spend as long on that as on all else in a loop.
 */
function oneByOne({ id, init }, code) {
  const [names, values] = [id.elements ?? [], (id.type === 'ArrayPattern' && init?.elements) || []]
  const isPlain =
    names.length > 0 &&
    names.length === values.length &&
    names.every((name) => name?.type === 'Identifier') &&
    values.every((value) => value && value.type !== 'SpreadElement')
  if (!isPlain || values.some((value) => mentions(value, names))) return []
  const gaps = [id, ...values].map(({ end }, i) => ({
    start: i ? end : id.start,
    end: i < values.length ? values[i].start : init.end,
    by: i < names.length ? `${i ? ',' : ''} ${names[i].name} = ` : '',
  }))
  // Parentheses or comments around a value are in no node of their own.
  const isBare = gaps.every(({ start, end }, i) => /^[\s,[\]]*$/.test(code.slice(i ? start : init.start, end)))
  return isBare ? gaps.map((gap) => padded(gap, code)) : []
}

/** As many lines, and where it can be as many characters. */
function padded({ start, end, by }, code) {
  const lines = code.slice(start, end).replace(/[^\n]/g, '')
  return { start, end, by: by.padEnd(end - start - lines.length) + lines }
}

/** Whether any of these names stands in a node, for whatever it is there. */
function mentions(node, names) {
  let found = false
  visit(node, ({ type, name }) => {
    found ||= type === 'Identifier' && names.some((own) => own.name === name)
  })
  return found
}

/** `let a = of('a'), b = of('b')` and so on, as `[a, b] = 'a,b'.split(',').map(of)`: dom.ts makes the DOM's members so. */
function withTables(code, sourceType) {
  /** Whether all functions of a name take one argument: `map` calls with more. */
  const takesOne = new Map()
  const runs = []
  visit(parse(code, sourceType), ({ type, id, init, params, body }) => {
    if (type === 'VariableDeclarator') {
      const isOne = init?.type === 'ArrowFunctionExpression' && init.params.length === 1
      takesOne.set(id.name, isOne && takesOne.get(id.name) !== false)
    }
    if (params && id) takesOne.set(id.name, false)
    if (Array.isArray(body)) runs.push(...runsOf(body))
  })
  return edited(
    code,
    runs.filter(([{ of }]) => takesOne.get(of)).map((run) => asTable(code, run)),
  )
}

/** Statements in a row that name what one function gives for one word. */
function runsOf(statements) {
  const runs = [[]]
  for (const { start, end, type, declarations = [] } of statements) {
    const [{ id, init } = {}, ...more] = declarations
    const [word, ...others] = init?.arguments ?? []
    const fits = type === 'VariableDeclaration' && !more.length && !others.length && /^\w+$/.test(word?.value ?? '')
    const found = fits &&
      init.callee.type === 'Identifier' && { start, end, name: id.name, of: init.callee.name, word: word.value }
    if (!found || runs.at(-1)[0]?.of !== found.of) runs.push([])
    if (found) runs.at(-1).push(found)
  }
  return runs.filter(({ length }) => length >= WORTH_A_TABLE)
}

function asTable(code, run) {
  const { start } = run[0]
  const { end } = run.at(-1)
  const lines = code.slice(start, end).replace(/[^\n]/g, '')
  const names = run.map(({ name }) => name).join()
  const words = run.map(({ word }) => word).join()
  return { start, end, by: `let [${names}] = "${words}".split(",").map(${run[0].of});${lines}` }
}
