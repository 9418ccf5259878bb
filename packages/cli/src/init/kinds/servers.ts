/** Sites whose pages a server or a framework renders. */
import { change, endOfLine, newFile } from '../change.ts'
import { tagsOfJsx } from '../jsx.ts'
import type { Site } from '../site.ts'
import { ByHand, configOf, expectRoot, filesIn, firstOf, isAside, type Kind, packagesOf } from './kind.ts'

/** A component for the root layout. `createElement` takes any name, so that TypeScript accepts the custom element. */
const NEXT = ({
  head,
  body,
}: {
  head: string
  body: string
}) => `// Written by \`inkling init\`; \`inkling remove\` takes it out again.
import { createElement } from 'react'

export const InklingHead = () => ${head}

export const InklingConsent = () => ${body}
`

const attributesOf = (markup: string) =>
  Object.fromEntries(
    [...markup.matchAll(/\s([\w-]+)(?:="([^"]*)")?(?=[\s>])/g)].map(([, name, value]) => [
      name === 'crossorigin' ? 'crossOrigin' : name,
      value ?? true,
    ]),
  )

function scriptElement(markup: string): string {
  const inline = /^<script>([\s\S]*)<\/script>$/.exec(markup)?.[1]
  const props = inline === undefined ? attributesOf(markup) : { dangerouslySetInnerHTML: { __html: inline } }
  return `createElement('script', ${JSON.stringify(props)})`
}

/** Longest layout that is searched, in characters. */
const LONGEST = 50_000

export const next: Kind = {
  name: 'next',
  title: 'Next.js',
  beats: ['html'],
  found: (site) =>
    configOf(site, 'next.config') ?? (packagesOf(site).has('next') ? 'package.json, which has next' : undefined),
  setUp(site, base) {
    expectRoot(site, configOf(site, 'next.config'), /\bbasePath\s*:[^,\n]*/, base)
    const folders = ['app', 'src/app'].flatMap((folder) => ['tsx', 'jsx', 'js'].map((end) => [folder, end] as const))
    const layouts = folders.filter(([folder, end]) => site.has(`${folder}/layout.${end}`))
    const [layout] = layouts
    if (!layout || layouts.length > 1) throw new ByHand('there is no root layout at app/layout or src/app/layout')
    const [folder, end] = layout
    const path = `${folder}/layout.${end}`
    const text = site.text(path)
    if (text === undefined || text.length > LONGEST) throw new ByHand(`${path} can't be read, or is unusually long`)
    const [roots, heads, bodies] = ['html', 'head', 'body'].map((name) => tagsOfJsx(text, name))
    if (roots?.length !== 1 || bodies?.length !== 1 || heads!.length > 1)
      throw new ByHand(`${path} does not have one <html> and one <body>`)
    const component = `inkling-page.${end}`
    if (site.has(`${folder}/${component}`)) throw new ByHand(`there is already a file ${folder}/${component}`)
    return {
      folder: 'public/inkling',
      address: '/inkling',
      lists: 'framework',
      built: ['out'],
      changes: ({ snippet, file, tag, banner }) => {
        const head = `[\n  ${[snippet ?? file, tag].map((line, at) => scriptElement(line).replace('{', `{"key":${at},`)).join(',\n  ')},\n]`
        const body = banner
          ? `[createElement('inkling-consent', { key: 0 }), ${scriptElement(banner).replace('{', '{"key":1,')}]`
          : 'null'
        const line = endOfLine(text)
        const start = /^(?:\s*(?:\/\/[^\n]*\n|\/\*[\s\S]*?\*\/|['"]use \w+['"];?[^\S\n]*\n))*/.exec(text)![0].length
        return [
          newFile(`${folder}/${component}`, NEXT({ head, body })),
          change(path, text, [
            {
              at: start,
              text: `import { ${banner ? 'InklingConsent, ' : ''}InklingHead } from './inkling-page'${line}`,
            },
            heads![0] === undefined
              ? { at: roots[0]!, text: `${line}      <head><InklingHead /></head>` }
              : { at: heads![0], text: `<InklingHead />` },
            ...(banner ? [{ at: bodies[0]!, text: `${line}        <InklingConsent />` }] : []),
          ]),
        ]
      },
    }
  },
}

const NUXT = (head: string, body: string) => `// Written by \`inkling init\`; \`inkling remove\` takes it out again.
export default defineNitroPlugin((nitro) => {
  nitro.hooks.hook('render:html', (html) => {
    html.head.unshift(${head})
${body && `    html.bodyPrepend.unshift(${body})\n`}  })
})
`

export const nuxt: Kind = {
  name: 'nuxt',
  title: 'Nuxt',
  beats: ['html', 'vite'],
  found: (site) =>
    configOf(site, 'nuxt.config') ?? (packagesOf(site).has('nuxt') ? 'package.json, which has nuxt' : undefined),
  setUp(site, base) {
    expectRoot(site, configOf(site, 'nuxt.config'), /\b(?:baseURL|serverDir|srcDir|rootDir)\s*:[^,\n]*/, base)
    return {
      folder: 'public/inkling',
      address: '/inkling',
      lists: 'framework',
      built: ['.output/public', 'dist'],
      changes: ({ snippet, file, tag, banner }) => {
        // Nuxt's own encoding comes later, and must be among the first 1,024 bytes.
        const head = JSON.stringify(`<meta charset="utf-8">${snippet ?? file}${tag}`)
        const body = banner ? JSON.stringify(`<inkling-consent></inkling-consent>${banner}`) : ''
        return [newFile(`server/plugins/inkling.${site.has('tsconfig.json') ? 'ts' : 'js'}`, NUXT(head, body))]
      },
    }
  },
}

export const laravel: Kind = {
  name: 'laravel',
  title: 'Laravel',
  beats: ['html', 'vite'],
  found: (site) => firstOf(site, 'artisan'),
  setUp: (site) => ({
    folder: 'public/inkling',
    address: '/inkling',
    templates: filesIn(site, 'resources/views/', '.blade.php').filter(
      (path) => !isAside(path) && !path.startsWith('resources/views/vendor/'),
    ),
    syntax: 'blade',
    lists: 'loops',
    built: [],
  }),
}

const isGhost = (site: Site) => site.has('default.hbs') && /"ghost"/.test(site.text('package.json') ?? '')

export const ghost: Kind = {
  name: 'ghost',
  title: 'a Ghost theme',
  beats: ['html'],
  found: (site) => (isGhost(site) ? 'default.hbs, and a package.json with engines.ghost' : undefined),
  setUp: () => ({
    folder: 'assets/inkling',
    address: '/assets/inkling',
    templates: ['default.hbs'],
    syntax: 'handlebars',
    lists: 'loops',
    built: [],
  }),
}
