import { renderToString } from 'react-dom/server'
import { App } from './app.jsx'

export const render = (name, options) => renderToString(<App name={name} options={options} />)
