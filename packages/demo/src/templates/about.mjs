/**
 * Explains in plain words how the page personalises itself. The two languages are side by side, so that they are easier
 * to keep in sync.
 */
import { page } from './page.mjs'
import { speech } from './speech.mjs'

const lede = [
  'Most sites that “know what you like” know it somewhere else. This one works it out here, in your browser, and tells nobody.',
  'Обычно сайты, которые «знают, что вам нравится», знают это где-то у себя. Этот вычисляет всё здесь, в вашем браузере, и никому не говорит.',
]

const parts = [
  {
    title: ['What happens if you say yes', 'Что будет, если вы согласитесь'],
    text: [
      [
        'The page notes in this browser which stories you open, how long you stay with them, and which you hide. Stories are compared by topic, by words, and by meaning where the model knows their language: a small language model, downloaded once from this same site, turns each of them into numbers. The next time a list is shown, stories close to what you read move up, and stories close to what you hid move down. The front page may also pick another promotion.',
        'Страница отмечает в этом браузере, какие статьи вы открываете, сколько на них остаётесь и какие скрываете. Статьи сравниваются по темам, по словам и — там, где модель знает их язык, — по смыслу: небольшая языковая модель, один раз загруженная с этого же сайта, превращает каждую в числа. При следующем показе списка статьи, близкие к прочитанным, поднимаются, а близкие к скрытым — опускаются. На главной может смениться и анонс.',
      ],
    ],
  },
  {
    title: ['What stays on this device', 'Что остаётся на этом устройстве'],
    list: [
      [
        'Your history here: at most 2,000 notes, none older than 60 days, but for what you have said of your interests.',
        'Ваша история здесь: не больше 2000 заметок, не старше 60 дней — кроме того, что вы сказали о своих интересах.',
      ],
      [
        'The numbers made from the stories, so that they need not be made twice.',
        'Числа, полученные из статей, — чтобы не вычислять их дважды.',
      ],
      [
        'Your answer to the question about consent, and, once you have said yes, your choice of language and colours.',
        'Ваш ответ на вопрос о согласии, а после «да» — выбранные язык и цвета.',
      ],
    ],
  },
  {
    title: ['What leaves it', 'Что его покидает'],
    text: [
      [
        'Nothing about you. Your browser asks this site for pages, pictures and the model’s files, as it does for any visitor. No history, no profile and no identifier goes with those requests, and no other site is contacted. Opening a story does of course tell the server that somebody opened it, as everywhere on the web.',
        'О вас — ничего. Браузер запрашивает у сайта страницы, картинки и файлы модели, как и для любого посетителя. Ни история, ни профиль, ни идентификатор с этими запросами не уходят, и никакие другие сайты не участвуют. Разумеется, открывая статью, вы сообщаете серверу, что её кто-то открыл, — как и везде в сети.',
      ],
    ],
  },
  {
    title: ['What happens if you say no', 'Что будет, если вы откажетесь'],
    text: [
      [
        'You read the same magazine in the order that the editors gave it. Nothing is noted, nothing is downloaded, and only the “no” itself is kept, so that you are not asked again.',
        'Вы читаете тот же журнал в порядке, который задала редакция. Ничего не отмечается и не загружается; хранится только само «нет», чтобы не спрашивать снова.',
      ],
    ],
  },
  {
    title: ['How to look, undo and erase', 'Как посмотреть, вернуть и стереть'],
    text: [
      [
        'A list that was changed says so beside its title, with a way back to the original order. “Under the bonnet”, at the top of every page, shows what moved and why, what is kept, and lets you export or erase it; “What is known of you”, at the bottom, lets you change it. “Privacy choices”, at the bottom, asks the question again.',
        'Если список изменён, об этом сказано рядом с его заголовком — и там же можно вернуть исходный порядок. «Под капотом», вверху каждой страницы, показывает, что сдвинулось и почему, что хранится, и позволяет это выгрузить или стереть; «Что о вас известно» внизу позволяет это изменить. «Настройки приватности» внизу задают вопрос заново.',
      ],
    ],
  },
]

export function about(site) {
  const { say, plain, pick } = speech(site.language)
  return page(
    {
      kind: 'about',
      title: plain('about'),
      description: plain('aboutDescription'),
      path: '/about.html',
      main: `<div class="prose">
<h1>${say('about')}</h1>
<p class="lede">${pick(lede)}</p>
${parts.map((one) => part(one, pick)).join('\n')}
<section id="offline" aria-labelledby="offline-title" hidden>
<h2 id="offline-title">${say('offline')}</h2>
<p>${say('offlineLine')}</p>
<p><button type="button" class="button">${say('offlineKeep')}</button>
<button type="button" class="button" hidden>${say('offlineRemove')}</button></p>
<p role="status"></p>
</section>
</div>`,
    },
    site,
  )
}

function part({ title, text = [], list }, pick) {
  const paragraphs = text.map((pair) => `<p>${pick(pair)}</p>`).join('\n')
  const items = list ? `<ul class="facts-list">${list.map((pair) => `<li>${pick(pair)}</li>`).join('')}</ul>` : ''
  return `<h2>${pick(title)}</h2>\n${paragraphs}${items}`
}
