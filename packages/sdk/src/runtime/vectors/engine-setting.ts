import type { EngineOptions, EngineStatus } from '../../engine/client/engine-options.ts'
import { readSnapshot, writeSnapshot } from '../../first-paint/snapshot.ts'
import * as dom from '../../lib/dom.ts'
import { emitError } from '../../lib/events.ts'
import type { Grant } from '../interfaces/session.ts'

/**
 * The options of this page's workers.
 *
 * @param folder the model's folder. The engine's folder is next to it, unless the site specifies a different one
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
      // Remember this, because every attempt to use `blob:` is reported to the site as a violation of the page's
      // policy.
      if (status.worker === 'address') writeSnapshot({ address: release })
      onStatus(status)
    },
    onError: (code, message) => emitError(code, message),
  }
}
