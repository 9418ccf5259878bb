/** Reduces reference pictures to 16 levels per colour, below the comparison's threshold, and a palette. */

import { readFileSync, writeFileSync } from 'node:fs'
import { deflateSync } from 'node:zlib'
import type { Page } from '@playwright/test'

/** Distance between colour levels, of 255. */
const STEP = 17
const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

interface Pixels {
  readonly width: number
  readonly height: number
  /** (height · width), 0xRRGGBB */
  readonly colours: readonly number[]
}

/** Rewrites a PNG in place, unless it has more than 256 colours. @param page decodes it */
export async function shrink(page: Page, file: string): Promise<void> {
  const pixels = await page.evaluate(decode, [readFileSync(file).toString('base64'), STEP] as const)
  const palette = [...new Set(pixels.colours)]
  if (palette.length <= 256) writeFileSync(file, encode(pixels, palette))
}

/** Runs in the page. */
async function decode([base64, step]: readonly [base64: string, step: number]): Promise<Pixels> {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
  const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
  const { width, height } = bitmap
  const pen = new OffscreenCanvas(width, height).getContext('2d')!
  pen.drawImage(bitmap, 0, 0)
  const { data } = pen.getImageData(0, 0, width, height)
  const nearest = (value: number) => Math.round(value / step) * step
  const colours = Array.from({ length: width * height }, (_, i) =>
    [0, 1, 2].reduce((colour, channel) => colour * 256 + nearest(data[4 * i + channel]!), 0),
  )
  return { width, height, colours }
}

function encode({ width, height, colours }: Pixels, palette: readonly number[]): Buffer {
  const places = new Map(palette.map((colour, place) => [colour, place]))
  // Each row starts with its filter type: none.
  const rows = Buffer.alloc(height * (width + 1))
  colours.forEach((colour, i) => {
    rows[i + Math.floor(i / width) + 1] = places.get(colour)!
  })
  const size = Buffer.alloc(8)
  size.writeUInt32BE(width, 0)
  size.writeUInt32BE(height, 4)
  const entries = Buffer.from(palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]))
  return Buffer.concat([
    SIGNATURE,
    // 8 bits per pixel, with a palette.
    chunk('IHDR', Buffer.concat([size, Buffer.from([8, 3, 0, 0, 0])])),
    chunk('PLTE', entries),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(name: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name), data])
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  check.writeUInt32BE(crc(named))
  return Buffer.concat([length, named, check])
}

/** CRC-32 as in PNG (ISO 3309). */
function crc(bytes: Buffer): number {
  let sum = 0xffffffff
  for (const byte of bytes) {
    sum ^= byte
    for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1
  }
  return (sum ^ 0xffffffff) >>> 0
}
