/** VitePress's own texts in Russian. */
export const russian = {
  label: 'Русский',
  lang: 'ru',
  link: '/ru/',
  description: 'Документация Inkling: подстройка страниц в браузере читателя, который никому ничего о нём не сообщает.',
  themeConfig: {
    nav: [
      { text: 'Читателям', link: '/ru/privacy' },
      { text: 'Редакции', link: '/ru/editors' },
      { text: 'Издателям', link: '/ru/publishers' },
    ],
    outline: { level: [2, 3], label: 'На этой странице' },
    docFooter: { prev: 'Назад', next: 'Дальше' },
    darkModeSwitchLabel: 'Цвета',
    lightModeSwitchTitle: 'Светлая тема',
    darkModeSwitchTitle: 'Тёмная тема',
    sidebarMenuLabel: 'Меню',
    returnToTopLabel: 'Наверх',
    langMenuLabel: 'Язык',
    skipToContentLabel: 'Перейти к тексту',
  },
}

export const russianSearch = {
  translations: {
    button: { buttonText: 'Поиск', buttonAriaLabel: 'Поиск' },
    modal: {
      displayDetails: 'Показать подробности',
      resetButtonTitle: 'Очистить',
      backButtonTitle: 'Закрыть поиск',
      noResultsText: 'Ничего не найдено по запросу',
      footer: {
        selectText: 'открыть',
        selectKeyAriaLabel: 'Ввод',
        navigateText: 'выбрать',
        navigateUpKeyAriaLabel: 'Стрелка вверх',
        navigateDownKeyAriaLabel: 'Стрелка вниз',
        closeText: 'закрыть',
        closeKeyAriaLabel: 'Escape',
      },
    },
  },
}
