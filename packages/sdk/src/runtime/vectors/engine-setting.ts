import type { EngineOptions, EngineStatus } from '../../engine/client/engine-options.ts'
import { readSnapshot, writeSnapshot } from '../../first-paint/snapshot.ts'
import * as dom from '../../lib/dom.ts'
import { emitError } from '../../lib/events.ts'
import type { Grant } from '../interfaces/session.ts'

/**
 * How this page runs workers.
 *
 * @param folder of the model: the engine's lies beside it, unless the site says where
 */
export function engineSetting(
  { options, trust, release, signal, onChoice }: Grant,
  folder: string,
  onStatus: (status: EngineStatus) => void,
): Omit<EngineOptions, 'files' | 'manifests'> {
  const { engine = new URL('../engine/', new URL(folder, dom.baseURI(document))).href, backend, timeout } = options
  return {
    base: engine,
    model: folder,
    timeout,
    trust,
    byAddress: readSnapshot().address === release,
    ...(backend && { backend }),
    mayKeep: () => {
      onChoice()
      return !signal.aborted
    },
    onStatus(status) {
      // Each try would be reported to the site as a violation of its policy, page view by page view.
      if (status.worker === 'address') writeSnapshot({ address: release })
      onStatus(status)
    },
    onError: (code, message) => emitError(code, message),
  }
}
