/** What is kept in order to measure: the number that coins are tossed by, tallies, what other arms would show at the next first paint, and what was reported. */

import { parseOwn } from '../lib/json/own.ts'

export const DEVICE_KEY = 'inkling.measured'
export const ARMS_KEY = 'inkling.arms'
export const REPORTED_KEY = 'inkling.reported'

/** Forgets all of it: whoever doesn't agree to being measured has no arm. */
export function wipeExperimentData(): void {
  try {
    for (const key of [DEVICE_KEY, ARMS_KEY, REPORTED_KEY]) localStorage.removeItem(key)
  } catch {
    // Off: then there is nothing in it.
  }
}

/** Plain data under one of the keys; undefined where there is none that can be read. */
export function readExperimentData(key: string): unknown {
  try {
    return parseOwn(localStorage.getItem(key)!) ?? undefined
  } catch {
    return undefined
  }
}

/** @returns whether it is kept */
export function storeExperimentData(key: string, value: unknown): boolean {
  const text = JSON.stringify(value)
  try {
    localStorage.setItem(key, text)
    return localStorage.getItem(key) === text
  } catch {
    // Full or off.
    return false
  }
}
