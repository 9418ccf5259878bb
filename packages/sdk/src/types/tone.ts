/** The tone of a text, as used by the stages of the pipeline and reported to sites. Contains no runtime code. */

/** Ekman's six basic emotions, plus neutral. */
export type Emotion = 'anger' | 'disgust' | 'fear' | 'joy' | 'sadness' | 'surprise' | 'neutral'

/** The tone of a text, as estimated by a small model. */
export interface Tone {
  /** From −1 (negative) to 1 (positive), as readers would rate it. */
  readonly valence: number
  /** Distance from neutral in either direction, 0 to 1. */
  readonly intensity: number
  /** Uncertainty of `valence`: the standard deviation of its error, .02 to 1. */
  readonly spread: number
  /** Probability that the text is about death, injury, violence, illness or loss, 0 to 1. */
  readonly gravity: number
  /** Probability that the text is playful, festive, or a cheerful call to buy, 0 to 1. */
  readonly levity: number
  /** Probability of each emotion, 0 to 1. A text may express several. */
  readonly emotions: Readonly<Record<Emotion, number>>
  /** 0: estimated from the text's words · 1: estimated from its sentences. */
  readonly depth: 0 | 1
}
