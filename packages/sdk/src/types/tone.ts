/** How a text sounds, as stages hand it on and sites see it. No runtime code. */

/** Ekman's six basic emotions, and none. */
export type Emotion = 'anger' | 'disgust' | 'fear' | 'joy' | 'sadness' | 'surprise' | 'neutral'

/** How a text sounds, as far as a small model can tell. */
export interface Tone {
  /** −1, bad, to 1, good: what readers would say of it. */
  readonly valence: number
  /** 0, neutral, to 1: how far from neutral, whichever way. */
  readonly intensity: number
  /** How unsure valence is: the standard deviation of its error, .02 to 1. */
  readonly spread: number
  /** The chance that it tells of death, injury, violence, illness or loss: 0 to 1. */
  readonly gravity: number
  /** The chance that it is playful, festive, or a merry call to buy: 0 to 1. */
  readonly levity: number
  /** The chance of each, 0 to 1; several may be there. */
  readonly emotions: Readonly<Record<Emotion, number>>
  /** 0: from its words · 1: from its sentences. */
  readonly depth: 0 | 1
}
