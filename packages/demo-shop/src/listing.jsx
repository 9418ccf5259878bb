/** A list with filters and a choice of orders, which are kept in the address's hash. */
import { useId, useMemo } from 'react'
import { setHash, useView } from './router.js'
import { PlainGrid, RankedGrid } from './shelf.jsx'
import { amountOf, colours, language } from './shop.js'
import { counted, words } from './words.js'

const ORDERS = {
  cheap: (a, b) => a.price - b.price,
  dear: (a, b) => b.price - a.price,
  new: (a, b) => b.published.localeCompare(a.published),
}

const filtersOf = (hash) => Object.fromEntries(new URLSearchParams(hash.includes('=') ? hash.slice(1) : ''))

function fits({ colour, price, stock }, filters) {
  const amount = amountOf(price)
  return (
    (!filters.colour || colour === filters.colour) &&
    (!filters.from || amount >= Number(filters.from)) &&
    (!filters.to || amount <= Number(filters.to)) &&
    (!filters.stock || stock > 0)
  )
}

function Choice({ name, label, value, options, change }) {
  const id = useId()
  return (
    <label htmlFor={id}>
      <span>{label}</span>
      <select id={id} name={name} value={value} onChange={(event) => change({ [name]: event.target.value })}>
        {options.map(([key, text]) => (
          <option key={key} value={key}>
            {text}
          </option>
        ))}
      </select>
    </label>
  )
}

function Price({ name, label, value, change }) {
  const id = useId()
  return (
    <label htmlFor={id}>
      <span>{label}</span>
      <input
        id={id}
        name={name}
        inputMode="numeric"
        autoComplete="off"
        size="5"
        value={value ?? ''}
        placeholder={language === 'ru' ? '₽' : '€'}
        onChange={(event) => change({ [name]: event.target.value.replace(/\D/g, '') })}
      />
    </label>
  )
}

function Toolbar({ products, filters, orders, order, shown, change }) {
  const present = Object.entries(colours).filter(([colour]) => products.some((product) => product.colour === colour))
  const isFiltered = filters.colour || filters.from || filters.to || filters.stock
  return (
    <form className="toolbar" onSubmit={(event) => event.preventDefault()}>
      <Choice name="sort" label={words.sort} value={order} options={orders} change={change} />
      <Choice
        name="colour"
        label={words.colour}
        value={filters.colour ?? ''}
        options={[['', words.anyColour], ...present]}
        change={change}
      />
      <div className="prices">
        <Price name="from" label={words.from} value={filters.from} change={change} />
        <Price name="to" label={words.to} value={filters.to} change={change} />
      </div>
      <label className="check">
        <input
          type="checkbox"
          name="stock"
          checked={!!filters.stock}
          onChange={(event) => change({ stock: event.target.checked ? '1' : '' })}
        />
        <span>{words.inStock}</span>
      </label>
      <p className="count" role="status">
        {counted(words.found, shown)}
      </p>
      <button
        type="button"
        className="link"
        hidden={!isFiltered}
        onClick={() => change({ colour: '', from: '', to: '', stock: '' })}
      >
        {words.reset}
      </button>
    </form>
  )
}

/** @param {'own' | 'match'} [props.first] the initial order; `match` is the order of `products` */
export function Listing({ list, products, title, first = 'own', explained }) {
  const { hash } = useView()
  const filters = useMemo(() => filtersOf(hash), [hash])
  const names = ['own', 'cheap', 'dear', 'new']
  const orders = (first === 'match' ? ['match', ...names] : names).map((name) => [name, words.sorts[name]])
  const order = words.sorts[filters.sort] && (filters.sort !== 'match' || first === 'match') ? filters.sort : first
  const shown = useMemo(() => products.filter((product) => fits(product, filters)), [products, filters])
  const sorted = useMemo(() => (ORDERS[order] ? [...shown].sort(ORDERS[order]) : shown), [shown, order])
  const change = (changed) => {
    const next = Object.entries({ ...filters, sort: order, ...changed }).filter(
      ([name, value]) => value && !(name === 'sort' && value === first),
    )
    setHash(next.length ? `#${new URLSearchParams(next)}` : '')
  }
  return (
    <section className="listing" aria-label={words.products}>
      <Toolbar {...{ products, filters, orders, order, change }} shown={shown.length} />
      {!shown.length && <p className="nothing">{words.none}</p>}
      {order === 'own' ? (
        <RankedGrid {...{ list, title, explained }} products={shown} />
      ) : (
        <PlainGrid list={list} title={title} products={sorted} />
      )}
    </section>
  )
}
