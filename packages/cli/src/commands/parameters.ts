import { resolveOptions } from '../../../sdk/src/client/option-table.ts'
import { InklingMisuse } from '../../../sdk/src/lib/errors/assert-usage.ts'
import type { ResolvedOptions } from '../../../sdk/src/options.ts'
import { DEFAULT_RANKER } from '../../../sdk/src/ranking/ranker.ts'
import { readRanker } from '../files/ranker-file.ts'
import { pageDocument } from '../pages/page-document.ts'
import { pageSource } from '../pages/page-source.ts'
import { tagOptions } from '../pages/tag-options.ts'
import { fragment, WORDINGS } from '../parameters/fragment.ts'
import { parametersOf } from '../parameters/parameters.ts'
import { print } from '../terminal/output.ts'
import { CALL } from '../terminal/parse-arguments.ts'
import { UsageError } from '../terminal/usage.ts'

export interface ParametersFlags {
  /** Path of the ranker file to which the options refer, if any. */
  readonly ranker?: string | undefined
  readonly language?: string | undefined
  /** Whether to print data instead of an HTML fragment. */
  readonly json: boolean
}

/**
 * Describes the main parameters of a site's ranking (Digital Services Act, articles 27 and 38), given the site's
 * options.
 *
 * @param page a page with the tag, or a JSON file of options
 * @throws UsageError if no options are found
 */
export async function parameters(
  page: string,
  { ranker: file, language = 'en', json }: ParametersFlags,
): Promise<void> {
  if (!Object.hasOwn(WORDINGS, language))
    throw new UsageError(`--language takes ${Object.keys(WORDINGS).join(' or ')}, not '${language}'`)
  const { html, address } = await pageSource(page, 'parameters')
  const options = /^\s*\{/.test(html) ? ofJson(html, page) : ofTag(pageDocument(html, address), page)
  if (options.ranker && file === undefined)
    throw new UsageError(`the ranker of ${page} is at ${options.ranker}: write --ranker with its file`)
  const all = parametersOf(options, file === undefined ? DEFAULT_RANKER : await readRanker(file))
  await print(json ? `${JSON.stringify(all, null, 2)}\n` : fragment(all, language))
}

function ofJson(text: string, file: string): ResolvedOptions {
  try {
    return resolveOptions(JSON.parse(text))
  } catch (cause) {
    if (cause instanceof InklingMisuse) throw new UsageError(`${file} has invalid options: ${cause.message}`)
    throw new UsageError(`${file} is not JSON: write the options of createInkling, such as { "calibration": 0.25 }`)
  }
}

function ofTag(document: Document, page: string): ResolvedOptions {
  const options = tagOptions(document, page)
  if (options) return options
  throw new UsageError(
    `${page} has no Inkling tag: with npm, write its options to a file, and ${CALL} parameters options.json`,
  )
}
