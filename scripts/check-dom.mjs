/**
 * Finds code that reads `node.member` from a node which may be a document or a form, because markup can shadow the member: see
 * packages/sdk/src/lib/dom.ts. Part of `npm run check`; reports the places and exits with 1.
 *
 *   node scripts/check-dom.mjs [FILE...]   default: the source packages, without code that never runs in a page
 *
 * The check uses types rather than names, so `.remove()` of a set isn't reported. Lines that end with `// dom: REASON` are ignored.
 */
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Node, Project, SyntaxKind } from 'ts-morph'
import { SOURCES } from './packages.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const source = join(root, 'packages/sdk/src')
const given = process.argv.slice(2)
const project = new Project({
  tsConfigFilePath: join(root, 'tsconfig.json'),
  skipAddingFilesFromTsConfig: true,
  skipFileDependencyResolution: true,
})
// packages/cli never runs in a page, and no other package imports it.
project.addSourceFilesAtPaths(
  SOURCES.filter(({ prefix }) => prefix !== 'cli/').map(({ folder }) => `${folder}/**/*.ts`),
)
for (const file of given) project.addSourceFileAtPath(file)

/** Globals that are own properties of the window in every browser, so no element can shadow them. Others must be read with `ownGlobal`. */
const ALWAYS = new Set(
  'addEventListener crypto customElements document fetch HTMLElement innerHeight innerWidth localStorage location navigator self sessionStorage top window'.split(
    ' ',
  ),
)
const checker = project.getTypeChecker().compilerObject
const probe = project.createSourceFile(
  join(source, 'probe.ts'),
  'declare const form: HTMLFormElement\ndeclare const page: Document\n',
)
const shadowable = ['form', 'page'].map((name) => probe.getVariableDeclarationOrThrow(name).getType().compilerType)
/** Code that never runs in a page, and the modules that implement safe reading. */
const EXEMPT = /packages\/cli\/|sdk\/src\/(?:engine\/backends\/|lib\/(?:dom|own-global|site-inkling)\.ts$)/
const asked = (
  given.length ? given.map((path) => project.getSourceFileOrThrow(path)) : project.getSourceFiles()
).filter((file) => file !== probe && !EXEMPT.test(file.getFilePath()))
// Check whole files first: if asked only for single expressions, the compiler fails on iterators of its own library.
for (const file of asked) project.getProgram().compilerObject.getSemanticDiagnostics(file.compilerNode)
const found = []

for (const file of asked) {
  for (const access of file.getDescendantsOfKind(SyntaxKind.PropertyAccessExpression)) {
    const receiver = access.getExpression()
    const name = access.getName()
    if (mayBeShadowed(receiver)) tell(access, name, `dom.${name}(…)`)
    if (
      /^(?:globalThis|window)$/.test(receiver.getText()) &&
      isGlobal(receiver) &&
      !isWritten(access) &&
      !ALWAYS.has(name)
    )
      tell(access, name, `ownGlobal('${name}')`)
  }
  for (const pattern of file.getDescendantsOfKind(SyntaxKind.ObjectBindingPattern)) {
    const from = pattern.getParent().getInitializer?.()
    const type = (from ?? pattern.getParent()).getType()
    if (from ? mayBeShadowed(from) : isShadowable(type)) tell(pattern, pattern.getText(), 'dom.NAME(…) for each')
  }
}

if (found.length) {
  console.error(found.join('\n'))
  console.error(`\n${found.length} members that an element's name could shadow: see packages/sdk/src/lib/dom.ts.`)
  process.exit(1)
}

function isGlobal(receiver) {
  return /^(?:typeof globalThis|Window(?: & typeof globalThis)?)$/.test(receiver.getType().getText())
}

function isWritten(access) {
  const parent = access.getParent()
  return Node.isBinaryExpression(parent) && parent.getLeft() === access && parent.getOperatorToken().getText() === '='
}

/** Looks through casts, because they don't change the value. */
function mayBeShadowed(receiver) {
  let inner = receiver
  while (Node.isParenthesizedExpression(inner) || Node.isNonNullExpression(inner)) inner = inner.getExpression()
  if (isShadowable(inner.getType())) return true
  return Node.isAsExpression(inner) && isNode(inner.getType()) && isShadowable(inner.getExpression().getType())
}

function partsOf(type) {
  const plain = type.getNonNullableType()
  const constraint = plain.getConstraint?.()
  if (plain.isTypeParameter() && constraint) return partsOf(constraint)
  if (plain.isUnion()) return plain.getUnionTypes().flatMap(partsOf)
  if (plain.isIntersection()) return plain.getIntersectionTypes().flatMap(partsOf)
  return [plain]
}

function isOfDom(type) {
  const declarations = type.getSymbol()?.getDeclarations() ?? []
  return declarations.some((each) => /lib\.dom\./.test(each.getSourceFile().getFilePath()))
}

/** Whether a form or a document is assignable to this DOM type. Types with only optional members accept everything, so they don't count. */
function isShadowable(type) {
  return partsOf(type).some(
    (part) =>
      isOfDom(part) &&
      part.getProperties().some((each) => !each.isOptional()) &&
      shadowable.some((each) => checker.isTypeAssignableTo(each, part.compilerType)),
  )
}

function isNode(type) {
  return partsOf(type).some((part) => isOfDom(part) && part.getProperty('nodeType'))
}

function tell(node, name, instead) {
  const line = node.getSourceFile().getFullText().split('\n')[node.getEndLineNumber() - 1]
  if (/\/\/ dom: \S/.test(line)) return
  found.push(
    `${relative(root, node.getSourceFile().getFilePath())}:${node.getStartLineNumber()} ${name}: write ${instead}`,
  )
}
