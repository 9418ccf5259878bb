import { hashes } from 'virtual:release'
import { createEngine, type Engine, type EngineOptions } from './client.ts'

/** The engine of this release: it checks its own files' hashes. */
export const createReleaseEngine = (options: EngineOptions): Engine => createEngine({ hashes, ...options })
