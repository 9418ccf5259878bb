import { elementFiles } from 'virtual:release'
import * as dom from '../../lib/dom.ts'
import type { Grant } from '../runtime-context.ts'
import { bringBundle } from './bring-bundle.ts'

/** What the bundle of an element gives. */
interface Elements {
  /** Defines it; once it is defined, nothing happens. */
  define(): void
}

/** Brings in the elements that the option names and the page has: `<inkling-NAME>` by `NAME.js`. */
export async function bringElements({ options, bring, signal }: Grant): Promise<void> {
  for (const name of options.elements?.split(',') ?? []) {
    if (!dom.querySelector(document, `inkling-${name}`)) continue
    const bundle = await bringBundle<Elements>(
      bring,
      `${name}.js`,
      elementFiles[name]!,
      `<inkling-${name}> stays empty`,
    )
    if (!signal.aborted) bundle?.define()
  }
}
