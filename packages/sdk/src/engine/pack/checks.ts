/** Validators for manifests. Each error message names the field. */

import { ModelError } from './errors.ts'

/** @throws ModelError `model-damaged` with a description of the problem */
export function ensure(condition: boolean, problem: string): asserts condition {
  if (!condition) throw new ModelError('model-damaged', `The model's manifest is wrong: ${problem}.`)
}

export function object(value: unknown, name: string): Record<string, unknown> {
  ensure(typeof value === 'object' && value !== null && !Array.isArray(value), `${name} must be an object`)
  return value as Record<string, unknown>
}

export function list(value: unknown, name: string, most: number): unknown[] {
  ensure(
    Array.isArray(value) && value.length > 0 && value.length <= most,
    `${name} must be a list of 1 to ${most} entries`,
  )
  return value
}

export function match(value: unknown, pattern: RegExp, name: string): string {
  ensure(typeof value === 'string' && pattern.test(value), `${name} must be text like ${pattern.source}`)
  return value
}

export function whole(value: unknown, name: string, least: number, most: number): number {
  ensure(
    typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most,
    `${name} must be a whole number from ${least} to ${most}`,
  )
  return value
}
