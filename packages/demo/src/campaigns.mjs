/**
 * The sponsored-places page: six campaigns of invented firms. Each is defined once and output twice: in
 * `campaigns.json` with its rules, and as templates in the page's slots. `art` names the illustration on which a
 * picture is based.
 */
import { editions } from './editions.mjs'

export const campaigns = [
  {
    id: 'rail',
    sponsor: 'Nordlys Rail',
    art: ['travel', 'night-train-mornings'],
    rule: {
      priority: 1,
      caps: { session: 4, day: 3 },
      exclusions: ['travel'],
      prior: { rate: 0.021, showings: 4200 },
    },
    en: {
      audience: 'people who like night trains, ferries and slow travel',
      title: 'Fall asleep in one sea air, wake in another',
      line: 'Sleeper cabins from forty, breakfast by the window.',
      held: 'At most 3 times in 24 hours. Not beside an airline.',
    },
    ru: {
      audience: 'люди, которые любят ночные поезда, паромы и неспешные поездки',
      title: 'Засните у одного моря, проснитесь у другого',
      line: 'Спальные купе от сорока, завтрак у окна.',
      held: 'Не больше 3 раз за сутки. Не рядом с авиакомпанией.',
    },
  },
  {
    id: 'air',
    sponsor: 'Swallow Air',
    art: ['travel', 'istanbul-ferry'],
    rule: { priority: 1, caps: { day: 6 }, exclusions: ['travel'], prior: { rate: 0.018, showings: 6100 } },
    en: {
      audience: 'people who travel to cities for a weekend',
      title: 'Lunch where the ferries cross',
      line: 'Two bags, one fare, home by Sunday.',
      held: 'At most 6 times in 24 hours. Not beside a railway.',
    },
    ru: {
      audience: 'люди, которые ездят в другие города на выходные',
      title: 'Обед там, где ходят паромы',
      line: 'Две сумки, один тариф, в воскресенье дома.',
      held: 'Не больше 6 раз за сутки. Не рядом с железной дорогой.',
    },
  },
  {
    id: 'boots',
    sponsor: 'Fernweh Boots',
    art: ['travel', 'walking-the-camino'],
    rule: { share: 0.25, prior: { rate: 0.012, showings: 900 } },
    en: {
      audience: 'people who walk in hills and mountains',
      title: 'Boots that know the way back',
      line: 'Resoled twice, still cheaper than a taxi.',
      held: 'A quarter of the showings, as agreed.',
    },
    ru: {
      audience: 'люди, которые ходят пешком по холмам и горам',
      title: 'Ботинки, которые знают дорогу обратно',
      line: 'Две новые подошвы — и всё ещё дешевле такси.',
      held: 'Четверть показов, как договорились.',
    },
  },
  {
    id: 'pans',
    sponsor: 'Copper & Daughters',
    art: ['food', 'slow-golden-onions'],
    rule: { priority: 1, schedule: { hours: ['18:00-23:00'] }, prior: { rate: 0.024, showings: 2500 } },
    en: {
      audience: 'people who cook at home',
      title: 'Onions take an hour. Take the right pan.',
      line: 'Hammered by hand, for slow suppers.',
      held: 'From 6 to 11 in the evening.',
    },
    ru: {
      audience: 'люди, которые готовят дома',
      title: 'Луку нужен час. Возьмите верную сковороду.',
      line: 'Кованая вручную, для неспешных ужинов.',
      held: 'С 18 до 23 часов.',
    },
  },
  {
    id: 'sky',
    sponsor: 'The Dark Sky Shop',
    art: ['space', 'saturn-thin-rings'],
    rule: { priority: 1, caps: { day: 2, gap: 1 }, prior: { rate: 0.016, showings: 1800 } },
    en: {
      audience: 'people curious about planets, stars and telescopes',
      title: 'Saturn, from your own balcony',
      line: 'A telescope that fits into a rucksack.',
      held: 'At most twice in 24 hours, a minute apart.',
    },
    ru: {
      audience: 'люди, которым интересны планеты, звёзды и телескопы',
      title: 'Сатурн — с вашего балкона',
      line: 'Телескоп, который помещается в рюкзак.',
      held: 'Не больше двух раз за сутки, с перерывом в минуту.',
    },
  },
  {
    id: 'house',
    art: ['books', 'pencil-in-the-margin'],
    rule: { fallback: true },
    en: {
      audience: 'readers of this magazine',
      title: 'Write to the margin',
      line: 'Letters are read, and answered, in pencil.',
      held: 'The magazine’s own: where no other may be shown.',
    },
    ru: {
      audience: 'читатели этого журнала',
      title: 'Напишите на поля',
      line: 'Письма читают, и отвечают на них — карандашом.',
      held: 'Собственная: когда больше показать нечего.',
    },
  },
]

/** Pictures contain no text, so a campaign can use the same one in several languages. */
export const pictures = [
  { name: 'sea', art: ['travel', 'seaside-out-of-season'] },
  { name: 'venice', art: ['travel', 'getting-lost-in-venice'] },
  { name: 'bag', art: ['travel', 'one-small-bag'] },
]

/** A creative's id, which differs between editions. */
export const creativeId = (id, language) => (language === 'en' ? id : `${id}-${language}`)

/** Builds `campaigns.json`. @param {string} [off] id of the campaign that is switched off */
export function campaignsFile(off) {
  const languages = Object.keys(editions)
  return {
    campaigns: campaigns.map(({ id, sponsor, rule: { prior, ...rule }, ...texts }) => ({
      id,
      ...(sponsor !== undefined && { sponsor }),
      ...rule,
      ...(id === off && { off: true }),
      creatives: [
        ...languages.map((language) => ({
          id: creativeId(id, language),
          audience: texts[language].audience,
          ...(prior && { prior }),
        })),
        ...(id === 'rail'
          ? languages.flatMap((language) => pictures.map(({ name }) => ({ id: creativeId(name, language) })))
          : []),
      ],
    })),
  }
}
