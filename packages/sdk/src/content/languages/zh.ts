import type { Language } from './language.ts'

const language: Language = {
  volatile: [
    /\d{1,4}\s*(?:秒鐘?|秒钟|分鐘?|分钟|小时|小時|个小时|個小時|天|日|周|週|个?月|個月|年)[之以]?前/g,
    /刚刚|剛剛/g,
    /\d{4}年\s?\d\d?月\s?\d\d?日/g,
    /\d[\d.,]{0,11}\s*[万萬]?(?:次(?:观看|觀看|播放|阅读|閱讀)|[条條则則](?:评论|評論|留言)|人(?:阅读|閱讀))/g,
    /\d[\d.,\s]{0,14}[万萬]?元/g,
  ],
}

export default language
