/**
 * The manifest of a model bundle: what files it has, and where each tensor lies in them.
 *
 * It comes over the network, so it is read as hostile: whatever the rest of the engine relies on is checked here.
 */

import { ModelError } from './errors.ts'

/** Widths and counts of the encoder; see encoder.ts for what each is. */
export interface Architecture {
  readonly vocabulary: number
  readonly embeddingWidth: number
  readonly hidden: number
  readonly layers: number
  readonly heads: number
  readonly feedForward: number
  readonly maxTokens: number
  readonly output: number
  readonly activation: 'quick-gelu'
  readonly layerNormEpsilon: number
}

/** A run of little-endian numbers in a file. */
interface Place {
  readonly file: string
  /** Bytes from the start of the file; a multiple of 4. */
  readonly offset: number
}

export type TensorEntry = Place & { readonly name: string; readonly shape: readonly number[] } & (
    | { readonly dtype: 'float32' }
    | {
        /**
         * value = q × scale[index along scaleAxis]; the scales are float32. int4 is for matrices with an even number of columns:
         * two neighbours of a row share a byte, the left one in its low half; both are two's complement.
         */
        readonly dtype: 'int8' | 'int4'
        readonly scaleAxis: number
        readonly scales: Place
      }
  )

export interface Manifest {
  readonly format: 2
  readonly name: string
  readonly version: string
  readonly licence: string
  readonly languages: readonly string[]
  readonly architecture: Architecture
  readonly dims: readonly number[]
  readonly tensors: readonly TensorEntry[]
  readonly files: Readonly<Record<string, { readonly bytes: number; readonly sha256: string }>>
}

/** All files of a bundle together, in bytes. */
export const LARGEST_BUNDLE = 64 * 1024 * 1024
/** The manifest alone, in bytes. */
export const LARGEST_MANIFEST = 256 * 1024
export const VOCABULARY_FILE = 'vocabulary.txt'
export const GOLDEN_FILE = 'golden.json'
/** That one number takes. */
const BYTES = { float32: 4, int8: 1, int4: 0.5 } as const

/**
 * Parses and checks a manifest.
 *
 * @param text The JSON.
 * @throws ModelError `model-damaged` with a sentence that names the field.
 */
export function parseManifest(text: string): Manifest {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (cause) {
    throw new ModelError('model-damaged', "The model's manifest isn't JSON.", { cause })
  }
  const root = object(json, 'the manifest')
  ensure(root.format === 2, 'format must be 2, the one that this release reads')
  const manifest: Manifest = {
    format: 2,
    name: match(root.name, /^[a-z0-9][a-z0-9._-]{0,63}$/, 'name'),
    version: match(root.version, /^\d+\.\d+\.\d+[a-z0-9.+-]{0,32}$/i, 'version'),
    licence: match(root.licence, /^[\s\S]{1,10000}$/, 'licence'),
    languages: list(root.languages, 'languages', 1000).map((tag) =>
      match(tag, /^[a-z]{2,8}(-[a-z0-9]+)*$/i, 'languages'),
    ),
    architecture: architecture(root.architecture),
    dims: list(root.dims, 'dims', 64).map((value) => whole(value, 'dims', 1, 4096)),
    files: files(root.files),
    tensors: list(root.tensors, 'tensors', 4096).map(tensor),
  }
  checkTensors(manifest)
  ensure(manifest.dims.at(-1) === manifest.architecture.output, 'dims must end with architecture.output')
  return manifest
}

/** Name and shape of every tensor that an architecture needs. The rows of a kernel are its inputs. */
export function expectedShapes(architecture: Architecture): Map<string, readonly number[]> {
  const { vocabulary, embeddingWidth, hidden, layers, feedForward, maxTokens, output } = architecture
  const shapes = new Map<string, readonly number[]>([
    ['tokenEmbedding', [vocabulary, embeddingWidth]],
    ['embeddingProjection.kernel', [embeddingWidth, hidden]],
    ['positions', [maxTokens, hidden]],
    ['embeddingNorm.scale', [hidden]],
    ['embeddingNorm.shift', [hidden]],
    ['head.kernel', [hidden, output]],
  ])
  for (let layer = 0; layer < layers; layer++) {
    const kernels: ReadonlyArray<readonly [string, number, number]> = [
      ['qkv', hidden, 3 * hidden],
      ['output', hidden, hidden],
      ['expand', hidden, feedForward],
      ['contract', feedForward, hidden],
    ]
    for (const [name, inputs, outputs] of kernels) {
      shapes.set(`layer.${layer}.${name}.kernel`, [inputs, outputs])
      shapes.set(`layer.${layer}.${name}.bias`, [outputs])
    }
    for (const norm of ['attentionNorm', 'outputNorm']) {
      shapes.set(`layer.${layer}.${norm}.scale`, [hidden])
      shapes.set(`layer.${layer}.${norm}.shift`, [hidden])
    }
  }
  return shapes
}

export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, side) => product * side, 1)
}

function architecture(value: unknown): Architecture {
  const given = object(value, 'architecture')
  const count = (name: string, most: number) => whole(given[name], `architecture.${name}`, 1, most)
  const hidden = count('hidden', 4096)
  const heads = count('heads', 64)
  ensure(hidden % heads === 0, 'architecture.hidden must be a multiple of architecture.heads')
  ensure(given.activation === 'quick-gelu', 'architecture.activation must be "quick-gelu"')
  const epsilon = given.layerNormEpsilon
  ensure(
    typeof epsilon === 'number' && epsilon > 0 && epsilon < 1,
    'architecture.layerNormEpsilon must lie between 0 and 1',
  )
  return {
    vocabulary: count('vocabulary', 1_000_000),
    embeddingWidth: count('embeddingWidth', 4096),
    hidden,
    layers: count('layers', 48),
    heads,
    feedForward: count('feedForward', 16384),
    maxTokens: whole(given.maxTokens, 'architecture.maxTokens', 2, 1024),
    output: count('output', 4096),
    activation: 'quick-gelu',
    layerNormEpsilon: epsilon,
  }
}

function files(value: unknown): Manifest['files'] {
  const entries = Object.entries(object(value, 'files'))
  ensure(entries.length <= 64, 'files has more than 64 entries')
  let total = 0
  const checked = entries.map(([name, entry]) => {
    // A plain name: it is joined to the bundle's URL, and must not lead out of the folder.
    match(name, /^[a-z0-9][a-z0-9_-]*(\.[a-z0-9]+)+$/i, 'files')
    const given = object(entry, `files["${name}"]`)
    const bytes = whole(given.bytes, `files["${name}"].bytes`, 0, LARGEST_BUNDLE)
    total += bytes
    return [name, { bytes, sha256: match(given.sha256, /^[0-9a-f]{64}$/, `files["${name}"].sha256`) }] as const
  })
  ensure(total <= LARGEST_BUNDLE, `files add up to ${total} bytes, more than ${LARGEST_BUNDLE}`)
  const result = new Map(checked)
  for (const name of [VOCABULARY_FILE, GOLDEN_FILE]) ensure(result.has(name), `files lacks ${name}`)
  return Object.fromEntries(result)
}

function tensor(value: unknown): TensorEntry {
  const given = object(value, 'a tensor')
  const name = match(given.name, /^[a-z0-9.]{1,64}$/i, "a tensor's name")
  const shape = list(given.shape, `${name}.shape`, 4).map((side) => whole(side, `${name}.shape`, 1, 1_000_000))
  const common = { name, shape, ...place(given, name) }
  const { dtype } = given
  if (dtype === 'float32') return { ...common, dtype }
  ensure(dtype === 'int8' || dtype === 'int4', `${name}.dtype must be "int4", "int8" or "float32"`)
  const [, columns = 1, ...more] = shape
  ensure(
    dtype === 'int8' || (columns % 2 === 0 && more.length === 0),
    `${name} is int4, and no matrix with an even number of columns`,
  )
  return {
    ...common,
    dtype,
    scaleAxis: whole(given.scaleAxis, `${name}.scaleAxis`, 0, shape.length - 1),
    scales: place(object(given.scales, `${name}.scales`), `${name}.scales`),
  }
}

function place(given: Record<string, unknown>, name: string): Place {
  const offset = whole(given.offset, `${name}.offset`, 0, LARGEST_BUNDLE)
  ensure(offset % 4 === 0, `${name}.offset must be a multiple of 4`)
  return { file: match(given.file, /^[\s\S]{1,100}$/, `${name}.file`), offset }
}

/**
 * Every tensor that the architecture needs is there once, in the right shape, inside its file, and shares no byte with another:
 * so the numbers that a bundle unfolds to are bounded by its size.
 */
function checkTensors({ architecture, tensors, files }: Manifest): void {
  const expected = expectedShapes(architecture)
  const seen = new Set<string>()
  const taken: Array<{ file: string; start: number; end: number; name: string }> = []
  const take = ({ file, offset }: Place, bytes: number, name: string) => {
    const size = Object.hasOwn(files, file) ? files[file]?.bytes : undefined
    ensure(size !== undefined, `${name} is in a file that files doesn't list`)
    ensure(offset + bytes <= size, `${name} reaches beyond the end of ${file}`)
    taken.push({ file, start: offset, end: offset + bytes, name })
  }
  for (const entry of tensors) {
    const { name, shape, dtype } = entry
    const wanted = expected.get(name)
    ensure(wanted !== undefined, `${name} is no tensor of this architecture`)
    ensure(!seen.has(name), `${name} is listed twice`)
    ensure(shape.join() === wanted.join(), `${name} has shape ${shape.join('×')} instead of ${wanted.join('×')}`)
    seen.add(name)
    take(entry, sizeOf(shape) * BYTES[dtype], name)
    if (dtype !== 'float32') take(entry.scales, (shape[entry.scaleAxis] ?? 0) * BYTES.float32, `${name}.scales`)
  }
  for (const name of expected.keys()) ensure(seen.has(name), `tensors lacks ${name}`)
  taken.sort((a, b) => a.start - b.start)
  const last = new Map<string, (typeof taken)[number]>()
  for (const range of taken) {
    const before = last.get(range.file)
    ensure(!before || before.end <= range.start, `${range.name} overlaps ${before?.name}`)
    last.set(range.file, range)
  }
}

function ensure(condition: boolean, problem: string): asserts condition {
  if (!condition) throw new ModelError('model-damaged', `The model's manifest is wrong: ${problem}.`)
}

function object(value: unknown, name: string): Record<string, unknown> {
  ensure(typeof value === 'object' && value !== null && !Array.isArray(value), `${name} must be an object`)
  return value as Record<string, unknown>
}

function list(value: unknown, name: string, most: number): unknown[] {
  ensure(
    Array.isArray(value) && value.length > 0 && value.length <= most,
    `${name} must be a list of 1 to ${most} entries`,
  )
  return value
}

function match(value: unknown, pattern: RegExp, name: string): string {
  ensure(typeof value === 'string' && pattern.test(value), `${name} must be text like ${pattern.source}`)
  return value
}

function whole(value: unknown, name: string, least: number, most: number): number {
  ensure(
    typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most,
    `${name} must be a whole number from ${least} to ${most}`,
  )
  return value
}
