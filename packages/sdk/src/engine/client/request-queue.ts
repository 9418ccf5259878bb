/** Texts, or pictures, that wait for their vectors, in the order in which they came. One request is with a worker at a time. */

export interface EmbedRequest<Input = string> {
  readonly id: number
  readonly inputs: readonly Input[]
  /** Of texts: the rows go on with their tones. */
  readonly tone: boolean
}

interface PendingRequest<Input> extends EmbedRequest<Input> {
  /** It has been answered, or aborted. */
  isDone: boolean
  finish(vectors: Float32Array[] | undefined): void
}

export interface RequestQueue<Input = string> {
  /** @returns A vector an input, in their order; `undefined` when the signal aborts, or the queue ends. Never rejects. */
  add(inputs: readonly Input[], signal: AbortSignal | undefined, tone?: boolean): Promise<Float32Array[] | undefined>
  /** The next request, which counts as sent; `undefined` while another one is. */
  send(): EmbedRequest<Input> | undefined
  /** @param rows One an input. @returns False when no such request was sent. */
  answer(id: number, rows: Float32Array): boolean
  /** The request that was sent waits again, as the first. */
  requeue(): void
  /** Nothing waits, and nothing is sent. */
  isEmpty(): boolean
  /** Answers all with nothing. */
  end(): void
}

/** @param chunk Inputs a request: few enough that an abort soon takes effect. */
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
      // A worker finishes what it has begun; its answer is then thrown away.
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
