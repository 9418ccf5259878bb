/**
 * A site with the elements for readers, under a content security policy that forbids inline styles, markup from
 * strings, and third-party scripts.
 */

import { createHash } from 'node:crypto'
import type { Release } from '../pages/support/release.ts'
import { type PageServer, serve } from '../pages/support/server.ts'

const STORIES = {
  en: [
    ['/tram', 'Towns', 'The tram that turns around by hand'],
    ['/sluice', 'Water', 'A sluice that nobody remembers building'],
    ['/kiosk', 'Towns', 'A kiosk becomes a library'],
    ['/gauge', 'Water', 'Reading the flood gauge by torchlight'],
    ['/comet', 'Sky', 'The comet was late, and worth it'],
    ['/shower', 'Sky', 'Counting a meteor shower from a deckchair'],
  ],
  ru: [
    ['/tram', 'Towns', 'Трамвай, который разворачивают вручную'],
    ['/sluice', 'Water', 'Шлюз, о постройке которого никто не помнит'],
    ['/kiosk', 'Towns', 'Киоск становится библиотекой'],
    ['/gauge', 'Water', 'Уровень воды при свете фонаря'],
    ['/comet', 'Sky', 'Комета опоздала, но дождались не зря'],
    ['/shower', 'Sky', 'Метеорный поток из шезлонга'],
  ],
} as const

/** Stories read before, in each language, which bring the sky to the top. */
export const TAUGHT = {
  en: ['A comet seen from a field', 'Meteor shower tonight', 'What a comet leaves behind'],
  ru: ['Комета, увиденная в поле', 'Метеорный поток сегодня ночью', 'Что оставляет комета'],
} as const
export const RISEN = ['/comet', '/shower']
export type Language = keyof typeof STORIES

/** The page's own style, allowed by hash. */
const STYLE =
  'html{color-scheme:light dark}body{background:Canvas;color:CanvasText;margin:0 auto;padding:0 1rem;max-width:48rem;font:1rem/1.5 system-ui,sans-serif}ol{padding:0}li{position:relative;list-style:none;padding:0 2.25rem .5rem 0;border-bottom:1px solid}h2{font-size:1.1rem;margin:.5rem 0}html{--ink:light-dark(#123,#def)}inkling-why{--inkling-ink:var(--ink);inset-inline-end:0;inset-block-start:.5rem}'

const hashOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

function pageOf(language: Language, head: string, withElements: boolean): string {
  const items = STORIES[language].map(
    ([id, topic, title]) =>
      `<li data-inkling-item="${id}" data-inkling-topic="${topic}"><h2><a href="${id}">${title}</a></h2>${withElements ? '<inkling-why></inkling-why>' : ''}</li>`,
  )
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Stories</title><style>${STYLE}</style>${head}</head>
<body><main><h1>Stories</h1><button id="before">Before</button><ol data-inkling-list="stories">${items.join('\n')}</ol><p>The end.</p></main></body></html>`
}

const NAMES = { en: { Sky: 'The sky', Water: 'Water' }, ru: { Sky: 'Небо', Water: 'Water' } } as const

const profileOf = (language: Language, head: string) =>
  `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>You</title><style>${STYLE}</style>${head}</head>
<body><main><h1>You</h1><button id="before">Before</button><inkling-profile topics='${JSON.stringify(NAMES[language])}'></inkling-profile><p><a id="after" href="/${language}">After</a></p></main></body></html>`

/** Serves `/en` and `/ru`; suffixes: `/plain` without elements, `/compared` with a holdout, `/you` with the profile. */
export function serveStories({ folder, snippet, tag }: Release): Promise<PageServer> {
  const head =
    snippet +
    tag.replace(
      /data-model="[^"]*"/,
      'data-download="never" data-table="never" data-elements="why,profile" data-calibration="0"',
    )
  const policy = [
    "default-src 'none'; base-uri 'none'; form-action 'none'; img-src data:",
    `script-src 'self' ${hashOf(snippet.replace(/^<script[^>]*>|<\/script>$/g, ''))}; connect-src 'self'`,
    `style-src ${hashOf(STYLE)}; require-trusted-types-for 'script'; trusted-types inkling`,
  ].join('; ')
  return serve({
    folder,
    page(path) {
      const [, language, more] = /^\/(en|ru)(\/plain|\/compared|\/you)?$/.exec(path) ?? []
      if (!language) return undefined
      return {
        parts: [
          more === '/you'
            ? profileOf(language as Language, head)
            : more === '/compared'
              ? pageOf(language as Language, head.replace(' data-download', ' data-holdout="0.5" data-download'), false)
              : pageOf(language as Language, head, more !== '/plain'),
        ],
        headers: { 'content-security-policy': policy },
      }
    },
  })
}
