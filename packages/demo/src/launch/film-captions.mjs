/** Captions of the film as pairs [English, Russian], in their order. scripts/film.mjs gives them their times. */
export const captions = {
  editors: ['A front page in the editors’ order.', 'Главная страница в порядке редакции.'],
  science: [
    'For a reader of science, cards glide to new places. Badges say by how many.',
    'Для читателя науки карточки переезжают. Значки говорят, на сколько мест.',
  ],
  football: ['The same page for football and food …', 'Та же страница для спорта и еды…'],
  bargains: ['… and for bargains: milliseconds, in the browser.', '…и для выгоды: миллисекунды, в браузере.'],
  sent: [
    'Sent about the reader: 0. The browser’s own list of requests shows it.',
    'Отправлено о читателе: 0. Это видно по списку запросов самого браузера.',
  ],
  divider: [
    'Two readers side by side: drag the divider over one page.',
    'Два читателя рядом: разделитель движется по одной странице.',
  ],
  why: ['Every story says why it is where it is.', 'Каждая статья говорит, почему она на этом месте.'],
}

/** @param {Record<string, number>} starts seconds by caption @param {number} end of the film, in seconds */
export function vtt(starts, end, language) {
  const names = Object.keys(captions)
  const cue = (name, i) =>
    `${time(starts[name])} --> ${time(starts[names[i + 1]] ?? end)}\n${captions[name][language === 'ru' ? 1 : 0]}`
  return `WEBVTT\n\n${names.map(cue).join('\n\n')}\n`
}

const time = (seconds) => `00:00:${seconds.toFixed(3).padStart(6, '0')}`
