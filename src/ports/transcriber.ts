/**
 * Writes down what is said in a sound.
 *
 * @example
 * const said = await transcriber.transcribe(bytes)
 */
export interface Transcriber {
  /**
   * What is said in a sound (OGG with Opus, as messengers send it); empty where nothing was
   * understood. Keeps nothing of it.
   *
   * @throws DalilError `speech:unreadable` or `speech:too_long`
   */
  transcribe(sound: Uint8Array): Promise<string>
}
