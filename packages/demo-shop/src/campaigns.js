/** Three campaigns of invented sponsors: the markup of their creatives, and the file with their rules. */
import { language, root } from './shop.js'
import { words } from './words.js'

const CAMPAIGNS = [
  {
    id: 'shop-tarn',
    sponsor: 'Tarn',
    art: 'two-person-tent',
    href: 'outdoors/two-person-tent/',
    rule: { caps: { day: 6 }, prior: { rate: 0.021, showings: 3200 } },
    en: {
      audience: 'people who hike and sleep in tents',
      title: 'Four minutes to a roof',
      line: 'Tarn tents: colour-coded poles, and a repair kit in every bag.',
    },
    ru: {
      audience: 'люди, которые ходят в походы и ночуют в палатках',
      title: 'Крыша за четыре минуты',
      line: 'Палатки Tarn: дуги размечены цветом, в каждом чехле ремнабор.',
    },
  },
  {
    id: 'shop-fornello',
    sponsor: 'Fornello',
    art: 'moka-pot',
    href: 'tea/moka-pot/',
    rule: { caps: { day: 6 }, prior: { rate: 0.019, showings: 5400 } },
    en: {
      audience: 'people who make coffee and tea at home',
      title: 'Coffee that needs no plug',
      line: 'Fornello pots and grinders, made to be mended.',
    },
    ru: {
      audience: 'люди, которые варят дома кофе и чай',
      title: 'Кофе без розетки',
      line: 'Кофеварки и кофемолки Fornello, которые можно починить.',
    },
  },
  {
    id: 'shop-resona',
    sponsor: 'Resona',
    art: 'record-player',
    href: 'sound/record-player/',
    rule: { share: 0.25, prior: { rate: 0.012, showings: 900 } },
    en: {
      audience: 'people who listen to records and play music',
      title: 'Side two is worth getting up for',
      line: 'Resona players and speakers. No microphone in any of them.',
    },
    ru: {
      audience: 'люди, которые слушают пластинки и играют музыку',
      title: 'Ради второй стороны стоит встать',
      line: 'Проигрыватели и колонки Resona. Ни в одной нет микрофона.',
    },
  },
]

/** Names of creatives differ between languages, because their texts do. */
const nameOf = (id) => (language === 'ru' ? `ru-${id}` : id)

const creative = ({ id, art, href, [language]: { audience, title, line } }) =>
  `<template data-inkling-creative="${nameOf(id)}" data-inkling-audience="${audience}"><a class="promo" href="${root}${href}"><img src="/shop/art/${art}.svg" alt="" width="480" height="480"><span class="promo-text"><strong>${title}</strong><span>${line}</span></span></a></template>`

export const slotMarkup = `<p class="promo house"><span class="promo-text"><strong>${words.house}</strong><span>${words.houseText}</span></span></p>${CAMPAIGNS.map(creative).join('')}`

export const campaignsFile = {
  campaigns: CAMPAIGNS.map(({ id, sponsor, rule: { prior, ...rule } }) => ({
    id,
    sponsor,
    ...rule,
    creatives: [{ id: nameOf(id), prior }],
  })),
}
