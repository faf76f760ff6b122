/**
 * Paper: pages with French and Arabic side by side, each set as it is read, and QR codes. Fonts come
 * from a package, so that a page looks the same on every machine and needs no network.
 */
export { createPaper, type Paper, type TextBox } from './paper.ts'
export { createPictures } from './picture.ts'
export { qrPng, qrSvg } from './qr.ts'
