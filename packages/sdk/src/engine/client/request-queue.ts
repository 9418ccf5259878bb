/** Queue of texts or pictures to embed, in order of arrival. A worker processes at most one request at a time. */

export interface EmbedRequest<Input = string> {
  readonly id: number
  readonly inputs: readonly Input[]
  /** Whether to append each text's tone to its vector. */
  readonly tone: boolean
}

interface PendingRequest<Input> extends EmbedRequest<Input> {
  /** Whether the request has been answered or aborted. */
  isDone: boolean
  finish(vectors: Float32Array[] | undefined): void
}

export interface RequestQueue<Input = string> {
  /** @returns one vector per input, in order; `undefined` if the signal aborts or the queue ends. Never rejects. */
  add(inputs: readonly Input[], signal: AbortSignal | undefined, tone?: boolean): Promise<Float32Array[] | undefined>
  /** The next request, marked as sent; `undefined` while another one is being processed. */
  send(): EmbedRequest<Input> | undefined
  /** @param rows one row per input @returns false if no request with this id is being processed */
  answer(id: number, rows: Float32Array): boolean
  /** Puts the sent request back at the front. */
  requeue(): void
  /** Whether the queue is empty and no request is being processed. */
  isEmpty(): boolean
  /** Resolves all requests to `undefined`. */
  end(): void
}

/** @param chunk number of inputs per request, kept low so that an abort takes effect soon */
export function createRequestQueue<Input = string>(chunk: number): RequestQueue<Input> {
  const waiting: PendingRequest<Input>[] = []
  let sent: PendingRequest<Input> | undefined
  let nextId = 0

  const requeue = () => {
    if (sent && !sent.isDone) waiting.unshift(sent)
    sent = undefined
  }
  const addChunk = (inputs: readonly Input[], signal: AbortSignal | undefined, tone: boolean) =>
    new Promise<Float32Array[] | undefined>((resolve) => {
      const request: PendingRequest<Input> = {
        id: nextId++,
        inputs,
        tone,
        isDone: false,
        finish(vectors) {
          request.isDone = true
          signal?.removeEventListener('abort', drop)
          resolve(vectors)
        },
      }
      // The worker still finishes the request, but its answer is discarded.
      const drop = () => {
        const place = waiting.indexOf(request)
        if (place >= 0) waiting.splice(place, 1)
        request.finish(undefined)
      }
      signal?.addEventListener('abort', drop)
      waiting.push(request)
    })

  return {
    async add(inputs, signal, tone = false) {
      const chunks: ReturnType<typeof addChunk>[] = []
      for (let i = 0; i < inputs.length; i += chunk) chunks.push(addChunk(inputs.slice(i, i + chunk), signal, tone))
      const vectors = (await Promise.all(chunks)).filter((chunk) => chunk !== undefined)
      return vectors.length < chunks.length ? undefined : vectors.flat()
    },
    send() {
      if (!sent) return (sent = waiting.shift())
    },
    answer(id, rows) {
      if (sent?.id !== id) return false
      const { inputs, finish } = sent
      sent = undefined
      const width = rows.length / inputs.length
      finish(inputs.map((_, row) => rows.slice(row * width, (row + 1) * width)))
      return true
    },
    requeue,
    isEmpty: () => !sent && waiting.length === 0,
    end() {
      requeue()
      for (const request of waiting.splice(0)) request.finish(undefined)
    },
  }
}
