import { engineFiles, manifests } from 'virtual:release'
import { createEngine, type Engine } from './engine-client.ts'
import type { EngineOptions } from './engine-options.ts'

type ReleaseOptions = Omit<EngineOptions, 'files' | 'manifests'>

const ofRelease = <O extends ReleaseOptions>(options: O) => ({ files: engineFiles, manifests, ...options })

/**
 * The engine of this release: it runs its own files, and this release's models.
 *
 * @param options `modelIntegrity`: that of a manifest which takes their place, `sha256-` and base64
 */
export const createReleaseEngine = ({
  modelIntegrity,
  ...options
}: ReleaseOptions & { readonly modelIntegrity?: string | undefined }): Engine =>
  createEngine({
    ...ofRelease(options),
    ...(modelIntegrity && { manifests: [modelIntegrity.slice('sha256-'.length)] }),
  })

/** As {@link createReleaseEngine}, for pictures. */
export const createPictureEngine = (options: ReleaseOptions): Engine<ImageBitmap> =>
  createEngine({ ...ofRelease(options), reads: 'pictures' })
