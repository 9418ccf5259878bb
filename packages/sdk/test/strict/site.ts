import { createHash } from 'node:crypto'
import type { Release } from '../pages/support/release.ts'
import { type PageServer, serve } from '../pages/support/server.ts'
import { storiesPage } from './page.ts'
import type { Addresses, Row } from './rows.ts'

const NONCE = 'c2VlZA'

export interface StrictSite {
  /** The URL of the row's page, framed or not. */
  readonly address: string
  /** An empty page of the same origin. */
  readonly empty: string
  close(): Promise<void>
}

const hashOf = (snippet: string): string => {
  const source = snippet.replace(/^<script[^>]*>|<\/script>$/g, '')
  return `'sha256-${createHash('sha256').update(source).digest('base64')}'`
}

/** Serves the page of a row, and Inkling's files from where the row has them. */
export async function serveRow(row: Row, release: Release): Promise<StrictSite> {
  const hash = hashOf(release.snippet)
  const { from = 'own', fileHeaders = {}, headers, snippet = 'inline', sandbox, engine } = row
  const servers: PageServer[] = []
  let addresses: Addresses | undefined
  const filePolicy = (): Record<string, string> => ({ 'content-security-policy': row.policy(addresses!) })
  const filesOf = (is: boolean) => (!is ? {} : fileHeaders === 'policy' ? filePolicy : fileHeaders)

  const head = (files: string, byNonce: boolean): string => {
    const nonce = byNonce ? ` nonce="${NONCE}"` : ''
    const first = snippet === 'file' ? release.file : release.snippet
    const model = engine ? '$& data-download="now"' : 'data-download="never"'
    const placed = (line: string) =>
      line
        .replace(/data-model="[^"]*"/, model)
        .replaceAll('"/inkling/', `"${from === 'other' ? files : ''}/inkling/`)
        .replace('<script', `<script${nonce}`)
    return placed(first) + placed(release.tag)
  }

  const own = await serve({
    folder: release.folder,
    headers: filesOf(from === 'own'),
    page: (path) => {
      if (path === '/framed')
        return {
          parts: [
            `<!doctype html><title>Frame</title><iframe sandbox="${sandbox}" src="/" width="800" height="600"></iframe>`,
          ],
        }
      if (path !== '/') return undefined
      const policy = row.policy(addresses!)
      return {
        parts: [storiesPage(head(addresses!.files, policy.includes('nonce-')))],
        headers: { 'content-security-policy': policy, ...headers },
      }
    },
  })
  servers.push(own)
  if (from === 'other')
    servers.push(await serve({ folder: release.folder, headers: filesOf(true), page: () => undefined }))
  addresses = { files: servers.at(-1)!.origin, hash, nonce: NONCE }

  return {
    address: `${own.origin}/${sandbox === undefined ? '' : 'framed'}`,
    empty: own.empty,
    close: async () => {
      for (const server of servers) await server.close()
    },
  }
}
