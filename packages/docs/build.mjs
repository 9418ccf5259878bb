/** Builds the site of the documents: docs/, model cards and generated pages -> dist/. The demo serves it at /docs/. */
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vitepress'
import { finish } from './site/finish.mjs'
import { generate } from './site/generate.mjs'

const here = fileURLToPath(new URL('.', import.meta.url))

await generate()
await build(here)
finish(join(here, 'dist'))
