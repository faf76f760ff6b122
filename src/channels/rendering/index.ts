/** How a neutral message becomes what one channel can show; pure, shared by all channels. */
export { byteLength, numbered } from './choices.ts'
export { BOLD, spansOf } from './marks.ts'
export { renderText, type TextMessage } from './render-text.ts'
export { splitText } from './split-text.ts'
export { withoutMedia } from './without-media.ts'
