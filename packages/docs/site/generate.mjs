/** Writes the pages that have no source of their own: the API's types, by TypeDoc, and the list of decisions. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Application } from 'typedoc'
import { generated, root } from './pages.mjs'

/** What a site imports, as in `exports` of packages/sdk/package.json. */
const ENTRY_POINTS = {
  inkling: 'packages/sdk/src/index.ts',
  'inkling/react': 'packages/sdk/src/frameworks/react.ts',
  'inkling/consent-banner': 'packages/elements/src/consent-banner/consent-banner.ts',
  'inkling/elements': 'packages/elements/src/elements.ts',
  'inkling/sentences': 'packages/elements/src/sentences/sentences.ts',
  'inkling/measure': 'packages/measure/src/measure.ts',
}

export async function generate() {
  const out = join(root, generated)
  rmSync(out, { recursive: true, force: true })
  mkdirSync(join(out, 'decisions'), { recursive: true })
  writeFileSync(join(out, 'decisions/index.md'), listOfDecisions())
  await writeTypes(join(out, 'types'))
}

/** @returns {{ file: string, title: string }[]} */
export function decisions() {
  const folder = join(root, 'docs/decisions')
  return readdirSync(folder)
    .filter((name) => /^\d{4}-.*\.md$/.test(name))
    .sort()
    .map((file) => ({
      file,
      title: readFileSync(join(folder, file), 'utf8').match(/^# (?:\d+[.:]? )?(.*)$/m)?.[1] ?? file,
    }))
}

function listOfDecisions() {
  const rows = decisions().map(
    ({ file, title }) => `- [${Number(file.slice(0, 4))}. ${title}](../../../../docs/decisions/${file})`,
  )
  return `# Decisions\n\nEach record states what was decided, when and why. Later records may supersede earlier ones.\n\n${rows.join('\n')}\n`
}

async function writeTypes(path) {
  const app = await Application.bootstrapWithPlugins({
    plugin: ['typedoc-plugin-markdown'],
    entryPoints: Object.values(ENTRY_POINTS).map((file) => join(root, file)),
    tsconfig: join(root, 'tsconfig.json'),
    outputs: [{ name: 'markdown', path }],
    readme: 'none',
    // Members of HTMLElement and of React's props are documented elsewhere.
    excludeExternals: true,
    excludeInternal: true,
    excludePrivate: true,
    disableSources: true,
    // `npm run check` does that.
    skipErrorChecking: true,
    logLevel: 'Error',
    outputFileStrategy: 'modules',
    entryFileName: 'index',
    hideBreadcrumbs: true,
    hidePageHeader: true,
    interfacePropertiesFormat: 'table',
    typeDeclarationFormat: 'table',
    parametersFormat: 'table',
  })
  const project = await app.convert()
  if (!project) throw new Error('TypeDoc could not read the sources')
  project.name = 'Types'
  const names = Object.keys(ENTRY_POINTS)
  for (const module of project.children ?? []) {
    const file = project.getSymbolIdFromReflection(module)?.fileName ?? ''
    module.name = names.find((name) => file.endsWith(ENTRY_POINTS[name])) ?? module.name
  }
  await app.generateOutputs(project)
}
