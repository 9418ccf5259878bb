import 'fake-indexeddb/auto'
import { expect, test, vi } from 'vitest'
import { createInkling } from '../../../../src/client/create-inkling.ts'
import { isCrawler } from '../../../../src/page/guard/crawler.ts'

const CHROME = 'AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0'

for (const agent of [
  'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
  `Mozilla/5.0 (Linux; Android 6.0.1; Nexus 5X Build/MMB29P) ${CHROME} Mobile Safari/537.36 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)`,
  'Mozilla/5.0 (compatible; Google-InspectionTool/1.0;)',
  'Mediapartners-Google',
  `Mozilla/5.0 ${CHROME} (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm) Safari/537.36`,
  'Mozilla/5.0 (compatible; YandexBot/3.0; +http://yandex.com/bots)',
  'Mozilla/5.0 (compatible; Baiduspider/2.0; +http://www.baidu.com/search/spider.html)',
  'DuckDuckBot/1.1; (+http://duckduckgo.com/duckduckbot.html)',
  'Mozilla/5.0 (compatible; Yahoo! Slurp; http://help.yahoo.com/help/us/ysearch/slurp)',
  'facebookexternalhit/1.1',
  'Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)',
  'Twitterbot/1.0',
  'TelegramBot (like TwitterBot)',
  'WhatsApp/2.23.20.0',
  'LinkedInBot/1.0 (compatible; Mozilla/5.0; Apache-HttpClient +http://www.linkedin.com)',
  'Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)',
  'Mozilla/5.0 (Windows NT 6.1; WOW64) SkypeUriPreview Preview/0.5',
  `Mozilla/5.0 (Linux; Android 11; moto g power) ${CHROME} Mobile Safari/537.36 Chrome-Lighthouse`,
  'Mozilla/5.0 (compatible; archive.org_bot +http://archive.org/details/archive.org_bot)',
  'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)',
  'Screaming Frog SEO Spider/20.0',
  'W3C_Validator/1.3',
])
  test(`a crawler: ${agent}`, () => expect(isCrawler(agent)).toBe(true))

for (const agent of [
  `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${CHROME} Safari/537.36`,
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/131.0.0.0 Safari/537.36',
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1',
  'Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0',
  `Mozilla/5.0 (Linux; Android 9; CUBOT X19) ${CHROME} Mobile Safari/537.36`,
  `Mozilla/5.0 (Linux; Android 14; SM-S918B) ${CHROME} Mobile Safari/537.36 [FBAN/EMA;FBLC/en_US;FBAV/400.0]`,
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) GSA/320.0 Mobile/15E148 Safari/604.1',
  `Mozilla/5.0 (Linux; arm_64; Android 13; V2237) ${CHROME} YaBrowser/24.10.0 YaApp_Android Mobile Safari/537.36`,
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Instagram 340.0 [Pinterest/iOS]',
  '',
])
  test(`a reader: ${agent}`, () => expect(isCrawler(agent)).toBe(false))

test('A crawler gets the editor’s page, and teaches nothing, whatever was read before.', async () => {
  const items = [
    { id: '/bread', title: 'Bread from a cold oven' },
    { id: '/moon', title: 'A moon of Saturn', topic: 'space' },
    { id: '/rings', title: 'The rings of Saturn', topic: 'space' },
  ]
  const visit = async () => {
    const inkling = createInkling({ download: 'never', consent: 'granted' })
    await inkling.track('read', { id: '/saturn', title: 'All of Saturn', topic: 'space' })
    const order = (await inkling.rank(items)).items.map(({ id }) => id)
    const { events } = await inkling.exportData()
    inkling.destroy()
    return [order[0], events.length]
  }
  expect(await visit()).toEqual(['/moon', 1])
  vi.spyOn(navigator, 'userAgent', 'get').mockReturnValue('Mozilla/5.0 (compatible; Googlebot/2.1)')
  expect(await visit()).toEqual(['/bread', 1])
  vi.restoreAllMocks()
  expect(await visit()).toEqual(['/moon', 2])
})
