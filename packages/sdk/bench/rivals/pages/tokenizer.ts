/** Inkling's tokenizer and nothing else, for onnxruntime-web. */
import { checkedTokenizer, parseVocabulary } from '../../../src/engine/pack/checked-tokenizer.ts'
import { loadFiles, textOf } from '../../../src/engine/pack/files/load-files.ts'
import { parseGolden } from '../../../src/engine/pack/golden.ts'
import { GOLDEN_FILE, VOCABULARY_FILE } from '../../../src/engine/pack/manifest.ts'

/** @returns a text's token ids, [CLS] … [SEP] */
export async function openTokenizer(base: string): Promise<(text: string) => readonly number[]> {
  const pack = await loadFiles(new URL(base, location.href).href, {}, () => [VOCABULARY_FILE, GOLDEN_FILE])
  const { manifest } = pack
  const vocabulary = parseVocabulary(textOf(pack, VOCABULARY_FILE), manifest)
  const golden = parseGolden(textOf(pack, GOLDEN_FILE), manifest)
  return checkedTokenizer({ manifest, vocabulary, golden }).encode
}
