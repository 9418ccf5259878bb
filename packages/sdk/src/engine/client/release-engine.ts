import { engineFiles, manifests } from 'virtual:release'
import { createEngine, type Engine } from './engine-client.ts'
import type { EngineOptions } from './engine-options.ts'

type ReleaseOptions = Omit<EngineOptions, 'files' | 'manifests'>

const withReleaseFiles = <O extends ReleaseOptions>(options: O) => ({ files: engineFiles, manifests, ...options })

/**
 * Creates the engine of this release, with its own files and models.
 *
 * @param options `modelIntegrity` is the integrity (`sha256-` followed by Base64) of the only manifest to accept,
 * instead of the release's manifests
 */
export const createReleaseEngine = ({
  modelIntegrity,
  ...options
}: ReleaseOptions & { readonly modelIntegrity?: string | undefined }): Engine =>
  createEngine({
    ...withReleaseFiles(options),
    ...(modelIntegrity && { manifests: [modelIntegrity.slice('sha256-'.length)] }),
  })

/** Like {@link createReleaseEngine}, for pictures. */
export const createPictureEngine = (options: ReleaseOptions): Engine<ImageBitmap> =>
  createEngine({ ...withReleaseFiles(options), reads: 'pictures' })
