/**
 * The manifest of a pack (the encoder for one language): the pack's depths, its files, and where each tensor is stored
 * in them.
 *
 * It is downloaded and therefore not trusted: everything that the engine relies on is validated here.
 */

import { ensure, list, match, object, whole } from './checks.ts'
import { ModelError } from './errors.ts'
import type { Architecture, ListedFiles, Manifest, TableShape, TokenizerShape, TransformerShape } from './shape.ts'
import { checkTensors, TABLE_FILE } from './tensors/check-tensors.ts'
import { LARGEST_BUNDLE, readEntry } from './tensors/tensor-entry.ts'

/** Largest manifest, in bytes. */
export const LARGEST_MANIFEST = 256 * 1024
export const VOCABULARY_FILE = 'vocabulary.txt'
export const GOLDEN_FILE = 'golden.json'
/** The tone files, if a pack has them. They are loaded only when tone is requested. */
export const TONE_FILES = ['tone.json', 'tone.bin'] as const

/**
 * Parses and validates a manifest.
 *
 * @param text the JSON
 * @throws ModelError `model-damaged` with a message that names the field
 */
export function parseManifest(text: string): Manifest {
  const root = object(parseJson(text), 'the manifest')
  ensure(root.format === 4, 'format must be 4, the one that this release reads')
  const manifest: Manifest = {
    format: 4,
    ...readNames(root),
    languages: list(root.languages, 'languages', 1000).map((tag) =>
      match(tag, /^[a-z]{2,8}(-[a-z0-9]+)*$/i, 'languages'),
    ),
    dims: list(root.dims, 'dims', 64).map((value) => whole(value, 'dims', 1, 4096)),
    tokenizer: tokenizer(root.tokenizer),
    table: table(root.table),
    ...(root.transformer !== undefined && { transformer: transformer(root.transformer) }),
    files: readFiles(root.files, [VOCABULARY_FILE, GOLDEN_FILE, TABLE_FILE]),
    tensors: list(root.tensors, 'tensors', 4096).map(readEntry),
  }
  checkTensors(manifest)
  ensure(manifest.dims.at(-1) === manifest.table.output, 'dims must end with table.output')
  const { maxTokens = Number.POSITIVE_INFINITY } = manifest.transformer ?? {}
  ensure(manifest.table.maxTokens <= maxTokens, 'table.maxTokens must not exceed transformer.maxTokens')
  return manifest
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new ModelError('model-damaged', "The model's manifest isn't JSON.", { cause })
  }
}

/** Fields that every model's manifest has. */
export const readNames = ({ name, version, licence, space }: Record<string, unknown>) => ({
  name: match(name, /^[a-z0-9][a-z0-9._-]{0,63}$/, 'name'),
  version: match(version, /^\d+\.\d+\.\d+[a-z0-9.+-]{0,32}$/i, 'version'),
  licence: match(licence, /^[\s\S]{1,10000}$/, 'licence'),
  space: match(space, /^[a-z0-9.-]{1,64}$/, 'space'),
})

/** The transformer's dimensions. @throws ModelError if the pack has no transformer */
export function architectureOf({ table, transformer, name }: Manifest): Architecture {
  if (!transformer) throw new ModelError('model-damaged', `${name} has no transformer, only depth 0.`)
  const { vocabulary, width, output } = table
  return { ...transformer, vocabulary, embeddingWidth: width, output }
}

function tokenizer(value: unknown): TokenizerShape {
  const { kind, lowercase, stripAccents } = object(value, 'tokenizer')
  ensure(kind === 'wordpiece', 'tokenizer.kind must be "wordpiece"')
  ensure(lowercase === true, 'tokenizer.lowercase must be true')
  ensure(typeof stripAccents === 'boolean', 'tokenizer.stripAccents must be true or false')
  return { kind, lowercase, stripAccents }
}

function table(value: unknown): TableShape {
  const given = object(value, 'table')
  const count = (name: string, least: number, most: number) => whole(given[name], `table.${name}`, least, most)
  return {
    vocabulary: count('vocabulary', 1, 1_000_000),
    width: count('width', 1, 4096),
    maxTokens: count('maxTokens', 2, 1024),
    output: count('output', 1, 4096),
  }
}

function transformer(value: unknown): TransformerShape {
  const given = object(value, 'transformer')
  const count = (name: string, most: number, least = 1) => whole(given[name], `transformer.${name}`, least, most)
  const hidden = count('hidden', 4096)
  const heads = count('heads', 64)
  ensure(hidden % heads === 0, 'transformer.hidden must be a multiple of transformer.heads')
  ensure(given.activation === 'quick-gelu', 'transformer.activation must be "quick-gelu"')
  const epsilon = given.layerNormEpsilon
  ensure(
    typeof epsilon === 'number' && epsilon > 0 && epsilon < 1,
    'transformer.layerNormEpsilon must lie between 0 and 1',
  )
  return {
    hidden,
    layers: count('layers', 48),
    heads,
    feedForward: count('feedForward', 16384),
    maxTokens: count('maxTokens', 1024, 2),
    activation: 'quick-gelu',
    layerNormEpsilon: epsilon,
  }
}

/** @param required names of the files that this kind of model must have */
export function readFiles(value: unknown, required: readonly string[]): ListedFiles['files'] {
  const entries = Object.entries(object(value, 'files'))
  ensure(entries.length <= 64, 'files has more than 64 entries')
  let total = 0
  const checked = entries.map(([name, entry]) => {
    // Only plain names are allowed, because they are resolved against the bundle's URL and must not lead out of its
    // folder.
    match(name, /^[a-z0-9][a-z0-9_-]*(\.[a-z0-9]+)+$/i, 'files')
    const given = object(entry, `files["${name}"]`)
    const length = (field: 'bytes' | 'gzip') => whole(given[field], `files["${name}"].${field}`, 0, LARGEST_BUNDLE)
    const file = {
      bytes: length('bytes'),
      sha256: match(given.sha256, /^[0-9a-f]{64}$/, `files["${name}"].sha256`),
      ...(given.gzip !== undefined && { gzip: length('gzip') }),
    }
    total += file.bytes
    return [name, file] as const
  })
  ensure(total <= LARGEST_BUNDLE, `files add up to ${total} bytes, more than ${LARGEST_BUNDLE}`)
  const result = new Map(checked)
  for (const name of required) ensure(result.has(name), `files lacks ${name}`)
  return Object.fromEntries(result)
}
