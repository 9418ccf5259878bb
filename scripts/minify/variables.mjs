/** Which variables a script has, and which of them may not share a name. */

import { parse, partsOf } from './syntax.mjs'

class Scope {
  names = new Map()
  /** Of globals, and all else that is declared nowhere, used here or further in. */
  unknown = new Set()

  /** @param ofFunction whether `var` stays in it */
  constructor(outer, ofFunction) {
    this.outer = outer
    this.ofFunction = ofFunction || !outer
  }

  declare(name) {
    const variable = this.names.get(name) ?? { name, scope: this, uses: [], reach: new Set([this]), fixed: false }
    this.names.set(name, variable)
    return variable
  }

  /** Notes a use in each scope that the name is looked up through. */
  use({ name, start }) {
    const passed = []
    for (let scope = this; scope; scope = scope.outer) {
      passed.push(scope)
      const found = scope.names.get(name)
      if (!found) continue
      found.uses.push(start)
      for (const each of passed) found.reach.add(each)
      return found
    }
    for (const each of passed) each.unknown.add(name)
  }
}

const FUNCTION = /^(FunctionDeclaration|FunctionExpression|ArrowFunctionExpression)$/
const BLOCK = /^(BlockStatement|CatchClause|ForStatement|ForInStatement|ForOfStatement|ClassExpression)$/
/** What this doesn't know how to read, so that nothing is renamed by half. Of exports it knows lists of names, as Rollup writes them. */
const UNREAD =
  /^Import\w*(Declaration|Specifier)$|^Export(All|Default)Declaration$|^(WithStatement|StaticBlock|SwitchStatement)$/

/** Every name that a pattern declares. */
function namesIn(pattern) {
  if (pattern?.type === 'Identifier') return [pattern.name]
  if (pattern?.type === 'ObjectPattern')
    return pattern.properties.flatMap((each) => namesIn(each.value ?? each.argument))
  if (pattern?.type === 'ArrayPattern') return pattern.elements.flatMap(namesIn)
  return pattern ? namesIn(pattern.left ?? pattern.argument) : []
}

/** Opens a scope for each node that has one, and declares names where they are declared. */
function declareAll(node, scope, scopes) {
  if (UNREAD.test(node.type) || (/^Export/.test(node.type) && (node.declaration || node.source)))
    throw new Error(`${node.type}: its names can't be read`)
  let inner = scope
  if (FUNCTION.test(node.type) || BLOCK.test(node.type)) inner = new Scope(scope, FUNCTION.test(node.type))
  scopes.set(node, inner)
  if (/^(Function|Class)Declaration$/.test(node.type)) scope.declare(node.id.name)
  else if (node.id?.type === 'Identifier' && /^(Function|Class)Expression$/.test(node.type)) inner.declare(node.id.name)
  if (node.type === 'CatchClause') for (const name of namesIn(node.param)) inner.declare(name)
  if (node.type === 'VariableDeclaration') {
    let home = scope
    while (node.kind === 'var' && !home.ofFunction) home = home.outer
    for (const { id } of node.declarations) for (const name of namesIn(id)) home.declare(name)
  }
  if (FUNCTION.test(node.type)) for (const param of node.params) for (const name of namesIn(param)) inner.declare(name)
  // A function's body is in its own scope, as its parameters are.
  const parts =
    FUNCTION.test(node.type) && node.body.type === 'BlockStatement'
      ? [...node.params, ...node.body.body]
      : partsOf(node)
  for (const part of parts) declareAll(part, inner, scopes)
}

/** Finds what each identifier stands for. */
function resolveAll(node, outer, scopes) {
  const scope = scopes.get(node) ?? outer
  if (node.type === 'Identifier') return void scope.use(node)
  if (/^(LabeledStatement|BreakStatement|ContinueStatement)$/.test(node.type) && node.label)
    return void (node.body && resolveAll(node.body, scope, scopes))
  // `export { a }` names what others import, too.
  if (node.type === 'ExportSpecifier' && node.local === node.exported) return void fix(node.local, scope)
  if (node.type === 'ExportSpecifier') return void scope.use(node.local)
  // A declaration's name stands outside of what it declares.
  const isDeclared = /^(Function|Class)Declaration$/.test(node.type)
  if (isDeclared) outer.use(node.id)
  const isNamed = /^(Property|PropertyDefinition|MethodDefinition|MemberExpression)$/.test(node.type)
  const key = node.key ?? node.property
  for (const part of partsOf(node)) {
    // `{ a }` names a property, too.
    if (node.shorthand) {
      if (part === node.value) for (const each of [part.left ?? part]) fix(each, scope)
      if (part === node.value && part.right) resolveAll(part.right, scope, scopes)
    } else if (!(isNamed && part === key && !node.computed) && !(isDeclared && part === node.id))
      resolveAll(part, scope, scopes)
  }
}

function fix(identifier, scope) {
  const variable = scope.use(identifier)
  if (variable) variable.fixed = true
}

/**
 * @param code a script or a module, in strict mode
 * @returns its variables. `uses` says where each name stands, `fixed` that it is a property's as well; a variable may not have the name
 *   of one of its `rivals`, nor one that is in `taken`
 */
export function variablesOf(code) {
  const tree = parse(code, 'module')
  const scopes = new Map()
  declareAll(tree, new Scope(), scopes)
  resolveAll(tree, scopes.get(tree), scopes)
  const variables = [...new Set([...scopes.values()].flatMap(({ names }) => [...names.values()]))]
  return variables.map((variable) => {
    const { scope, reach } = variable
    return Object.assign(variable, {
      taken: scope.unknown,
      rivals: variables.filter((other) => other !== variable && (reach.has(other.scope) || other.reach.has(scope))),
    })
  })
}
