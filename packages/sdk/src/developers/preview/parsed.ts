import * as dom from '../../lib/dom.ts'

/** Resolves once the page has been parsed. */
export async function parsed(): Promise<void> {
  if (dom.readyState(document) === 'loading')
    await new Promise<void>((resolve) =>
      dom.addEventListener(document, 'DOMContentLoaded', () => resolve(), { once: true }),
    )
}
