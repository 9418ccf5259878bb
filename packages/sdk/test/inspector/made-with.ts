/**
 * Browser and fonts with which the reference pictures were made; in other environments, differences say nothing about
 * the elements.
 */

import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Page } from '@playwright/test'

const FILE = fileURLToPath(new URL('pictures/made-with.json', import.meta.url))

/** The operating system, Chromium's major version, and the widths of two texts in the elements' fonts. */
export interface MadeWith {
  readonly system: string
  readonly chromium: string
  readonly fonts: string
}

/** @param version of the browser */
export async function here(page: Page, version: string): Promise<MadeWith> {
  const fonts = await page.evaluate(() => {
    const pen = document.createElement('canvas').getContext('2d')!
    return ['system-ui', 'ui-monospace']
      .flatMap((font) => {
        pen.font = `100px ${font}`
        return ['Why is this here? 0123', 'Почему это здесь?'].map((text) => pen.measureText(text).width.toFixed(1))
      })
      .join(' ')
  })
  return { system: process.platform, chromium: version.split('.')[0]!, fonts }
}

/** @returns how this environment differs from that of the pictures, in words; undefined if it doesn't */
export function unlike(own: MadeWith): string | undefined {
  if (!existsSync(FILE)) return 'there are no pictures yet'
  const made = JSON.parse(readFileSync(FILE, 'utf8')) as MadeWith
  const other = (Object.keys(made) as Array<keyof MadeWith>).find((name) => made[name] !== own[name])
  return other && `pictures were made with ${other} ${made[other]}, and here it is ${own[other]}`
}

export const keep = (own: MadeWith): void => writeFileSync(FILE, `${JSON.stringify(own, null, 2)}\n`)
