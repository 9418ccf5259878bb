/**
 * A page with every feature enabled: model, campaign creatives, tone, audiences, elements for readers, and custom
 * analytics.
 */

import type { Release } from '../pages/support/release.ts'
import { type PageServer, serve } from '../pages/support/server.ts'

const TOPICS = ['Sky', 'Bread', 'Sky', 'Bread', 'Sky', 'Bread']
const TITLES = [
  'A comet over the harbour',
  'Rye bread, three days slow',
  'Counting a meteor shower',
  'The oven that a village shares',
  'A telescope from a drainpipe',
  'What yeast does at night',
]
/** The stories read by a reader of either taste. */
export const READ = {
  Sky: ['A comet seen from a field', 'Meteor shower tonight', 'What a comet leaves behind'],
  Bread: ['Sourdough without a scale', 'A loaf for the week', 'The baker who sleeps by day'],
} as const
export type Taste = keyof typeof READ

const CAMPAIGNS = {
  campaigns: [
    { id: 'paid', priority: 1, sponsor: 'Acme', caps: { day: 9 }, creatives: [{ id: 'scope' }, { id: 'oven' }] },
  ],
}

const pageOf = (
  head: string,
) => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Everything</title>${head}</head>
<body><main><h1>Everything</h1>
<div data-inkling-slot="paid"><p>For all</p>
<template data-inkling-creative="scope" data-inkling-topic="Sky" data-inkling-audience="people who look at the sky">A telescope for moons</template>
<template data-inkling-creative="oven" data-inkling-topic="Bread">A stone oven for bread</template></div>
<ol data-inkling-list="stories">${TITLES.map((title, at) => `<li data-inkling-item="/${at}" data-inkling-topic="${TOPICS[at]}"><h2><a href="/${at}">${title}</a></h2><inkling-why></inkling-why></li>`).join('')}</ol></main>
<script>navigator.sendBeacon('/collect?page=everything')</script></body></html>`

export function serveEverything({ folder, snippet, tag }: Release): Promise<PageServer> {
  const options =
    'data-download="now" data-backend="wasm" data-campaigns="/campaigns.json" data-audience-share="0.1" data-elements="why"'
  const head = snippet + tag.replace('<script', `<script ${options}`)
  const pages: Readonly<Record<string, { readonly parts: string[]; readonly headers?: Record<string, string> }>> = {
    '/': { parts: [pageOf(head)] },
    '/campaigns.json': { parts: [JSON.stringify(CAMPAIGNS)], headers: { 'content-type': 'application/json' } },
  }
  return serve({ folder, page: (path) => pages[path] })
}
