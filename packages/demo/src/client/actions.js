/** The drawer's four buttons, each of which reports its result. */
import { inkling } from './events.js'
import { tell } from './language.js'

/**
 * @param {object} drawer lists() returns the names of the sorted lists; forget() clears everything displayed about them
 */
export function startActions({ lists, forget }) {
  const said = document.querySelector('[data-shelf="said"]')
  const onPress = (id, act) => {
    document.getElementById(id).addEventListener('click', async () => {
      if (!inkling()) {
        said.textContent = tell('noSdk')
        return
      }
      try {
        said.textContent = tell(await act(inkling()))
      } catch (error) {
        said.textContent = tell('failed', { why: error.message })
      }
      document.dispatchEvent(new CustomEvent('marginalia:changed'))
    })
  }

  const undoAll = (api) => {
    const undone = lists().filter((list) => api.undo(list))
    for (const list of undone) document.dispatchEvent(new CustomEvent('marginalia:undone', { detail: { list } }))
    return undone.length > 0
  }

  onPress('drawer-undo', (api) => (undoAll(api) ? 'didUndo' : 'didUndoNothing'))
  onPress('drawer-export', async (api) => {
    save('marginalia-inkling.json', JSON.stringify(await api.exportData(), null, 2))
    return 'didExport'
  })
  onPress('drawer-erase', async (api) => {
    undoAll(api)
    await api.erase()
    forget()
    return 'didReset'
  })
  onPress('drawer-withdraw', async (api) => {
    undoAll(api)
    await api.consent.deny()
    forget()
    return 'didWithdraw'
  })
}

function save(name, text) {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}
