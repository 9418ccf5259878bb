/** Validated accessors for an event's fields; each throws {@link Malformed} on an invalid value. */
import { instantOf } from './time.ts'

/** Thrown with the reason a line isn't a valid event. */
export class Malformed extends Error {}

/** Runs a function that may throw Malformed. @returns the reason if it does, otherwise undefined */
export function whyMalformed(take: () => void): string | undefined {
  try {
    take()
    return undefined
  } catch (cause) {
    if (cause instanceof Malformed) return cause.message
    throw cause
  }
}

export type Json = Readonly<Record<string, unknown>>

// Keys through which an object's prototype can be accessed; no legitimate log contains them.
const HOSTILE = ['__proto__', 'constructor', 'prototype']

/** Parses a line as a JSON object. @throws Malformed with the reason if the line isn't one */
export function jsonLine(line: string): Json {
  let parsed: unknown
  try {
    parsed = JSON.parse(line)
  } catch {
    throw new Malformed('it is not JSON')
  }
  return objectOf(parsed, 'the line')
}

export function objectOf(value: unknown, what: string): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Malformed(`${what} is not an object`)
  const hostile = HOSTILE.find((key) => Object.hasOwn(value, key))
  if (hostile) throw new Malformed(`${what} has the key ${hostile}`)
  return value as Json
}

/** Metarank's ids are strings, but logs written by hand may have integers. */
export function optionalId(object: Json, key: string): string | undefined {
  const value = object[key]
  if (value === undefined || value === null) return undefined
  if (typeof value === 'string' && value) return value
  if (Number.isSafeInteger(value)) return String(value)
  throw new Malformed(`"${key}" is not an id`)
}

export function idOf(object: Json, key: string): string {
  const id = optionalId(object, key)
  if (id === undefined) throw new Malformed(`"${key}" is missing`)
  return id
}

export function arrayOf(object: Json, key: string): readonly unknown[] {
  const value = object[key] ?? []
  if (!Array.isArray(value)) throw new Malformed(`"${key}" is not a list`)
  return value
}

export function timeOf(object: Json): number {
  const instant = instantOf(object.timestamp)
  if (instant === undefined) throw new Malformed('"timestamp" is not a time: write milliseconds since 1970')
  return instant
}

/** Reads the field `seconds` of an interaction. */
export function secondsOf(event: Json): number | undefined {
  for (const field of arrayOf(event, 'fields')) {
    const { name, value } = objectOf(field, 'a field')
    if (name === 'seconds' && typeof value === 'number' && value >= 0 && Number.isFinite(value)) return value
  }
  return undefined
}

/** Reads the field `shuffled` of a ranking. */
export const isShuffled = (event: Json): boolean =>
  arrayOf(event, 'fields').some((field) => {
    const { name, value } = objectOf(field, 'a field')
    return name === 'shuffled' && value === true
  })
