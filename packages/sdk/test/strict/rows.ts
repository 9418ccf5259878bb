/** The rows of the table in docs/csp.md, under the same names: what works under which policy. */
import type { ErrorCode } from '../../src/types.ts'

/** The values that a policy refers to. */
export interface Addresses {
  /** The origin of Inkling's files: the page's own, unless they are served from elsewhere. */
  readonly files: string
  /** The hash of the snippet, as a `script-src` source. */
  readonly hash: string
  readonly nonce: string
}

export interface Row {
  readonly name: string
  readonly policy: (at: Addresses) => string
  /** Other headers of the page. */
  readonly headers?: Readonly<Record<string, string>>
  /** Headers of Inkling's files. `policy`: the page's policy as well. */
  readonly fileHeaders?: Readonly<Record<string, string>> | 'policy'
  /** Where Inkling's files are served from. @default own */
  readonly from?: 'own' | 'other'
  /** @default inline */
  readonly snippet?: 'inline' | 'file'
  /** The `sandbox` attribute of the frame that contains the page. Without it the page isn't framed. */
  readonly sandbox?: string
  /** Runs with the model, and the backend that must be used in the end. Without it only the lexical tier is tested. */
  readonly engine?: 'wasm' | 'cpu' | 'failed'
  /** How the worker is started. @default checked, if there is one: from the very bytes whose hash was checked */
  readonly worker?: 'checked' | 'address'
  /**
   * What orders the list on the second view. `perhaps`: the tag, if nothing was painted yet; `nobody`: it keeps its
   * order.
   */
  readonly ordered: 'snippet' | 'perhaps' | 'nobody'
  readonly errors?: readonly ErrorCode[]
  /**
   * Directives that the browser reports as violated in the first view; none in other views if the worker is started
   * by its URL.
   */
  readonly violated?: readonly string[]
  /** Why it doesn't pass yet. */
  readonly notYet?: string
}

const SHUT = "default-src 'none'; base-uri 'none'; form-action 'none'"

export const ROWS: readonly Row[] = [
  {
    name: 'own origin, snippet by its hash',
    policy: ({ hash }) => `${SHUT}; script-src 'self' ${hash} 'wasm-unsafe-eval'; connect-src 'self'; worker-src blob:`,
    fileHeaders: 'policy',
    engine: 'wasm',
    ordered: 'snippet',
  },
  {
    name: 'own origin, nonce and strict-dynamic',
    policy: ({ nonce }) =>
      `${SHUT}; script-src 'nonce-${nonce}' 'strict-dynamic' 'wasm-unsafe-eval'; connect-src 'self'; worker-src blob:`,
    engine: 'wasm',
    ordered: 'snippet',
  },
  {
    name: 'own origin, snippet as a file',
    policy: () => `${SHUT}; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; worker-src blob:`,
    snippet: 'file',
    engine: 'wasm',
    ordered: 'snippet',
  },
  {
    name: 'own origin, snippet neither by hash nor by nonce',
    policy: () => `${SHUT}; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; worker-src 'self'`,
    ordered: 'perhaps',
    violated: ['script-src-elem'],
  },
  {
    name: 'own origin, nonce alone',
    policy: ({ nonce }) =>
      `${SHUT}; script-src 'nonce-${nonce}' 'wasm-unsafe-eval'; connect-src 'self'; worker-src blob:`,
    engine: 'wasm',
    ordered: 'snippet',
  },
  {
    name: "own origin, no 'wasm-unsafe-eval'",
    policy: ({ hash }) => `${SHUT}; script-src 'self' ${hash}; connect-src 'self'; worker-src blob:`,
    fileHeaders: 'policy',
    engine: 'cpu',
    ordered: 'snippet',
  },
  {
    name: 'own origin, worker-src without blob:',
    policy: ({ hash }) =>
      `${SHUT}; script-src 'self' ${hash} 'wasm-unsafe-eval'; connect-src 'self'; worker-src 'self'`,
    fileHeaders: 'policy',
    engine: 'wasm',
    worker: 'address',
    ordered: 'snippet',
    violated: ['worker-src'],
  },
  {
    name: 'own origin, no worker-src',
    policy: ({ hash }) => `${SHUT}; script-src 'self' ${hash} 'wasm-unsafe-eval'; connect-src 'self'`,
    fileHeaders: 'policy',
    engine: 'wasm',
    worker: 'address',
    ordered: 'snippet',
    violated: ['worker-src'],
  },
  {
    name: "own origin, worker-src 'none'",
    policy: ({ hash }) =>
      `${SHUT}; script-src 'self' ${hash} 'wasm-unsafe-eval'; connect-src 'self'; worker-src 'none'`,
    engine: 'failed',
    ordered: 'snippet',
    errors: ['engine-failed'],
    violated: ['worker-src'],
  },
  {
    name: "own origin, connect-src 'none'",
    policy: ({ hash }) => `${SHUT}; script-src 'self' ${hash}; connect-src 'none'`,
    ordered: 'nobody',
    errors: ['script-unavailable'],
    violated: ['connect-src'],
  },
  {
    name: 'other origin, integrity, blob worker',
    from: 'other',
    policy: ({ files, hash }) =>
      `${SHUT}; script-src ${files} ${hash} 'wasm-unsafe-eval'; connect-src ${files}; worker-src blob:`,
    fileHeaders: { 'access-control-allow-origin': '*' },
    engine: 'wasm',
    ordered: 'snippet',
  },
  {
    name: 'other origin, nonce and strict-dynamic',
    from: 'other',
    policy: ({ files, nonce }) =>
      `${SHUT}; script-src 'nonce-${nonce}' 'strict-dynamic'; connect-src ${files}; worker-src blob:`,
    fileHeaders: { 'access-control-allow-origin': '*' },
    ordered: 'snippet',
  },
  {
    name: 'other origin, worker-src without blob:',
    from: 'other',
    policy: ({ files, hash }) =>
      `${SHUT}; script-src ${files} ${hash} 'wasm-unsafe-eval'; connect-src ${files}; worker-src 'self'`,
    fileHeaders: { 'access-control-allow-origin': '*' },
    engine: 'failed',
    ordered: 'snippet',
    errors: ['engine-failed'],
    violated: ['worker-src'],
  },
  {
    name: 'Trusted Types, policy allowed',
    policy: ({ hash }) =>
      `${SHUT}; script-src 'self' ${hash} 'wasm-unsafe-eval'; connect-src 'self'; worker-src blob:; ` +
      `require-trusted-types-for 'script'; trusted-types inkling`,
    engine: 'wasm',
    ordered: 'snippet',
  },
  {
    name: 'Trusted Types, policy allowed, worker-src without blob:',
    policy: ({ hash }) =>
      `${SHUT}; script-src 'self' ${hash} 'wasm-unsafe-eval'; connect-src 'self'; worker-src 'self'; ` +
      `require-trusted-types-for 'script'; trusted-types inkling`,
    engine: 'wasm',
    worker: 'address',
    ordered: 'snippet',
    violated: ['worker-src'],
  },
  {
    name: 'Trusted Types, policy not allowed',
    policy: ({ hash }) =>
      `${SHUT}; script-src 'self' ${hash} 'wasm-unsafe-eval'; connect-src 'self'; worker-src blob:; ` +
      `require-trusted-types-for 'script'; trusted-types 'none'`,
    ordered: 'nobody',
    errors: ['script-unavailable'],
    violated: ['trusted-types'],
  },
  {
    name: 'sandboxed frame without allow-same-origin',
    policy: ({ files, hash }) => `${SHUT}; script-src ${files} ${hash}; connect-src ${files}`,
    fileHeaders: { 'access-control-allow-origin': '*' },
    sandbox: 'allow-scripts',
    ordered: 'nobody',
    errors: ['storage-unavailable'],
  },
  {
    name: 'sandboxed frame with allow-same-origin',
    policy: ({ hash }) => `${SHUT}; script-src 'self' ${hash}; connect-src 'self'`,
    sandbox: 'allow-scripts allow-same-origin',
    ordered: 'snippet',
  },
  {
    name: 'Integrity-Policy, own origin',
    policy: ({ hash }) => `${SHUT}; script-src 'self' ${hash} 'wasm-unsafe-eval'; connect-src 'self'; worker-src blob:`,
    headers: { 'Integrity-Policy': 'blocked-destinations=(script)' },
    engine: 'wasm',
    ordered: 'snippet',
  },
  {
    name: 'isolated page (COOP and COEP), own origin',
    policy: ({ hash }) => `${SHUT}; script-src 'self' ${hash} 'wasm-unsafe-eval'; connect-src 'self'; worker-src blob:`,
    headers: { 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp' },
    fileHeaders: { 'cross-origin-embedder-policy': 'require-corp' },
    engine: 'wasm',
    ordered: 'snippet',
  },
  {
    name: 'isolated page (COOP and COEP), other origin',
    from: 'other',
    policy: ({ files, hash }) =>
      `${SHUT}; script-src ${files} ${hash} 'wasm-unsafe-eval'; connect-src ${files}; worker-src blob:`,
    headers: { 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp' },
    fileHeaders: { 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin' },
    engine: 'wasm',
    ordered: 'snippet',
  },
]
