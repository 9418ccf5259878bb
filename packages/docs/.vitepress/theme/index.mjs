import DefaultTheme from 'vitepress/theme-without-fonts'
import { toRaw } from 'vue'
import Layout from './Layout.vue'
import LiveList from './live/LiveList.vue'
import { miniSearch } from './search.mjs'
import './style.css'

export default {
  extends: DefaultTheme,
  Layout,
  enhanceApp({ app, siteData }) {
    app.component('LiveList', LiveList)
    // The search box reads its settings from here.
    toRaw(siteData.value).themeConfig.search.options.miniSearch = miniSearch
  },
}
