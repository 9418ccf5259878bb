/** The shop's pages. */
import { useState } from 'react'
import { add, empty, setCount, useBasket } from './basket.js'
import { inkling, useConsent } from './inkling.js'
import { Listing } from './listing.jsx'
import { go, useView } from './router.js'
import { queryOf } from './routes.js'
import { RankedGrid } from './shelf.jsx'
import { categories, inCategory, materials, money, productBySlug, products, relatedTo, root, search } from './shop.js'
import { Slot } from './slot.jsx'
import { fill, words } from './words.js'

/** Number of products that the style sheet shows on the front page's shelf. */
const SHELF = 6

function Front() {
  return (
    <>
      <header className="intro">
        <h1>{words.frontTitle}</h1>
        <p>{words.frontText}</p>
      </header>
      <section aria-label={words.forYou}>
        <RankedGrid
          list="for-you"
          products={products}
          title={<h2>{words.forYou}</h2>}
          className="shelf"
          explained={SHELF}
        />
      </section>
      <Slot name="shop-front" />
      <Listing list="all" products={products} title={<h2>{words.all}</h2>} />
    </>
  )
}

function Category({ category }) {
  const shown = inCategory(category)
  return (
    <>
      <h1>{categories[category]}</h1>
      <Listing
        list={category}
        products={shown}
        title={<h2 className="unseen">{words.products}</h2>}
        explained={shown.length}
      />
      <Slot name="shop-category" />
    </>
  )
}

function ProductText({ product }) {
  const { title, summary, price, author, material, stock, slug, topic, id } = product
  const [added, setAdded] = useState(false)
  return (
    <article className="product" data-inkling-item={id} data-inkling-topic={topic}>
      <div className="frame">
        <img src={product.art} alt="" width="480" height="480" fetchPriority="high" />
      </div>
      <div className="product-text">
        <p className="trail">
          <a href={`${root}${topic}/`}>{categories[topic]}</a>
        </p>
        <h1>{title}</h1>
        <p className="product-price">{money(price)}</p>
        <p className="product-summary">{summary}</p>
        <dl>
          <dt>{words.brand}</dt>
          <dd>{author}</dd>
          <dt>{words.material}</dt>
          <dd>{materials[material]}</dd>
        </dl>
        <p className="stock">{stock ? fill(words.stock, { n: stock }) : words.soldOut}</p>
        <button
          type="button"
          className="button primary"
          disabled={!stock}
          onClick={() => {
            add(slug)
            setAdded(true)
          }}
        >
          {words.add}
        </button>
        <p className="added" role="status">
          {added && (
            <>
              {fill(words.added, { title })} <a href={`${root}basket/`}>{words.toBasket}</a>
            </>
          )}
        </p>
      </div>
    </article>
  )
}

function Product({ product }) {
  return (
    <>
      <ProductText product={product} />
      <section aria-label={words.related}>
        <RankedGrid list="related" products={relatedTo(product)} title={<h2>{words.related}</h2>} explained={8} />
      </section>
      <Slot name="shop-product" />
    </>
  )
}

function buy(lines) {
  for (const [slug] of lines) inkling.track('purchase', productBySlug(slug), { list: 'basket' })
  empty()
  go(`${root}thanks/`)
}

function Basket() {
  const lines = useBasket()
  if (!lines.length)
    return (
      <>
        <h1>{words.basket}</h1>
        <p className="lead">{words.empty}</p>
        <p>
          <a href={root}>{words.browse}</a>
        </p>
      </>
    )
  const total = lines.reduce((sum, [slug, count]) => sum + productBySlug(slug).price * count, 0)
  return (
    <>
      <h1>{words.basket}</h1>
      <ul className="lines">
        {lines.map(([slug, count]) => {
          const { id, title, art, price } = productBySlug(slug)
          return (
            <li key={slug}>
              <img src={art} alt="" width="96" height="96" />
              <a href={id}>{title}</a>
              <label>
                <span className="unseen">{`${words.count}: ${title}`}</span>
                <input
                  type="number"
                  min="1"
                  max="99"
                  value={count}
                  onChange={(event) =>
                    setCount(slug, Math.min(99, Math.max(1, Math.round(Number(event.target.value)) || 1)))
                  }
                />
              </label>
              <span className="price">{money(price * count)}</span>
              <button type="button" className="link" onClick={() => setCount(slug, 0)}>
                {words.remove}
                <span className="unseen">{`: ${title}`}</span>
              </button>
            </li>
          )
        })}
      </ul>
      <p className="total">
        {words.total} <strong>{money(total)}</strong>
      </p>
      <p>
        <button type="button" className="button primary" onClick={() => buy(lines)}>
          {words.buy}
        </button>
      </p>
      <p className="note">{words.noMoney}</p>
    </>
  )
}

function Thanks() {
  return (
    <>
      <h1>{words.thanksTitle}</h1>
      <p className="lead">{words.thanksText}</p>
      <p>
        <a href={root}>{words.back}</a>
      </p>
    </>
  )
}

function Search() {
  const query = queryOf(useView().search)
  const found = search(query)
  if (!found.length)
    return (
      <>
        <h1>{words.searchTitle}</h1>
        <p className="lead">{query ? fill(words.searchNone, { query }) : words.searchHint}</p>
      </>
    )
  return (
    <>
      <h1>{fill(words.results, { query })}</h1>
      <Listing
        key={query}
        list="search"
        products={found}
        title={<h2 className="unseen">{words.products}</h2>}
        first="match"
      />
    </>
  )
}

function You() {
  const consent = useConsent('content')
  return (
    <>
      <h1>{words.youTitle}</h1>
      <p className="lead">{words.youText}</p>
      <div className="kept">
        {consent ? <inkling-profile topics={JSON.stringify(categories)} /> : <p>{words.youNone}</p>}
      </div>
    </>
  )
}

export function Page({ route: { name, category, product } }) {
  if (name === 'front') return <Front />
  if (name === 'category') return <Category key={category} category={category} />
  if (name === 'product') return <Product key={product.id} product={product} />
  const Named = { basket: Basket, thanks: Thanks, search: Search, you: You }[name] ?? Thanks
  return <Named />
}

/** @returns {[title: string, description: string]} */
export function metaOf({ name, category, product }) {
  if (name === 'category') return [categories[category], words.tagline]
  if (name === 'product') return [product.title, product.summary]
  const title = { basket: words.basket, thanks: words.thanksTitle, search: words.searchTitle, you: words.youTitle }[
    name
  ]
  return title ? [title, words.tagline] : [words.tagline, words.frontText]
}
