/** Texts that wait for their vectors, in the order in which they came. One request is with a worker at a time. */

/** Texts a request: few enough that an abort soon takes effect. */
const CHUNK = 16

export interface EmbedRequest {
  readonly id: number
  readonly texts: readonly string[]
  /** The rows go on with the texts' tones. */
  readonly tone: boolean
}

interface PendingRequest extends EmbedRequest {
  /** It has been answered, or aborted. */
  isDone: boolean
  finish(vectors: Float32Array[] | undefined): void
}

export interface RequestQueue {
  /** @returns A row a text, in their order; `undefined` when the signal aborts, or the queue ends. Never rejects. */
  add(texts: readonly string[], signal: AbortSignal | undefined, tone?: boolean): Promise<Float32Array[] | undefined>
  /** The next request, which counts as sent; `undefined` while another one is. */
  send(): EmbedRequest | undefined
  /** @param rows One a text. @returns False when no such request was sent. */
  answer(id: number, rows: Float32Array): boolean
  /** The request that was sent waits again, as the first. */
  requeue(): void
  /** Nothing waits, and nothing is sent. */
  isEmpty(): boolean
  /** Answers all with nothing. */
  end(): void
}

export function createRequestQueue(): RequestQueue {
  const waiting: PendingRequest[] = []
  let sent: PendingRequest | undefined
  let nextId = 0

  const requeue = () => {
    if (sent && !sent.isDone) waiting.unshift(sent)
    sent = undefined
  }
  const addChunk = (texts: readonly string[], signal: AbortSignal | undefined, tone: boolean) =>
    new Promise<Float32Array[] | undefined>((resolve) => {
      const request: PendingRequest = {
        id: nextId++,
        texts,
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
    async add(texts, signal, tone = false) {
      const chunks: ReturnType<typeof addChunk>[] = []
      for (let i = 0; i < texts.length; i += CHUNK) chunks.push(addChunk(texts.slice(i, i + CHUNK), signal, tone))
      const vectors = (await Promise.all(chunks)).filter((chunk) => chunk !== undefined)
      return vectors.length < chunks.length ? undefined : vectors.flat()
    },
    send() {
      if (!sent) return (sent = waiting.shift())
    },
    answer(id, rows) {
      if (sent?.id !== id) return false
      const { texts, finish } = sent
      sent = undefined
      const width = rows.length / texts.length
      finish(texts.map((_, row) => rows.slice(row * width, (row + 1) * width)))
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
