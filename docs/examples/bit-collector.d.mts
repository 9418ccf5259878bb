import type { IncomingMessage, ServerResponse } from 'node:http'

export function collector(file: string): (request: IncomingMessage, response: ServerResponse) => Promise<void>
