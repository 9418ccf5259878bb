import type { Finding, Severity } from './report.ts'
import { openingTag, selectorOf } from './selector.ts'

/**
 * @param write what to write: an attribute for the element, or separate markup. Omitted if nothing needs to be written
 */
export type Note = (severity: Severity, code: string, message: string, about?: Element, write?: string) => void

/** Collects findings about a single subject, named by a prefix such as `List “top”: `. */
export function notebook(subject = ''): { readonly findings: Finding[]; readonly note: Note } {
  const findings: Finding[] = []
  const note: Note = (severity, code, message, about, write) => {
    const markup = write && about && !write.startsWith('<') ? openingTag(about, write) : write
    findings.push({
      severity,
      code,
      message: subject + message,
      ...(about && { at: selectorOf(about) }),
      ...(markup && { write: markup }),
    })
  }
  return { findings, note }
}
