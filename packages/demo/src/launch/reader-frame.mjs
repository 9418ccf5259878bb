/**
 * The document in which Inkling ranks for the launch page: a preview, which keeps a history in memory, stores nothing
 * and doesn't ask for consent. The launch page passes it a history and receives an order. It ranks by words and topics,
 * without a model.
 */
import { escapeHtml } from '../templates/html.mjs'
import { launchSpeech } from './speech.mjs'

/** Where a preview starts. The launch page erases its history at once. */
export const FRAME = '/launch/reader-{language}.html?inkling-persona=new-reader'

export const frameOf = (language) => FRAME.replace('{language}', language)

export function readerFrame({ sdk, language }) {
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
${sdk ? sdk.rankTag : ''}
<title>${escapeHtml(launchSpeech(language).plain('frameTitle'))}</title>
<meta name="robots" content="noindex">
</head>
<body></body>
</html>
`
}
