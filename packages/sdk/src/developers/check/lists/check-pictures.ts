import * as dom from '../../../lib/dom.ts'
import { pictureAddress } from '../../../page/read/picture.ts'
import { findAllIn, type Unit } from '../../../page/read/unit.ts'
import type { Item } from '../../../types.ts'
import { count, few } from '../report/count.ts'
import type { Note } from '../report/notebook.ts'

/** Reports items that have only a picture, and whether the model can read pictures. */
export function checkPictures(
  free: ReadonlyArray<{ readonly unit: Unit; readonly item: Item }>,
  base: string,
  note: Note,
): void {
  const silent = free.filter(({ item }) => item.title === item.picture)
  const images = silent.flatMap(({ unit, item }) =>
    findAllIn(unit, 'img[src]')
      .filter((image) => pictureAddress(image, base) === item.picture)
      .slice(0, 1),
  )
  const [example] = images
  if (!example) return
  note(
    'note',
    'no-words',
    `${count(images.length, 'item')} without words, identified only by a picture. Words work better, and also help readers who can’t see it.`,
    example,
    'alt="what it shows"',
  )
  const foreign = images.filter(
    (image) => /^https:/.test(pictureAddress(image, base) ?? '') && !dom.hasAttribute(image, 'crossorigin'),
  )
  if (foreign[0])
    note(
      'warning',
      'picture-origin',
      `pictures from another origin can’t be read: ${few(foreign.map((image) => pictureAddress(image, base)!))}. Have that server send Access-Control-Allow-Origin, and request them like this.`,
      foreign[0],
      'crossorigin="anonymous"',
    )
}
