/** The layout around every page. */
import { InklingProvider } from 'inkling/react'
import { useEffect, useState } from 'react'
import { useBasket } from './basket.js'
import { defineElements, inkling, useConsent } from './inkling.js'
import { forgetOrders, go, useView } from './router.js'
import { queryOf, routeOf } from './routes.js'
import { categories, counterpart, language, root } from './shop.js'
import { metaOf, Page } from './views.jsx'
import { words } from './words.js'

function SearchForm() {
  const { search, key } = useView()
  const [query, setQuery] = useState('')
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page shows its own query
  useEffect(() => setQuery(queryOf(search)), [search, key])
  return (
    <search>
      <form
        action={`${root}search/`}
        onSubmit={(event) => {
          event.preventDefault()
          if (query.trim()) go(`${root}search/?q=${encodeURIComponent(query.trim())}`)
        }}
      >
        <input
          type="search"
          name="q"
          aria-label={words.searchLabel}
          placeholder={words.searchLabel}
          value={query}
          onChange={(event) => setQuery(event.target.value)}
        />
        <button type="submit">{words.searchButton}</button>
      </form>
    </search>
  )
}

function Header({ path, route }) {
  const count = useBasket().reduce((sum, [, each]) => sum + each, 0)
  const other = language === 'ru' ? 'en' : 'ru'
  const current = (category) => route.category === category || route.product?.topic === category
  return (
    <header className="top">
      <p className="notice">
        {words.notice} <a href="/">{words.inkling}</a>
      </p>
      <div className="bar">
        <p className="sign">
          <a href={root} lang="en" aria-current={route.name === 'front' ? 'page' : undefined}>
            Oakum
          </a>
        </p>
        <SearchForm />
        <p className="tools">
          <a href={`${root}you/`} aria-current={route.name === 'you' ? 'page' : undefined}>
            {words.you}
          </a>
          <a href={`${root}basket/`} aria-current={route.name === 'basket' ? 'page' : undefined}>
            {words.basket} <span className="basket-count">{count || ''}</span>
          </a>
          <a href={counterpart(path)} lang={other} hrefLang={other}>
            {words.other}
          </a>
        </p>
      </div>
      <nav aria-label={words.categories}>
        <ul>
          {Object.entries(categories).map(([category, name]) => (
            <li key={category}>
              <a
                href={`${root}${category}/`}
                aria-current={current(category) ? (route.product ? 'true' : 'page') : undefined}
              >
                {name}
              </a>
            </li>
          ))}
        </ul>
      </nav>
    </header>
  )
}

function Footer() {
  return (
    <footer>
      <p>{words.footer}</p>
      <p className="tools">
        <button type="button" className="link" onClick={() => document.querySelector('inkling-consent').open()}>
          {words.privacy}
        </button>
        <a href={`${root}you/`}>{words.you}</a>
        <a href="/">{words.magazine}</a>
      </p>
    </footer>
  )
}

export const titleOf = (route) => `${metaOf(route)[0]} · Oakum`

function Head({ route, path }) {
  useEffect(() => {
    document.title = titleOf(route)
    document.querySelector('meta[name=description]').content = metaOf(route)[1]
    const canonical = document.querySelector('link[rel=canonical]')
    // An absolute URL, because search engines ignore relative ones. The origin is the one that the build has written.
    canonical.href = new URL(path, canonical.href).href
  }, [route, path])
}

export function App() {
  const { path, key } = useView()
  const route = routeOf(path)
  const consent = useConsent('content')
  useEffect(() => {
    if (consent) defineElements()
    else forgetOrders()
  }, [consent])
  Head({ route, path })
  return (
    <InklingProvider inkling={inkling}>
      <a className="skip" href="#main">
        {words.skip}
      </a>
      <Header path={path} route={route} />
      <main id="main" tabIndex={-1} key={key}>
        <Page route={route} />
      </main>
      <Footer />
    </InklingProvider>
  )
}
