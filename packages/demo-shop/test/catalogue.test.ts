import { expect, test } from 'vitest'
import { products } from '../catalogue/catalogue.mjs'
import { CATEGORIES, COLOURS, MATERIALS } from '../catalogue/words.mjs'
import { forms, picture } from '../pictures/picture.mjs'

const unique = (values: readonly unknown[]) => new Set(values).size

test('There are 120 different products, twelve in each of ten categories.', () => {
  expect(products).toHaveLength(120)
  expect(unique(products.map(({ id }) => id))).toBe(120)
  for (const category of Object.keys(CATEGORIES))
    expect(products.filter((product) => product.category === category)).toHaveLength(12)
  for (const language of ['en', 'ru'] as const) {
    expect(unique(products.map((product) => product[language].title))).toBe(120)
    expect(unique(products.map((product) => product[language].text))).toBe(120)
  }
})

test('Every product is complete in both languages.', () => {
  for (const { id, en, ru, ...product } of products) {
    expect(id).toMatch(/^[a-z]+(?:-[a-z]+)*$/)
    expect(CATEGORIES, id).toHaveProperty(product.category)
    expect(COLOURS, id).toHaveProperty(product.colour)
    expect(MATERIALS, id).toHaveProperty(product.material)
    expect(forms, id).toContain(product.form)
    expect(product.price, id).toBeGreaterThan(0)
    expect(product.stock, id).toBeGreaterThanOrEqual(0)
    expect(product.tags.length, id).toBeGreaterThanOrEqual(3)
    expect(product.published, id).toMatch(/^2026-\d\d-\d\d$/)
    expect(en.text, id).toMatch(/^[A-Z].*\.$/)
    expect(en.title + en.text, id).not.toMatch(/[а-яё]/i)
    expect(ru.title, id).toMatch(/[а-яё]/i)
    expect(ru.text, id).toMatch(/^[«А-ЯЁ].*\.$/)
  }
})

test('The front page begins with one product of each category.', () => {
  expect(unique(products.slice(0, 10).map(({ category }) => category))).toBe(10)
})

test('Pictures are SVG, differ, and depend only on the product.', () => {
  const pictures = products.map(picture)
  expect(unique(pictures)).toBe(120)
  expect(products.map(picture)).toEqual(pictures)
  for (const [i, svg] of pictures.entries()) {
    const { id } = products[i]!
    const document = new DOMParser().parseFromString(svg, 'image/svg+xml')
    expect(document.documentElement.localName, id).toBe('svg')
    expect(document.querySelector('parsererror'), id).toBeNull()
    expect(document.querySelectorAll('path,ellipse,rect').length, id).toBeGreaterThan(5)
    expect(svg, id).not.toMatch(/NaN|undefined|Infinity/)
    const gradients = new Set([...svg.matchAll(/id="(\w+)"/g)].map((match) => match[1]))
    for (const [, used] of svg.matchAll(/url\(#(\w+)\)/g)) expect(gradients, id).toContain(used)
  }
})
