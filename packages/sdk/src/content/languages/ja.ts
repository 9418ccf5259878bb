import type { Language } from './language.ts'

const language: Language = {
  volatile: [
    /\d{1,4}\s*(?:秒|分|時間|日|週間|[かカヶケ箇]月|年)前/g,
    /\d{4}年\s?\d\d?月\s?\d\d?日|\d\d?時\d\d?分/g,
    /\d[\d.,]{0,11}\s*万?(?:回(?:視聴|再生)|回の視聴|件の?(?:コメント|レビュー|口コミ)|分で読め)/g,
    /\d[\d.,\s]{0,14}万?円/g,
  ],
}

export default language
