/** Loads, starts and ends the runtime, which exists while consent is granted, and passes calls to it. */

import { emit, emitError } from '../lib/events.ts'
import { NO_STATUS } from '../runtime/initial-status.ts'
import type { Runtime, RuntimeInput } from '../runtime/runtime.ts'
import type { ExplainBundle } from '../types/bundles.ts'
import type { Core } from '../types/core.ts'
import type { ConsentChoice } from './consent-state.ts'

interface Running {
  /** Undefined if the code couldn't be loaded, or if the runtime was ended before it had started. */
  readonly runtime: Promise<Runtime | undefined>
  readonly ended: AbortController
}

export interface RuntimeHandle {
  readonly running: boolean
  /** Starts a runtime if consent is granted and none is running. */
  start(): void
  end(): void
  /**
   * Waits for the running runtime to answer and, if consent has changed in the meantime, asks the next runtime instead.
   * Undefined if none is running.
   */
  ask<T>(question: (runtime: Runtime) => Promise<T>): Promise<T | undefined>
  /** Like {@link ask}, but for explain.js. Also undefined, after an `inkling:error`, if explain.js can't be loaded. */
  askWhy<T>(question: (bundle: ExplainBundle, runtime: Runtime) => T | Promise<T>): Promise<T | undefined>
}

/**
 * @param load loads the code; called once
 * @param before returns a promise to wait for before starting, if there is one
 */
export function runtimeHandle(
  load: () => Promise<Core>,
  input: Pick<RuntimeInput, 'options' | 'readRule' | 'page' | 'release'>,
  choice: ConsentChoice,
  before: () => Promise<void> | undefined,
): RuntimeHandle {
  let loading: Promise<Core | undefined> | undefined
  let running: Running | undefined
  const loadOnce = () => {
    loading ??= load().catch((cause) => {
      emitError('script-unavailable', 'core.js could not be loaded: this page stays as it is', cause)
      return undefined
    })
    return loading
  }
  const begin = async (signal: AbortSignal): Promise<Runtime | undefined> => {
    const [core] = await Promise.all([loadOnce(), before()])
    // Choices made in other tabs go unnoticed until the runtime listens for them.
    choice.sync()
    if (signal.aborted) return undefined
    const consent = choice.get()
    if (core) return new core.Runtime({ ...core, ...input, consent, signal, onChoice: choice.sync })
    emit('inkling:ready', { ...NO_STATUS, consent })
    return undefined
  }
  const ask: RuntimeHandle['ask'] = async (question) => {
    for (;;) {
      const asked = running
      if (!asked) return undefined
      const runtime = await asked.runtime
      const answer = runtime && (await question(runtime))
      if (asked === running) return answer
    }
  }
  return {
    get running() {
      return !!running
    },
    start() {
      // A listener may already have changed the choice again.
      const { content, creatives } = choice.get()
      if (running || !(content || creatives)) return
      const ended = new AbortController()
      running = { ended, runtime: begin(ended.signal) }
    },
    end() {
      running?.ended.abort()
      running = undefined
    },
    ask,
    askWhy: (question) =>
      ask(async (runtime) => {
        const bundle = await runtime.explanations()
        return bundle && question(bundle, runtime)
      }),
  }
}
