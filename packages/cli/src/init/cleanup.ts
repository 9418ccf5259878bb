/**
 * A script for a site that has taken Inkling out. It deletes what Inkling has stored in a reader's browser, and nothing
 * else. Inkling registers no service worker, so there is none to unregister.
 */
export const CLEANUP = `/*
 * Deletes what Inkling has stored in this browser: its database, its keys in localStorage and sessionStorage, and its
 * caches. Put <script async src="…"></script> with the address of this file on the pages for as long as readers may come
 * back (history is kept for 60 days, the choice for 182), then delete both.
 */
;(function () {
  'use strict'
  function quietly(work) {
    try {
      work()
    } catch (error) {
      // Storage is off, so nothing is stored.
    }
  }
  function empty(storage) {
    Object.keys(storage).forEach(function (key) {
      if (key.indexOf('inkling.') === 0) storage.removeItem(key)
    })
  }
  quietly(function () {
    empty(window.localStorage)
  })
  quietly(function () {
    empty(window.sessionStorage)
  })
  quietly(function () {
    var names = ['inkling', 'inkling.sweep1', 'inkling.sweep2', 'inkling.sweep3', 'inkling.sweep4', 'inkling.sweep5', 'inkling.sweep6']
    names.forEach(function (name) {
      window.indexedDB.deleteDatabase(name)
    })
  })
  quietly(function () {
    window.caches.keys().then(
      function (names) {
        names.forEach(function (name) {
          if (name.indexOf('inkling-') === 0) window.caches.delete(name)
        })
      },
      function () {},
    )
  })
})()
`
