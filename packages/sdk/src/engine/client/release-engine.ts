import { engineFiles, manifests } from 'virtual:release'
import { createEngine, type Engine } from './engine-client.ts'
import type { EngineOptions } from './engine-options.ts'

/**
 * The engine of this release: it runs its own files, and this release's models.
 *
 * @param options `modelIntegrity`: that of a manifest which takes their place, `sha256-` and base64
 */
export const createReleaseEngine = ({
  modelIntegrity,
  ...options
}: Omit<EngineOptions, 'files' | 'manifests'> & { readonly modelIntegrity?: string | undefined }): Engine =>
  createEngine({
    files: engineFiles,
    manifests: modelIntegrity ? [modelIntegrity.slice('sha256-'.length)] : manifests,
    ...options,
  })
