/** Firefox's automation protocol, length-prefixed JSON over TCP. It replaces geckodriver. */
import { connect, type Socket } from 'node:net'

interface Answer {
  resolve(value: unknown): void
  reject(cause: Error): void
}

export interface Marionette {
  send(command: string, parameters: object): Promise<unknown>
  close(): void
}

/** @param port of a Firefox started with `--marionette` */
export async function openMarionette(port: number): Promise<Marionette> {
  const socket: Socket = connect(port, '127.0.0.1')
  const waiting = new Map<number, Answer>()
  let received = Buffer.alloc(0)
  let next = 1
  let greeted: () => void
  const greeting = new Promise<void>((resolve, reject) => {
    greeted = resolve
    socket.on('error', reject)
  })

  const take = (message: unknown) => {
    if (!Array.isArray(message)) {
      greeted()
      return
    }
    const [, id, error, value] = message as [number, number, { error: string; message: string } | null, unknown]
    const answer = waiting.get(id)
    waiting.delete(id)
    if (error) answer?.reject(new Error(`${error.error}: ${error.message}`))
    else answer?.resolve(value)
  }
  socket.on('data', (chunk: Buffer) => {
    received = Buffer.concat([received, chunk])
    for (;;) {
      const colon = received.indexOf(':')
      const length = Number(received.subarray(0, colon).toString())
      if (colon < 0 || received.length < colon + 1 + length) return
      const text = received.subarray(colon + 1, colon + 1 + length).toString()
      received = received.subarray(colon + 1 + length)
      take(JSON.parse(text))
    }
  })
  socket.on('close', () => {
    for (const { reject } of waiting.values()) reject(new Error('Firefox has closed the connection'))
  })

  await greeting
  return {
    send: (command, parameters) =>
      new Promise((resolve, reject) => {
        const id = next++
        const text = JSON.stringify([0, id, command, parameters])
        waiting.set(id, { resolve, reject })
        socket.write(`${Buffer.byteLength(text)}:${text}`)
      }),
    close: () => socket.destroy(),
  }
}
