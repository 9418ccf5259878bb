// Finds features in scripts that browsers supported according to the README may lack, using MDN's compatibility data.
//
// A script doesn't reveal the interface to which a member belongs. A name is therefore reported only if it is too new in every interface that has
// it. Features that are tested for before use must be declared by the caller (packages/sdk/test/faults/browsers.spec.ts).

import { readFileSync } from 'node:fs'
import bcd from '@mdn/browser-compat-data' with { type: 'json' }
import { parse } from 'acorn'

/** Reads the minimum versions of Chrome and Edge, Firefox and Safari from the README. */
export function promisedBrowsers(readme) {
  const found = readFileSync(readme, 'utf8').match(/supports Chrome (\d+), Edge \d+, Firefox (\d+), Safari (\d+)/)
  if (!found) throw new Error('README.md no longer says which browsers Inkling supports')
  const [, chrome, firefox, safari] = found.map(Number)
  return { chrome, edge: chrome, firefox, safari, safari_ios: safari }
}

/** @returns the supported browsers that lack the feature */
function lacking(compat, promised) {
  return Object.entries(promised)
    .filter(([browser, floor]) => {
      const statements = [compat.support[browser] ?? []].flat()
      return !statements.some(
        ({ version_added: added, flags, prefix, alternative_name: other }) =>
          !flags && !prefix && !other && (added === true || Number.parseFloat(String(added).replace('≤', '')) <= floor),
      )
    })
    .map(([browser, floor]) => `${browser} ${floor}`)
}

const { api, css, javascript } = bcd
const interfaces = [...Object.entries(api), ...Object.entries(javascript.builtins)]
const keysOf = (node) => Object.keys(node).filter((key) => !key.startsWith('__'))
/** Compatibility data by member name, whatever the interface. */
const members = new Map()
for (const [, node] of interfaces) {
  for (const key of keysOf(node)) {
    const compat = node[key].__compat
    if (compat) members.set(key, [...(members.get(key) ?? []), compat])
  }
}
// Functions and objects of the window and of workers are at the top level of the data.
for (const [key, { __compat }] of Object.entries(api))
  if (__compat && /^[a-z]/.test(key)) members.set(key, [...(members.get(key) ?? []), __compat])

const parsed = (code) => parse(code, { ecmaVersion: 2022, sourceType: 'module', allowReturnOutsideFunction: true })

/** Calls `see` with each node. */
function walk(node, see, parent, key) {
  if (Array.isArray(node)) for (const each of node) walk(each, see, parent, key)
  else if (typeof node?.type === 'string') {
    see(node, parent, key)
    for (const name of Object.keys(node)) walk(node[name], see, node, name)
  }
}

/** @returns names of members that scripts define on their own objects, which aren't those of the platform */
export function ownNames(scripts) {
  const names = new Set()
  const add = (key, computed) => !computed && names.add(key.name ?? String(key.value))
  for (const code of scripts)
    walk(parsed(code), ({ type, properties, key, computed, left }) => {
      if (type === 'ObjectExpression')
        for (const each of properties) if (each.type === 'Property') add(each.key, each.computed)
      if (type === 'MethodDefinition' || type === 'PropertyDefinition') add(key, computed)
      if (type === 'AssignmentExpression' && left.type === 'MemberExpression' && left.object.type === 'ThisExpression')
        add(left.property, left.computed)
    })
  return names
}

/** @param own names of members that aren't the platform's @returns one sentence per feature */
export function newerInScript(code, promised, own = new Set()) {
  const found = new Map()
  const judge = (name, all) => {
    if (!all.length) return
    const lacks = all.map((compat) => lacking(compat, promised))
    if (lacks.every(({ length }) => length)) found.set(name, lacks.sort((a, b) => a.length - b.length)[0])
  }
  const judgeMember = (owner, name) => {
    const node =
      owner &&
      (Object.hasOwn(javascript.builtins, owner) ? javascript.builtins[owner] : Object.hasOwn(api, owner) && api[owner])
    const its =
      node && [node[`${name}_static`], Object.hasOwn(node, name) && node[name]].flatMap((each) => each?.__compat ?? [])
    if (its?.length) judge(`${owner}.${name}`, its)
    else if (!own.has(name)) judge(`.${name}`, members.get(name) ?? [])
  }
  const judgeGlobal = (name) =>
    judge(name, [
      ...[api, javascript.builtins].flatMap((all) => (Object.hasOwn(all, name) && all[name].__compat) || []),
      ...['Window', 'WindowOrWorkerGlobalScope'].flatMap((scope) => api[scope]?.[name]?.__compat ?? []),
    ])
  // Newer syntax doesn't parse at all.
  walk(parsed(code), (node, parent, key) => {
    const { type } = node
    if (type === 'MemberExpression' && !node.computed && node.property.type === 'Identifier')
      judgeMember(node.object.type === 'Identifier' ? node.object.name : undefined, node.property.name)
    else if (type === 'Identifier' && (parent?.computed || (key !== 'property' && key !== 'key')))
      judgeGlobal(node.name)
    else if (type === 'ObjectPattern')
      for (const { key: name } of node.properties) if (name?.type === 'Identifier') judgeMember(undefined, name.name)
    // lib/dom.ts and lib/own-global.ts read members by name.
    if (type === 'CallExpression' && node.arguments.length === 1 && typeof node.arguments[0].value === 'string')
      judgeMember(undefined, node.arguments[0].value)
    const text = type === 'TemplateElement' ? node.value.raw : type === 'Literal' && node.value
    if (typeof text === 'string' && /{[^}]*:[^}]*[;}]/.test(text)) newerInStyle(text, promised, found)
  })
  return [...found].map(([name, browsers]) => `${name}: not in ${browsers.join(', ')}`).sort()
}

/** Checks properties, functions, pseudo-classes and at-rules of a style sheet. */
function newerInStyle(text, promised, found) {
  const judge = (name, node) => {
    const lacks = node?.__compat && lacking(node.__compat, promised)
    if (lacks?.length) found.set(name, lacks)
  }
  const functions = (name) =>
    Object.values(css.types)
      .flatMap((type) => (type[name]?.__compat ? [type[name]] : []))
      .concat(css.types[name] ?? [])
  for (const [, name] of text.matchAll(/[{;\s]([a-z-]+)\s*:/g)) judge(name, css.properties[name])
  for (const [, name] of text.matchAll(/::?([a-z-]+)/g)) judge(`:${name}`, css.selectors[name])
  for (const [, name] of text.matchAll(/@([a-z-]+)/g)) judge(`@${name}`, css['at-rules'][name])
  for (const [, name] of text.matchAll(/([a-z-]+)\(/g)) for (const node of functions(name)) judge(`${name}()`, node)
}
