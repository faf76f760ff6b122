import type { Flow } from '../flow.ts'
import { captionOf, type Edge, edgesOf, type PictureOptions } from './edges.ts'
import { layOut, type Place } from './layout.ts'

const BOX = { width: 168, height: 46 }
const GAP = { x: 28, y: 58 }
const MARGIN = 24

/** Fill by type of node; text on all of them is dark. */
const FILLS: Readonly<Record<string, string>> = {
  ask: '#dbeafe',
  choose: '#dbeafe',
  search: '#dbeafe',
  branch: '#fef3c7',
  end: '#e5e7eb',
  route: '#dcfce7',
  'pass-on': '#fee2e2',
}

/**
 * A flow as an SVG that needs nothing but itself; with `counts`, how many people passed each node.
 * A picture of a flow with a missing target shows the ways that exist.
 */
export function svg(flow: Flow, options: PictureOptions = {}): string {
  const places = layOut(flow)
  // Two columns at least: ways that go round a box need the room.
  const columns = Math.max(2, ...[...places.values()].map(({ column }) => column + 1))
  const grid = { places, columns }
  const rows = Math.max(1, ...[...places.values()].map(({ row }) => row + 1))
  const width = columns * (BOX.width + GAP.x) - GAP.x + 2 * MARGIN
  const height = rows * (BOX.height + GAP.y) - GAP.y + 2 * MARGIN
  const all = edgesOf(flow)
  const drawn = all.map((edge) => drawEdge(edge, all, grid))
  const nodes = [...places].map(([name, place]) =>
    drawNode(flow, name, corner(place, grid), options),
  )
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" font-family="sans-serif" font-size="12">`,
    `<title>${escapeText(flow.flow)}</title>`,
    '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0L8 4L0 8z" fill="#6b7280"/></marker></defs>',
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    ...drawn.map(({ line }) => line),
    ...nodes,
    // Last, so that no box hides what a way is taken for.
    ...drawn.map(({ label }) => label),
    '</svg>\n',
  ].join('\n')
}

function drawNode(
  flow: Flow,
  name: string,
  { x, y }: { readonly x: number; readonly y: number },
  options: PictureOptions,
): string {
  const type = flow.nodes.get(name)?.type ?? ''
  const round = type === 'ask' || type === 'choose' || type === 'search' ? 20 : 4
  const thick = name === flow.start ? 3 : 1
  const middle = x + BOX.width / 2
  return [
    `<rect x="${x}" y="${y}" width="${BOX.width}" height="${BOX.height}" rx="${round}" fill="${FILLS[type] ?? '#ffffff'}" stroke="#374151" stroke-width="${thick}"/>`,
    `<text x="${middle}" y="${y + 20}" text-anchor="middle" fill="#111827" font-weight="600">${escapeText(name)}</text>`,
    `<text x="${middle}" y="${y + 36}" text-anchor="middle" fill="#4b5563" font-size="11">${escapeText(captionOf(flow, name, options))}</text>`,
  ].join('')
}

function drawEdge(edge: Edge, edges: readonly Edge[], grid: Grid) {
  const from = grid.places.get(edge.from)
  const to = grid.places.get(edge.to)
  if (from === undefined || to === undefined) return { line: '', label: '' }
  const start = corner(from, grid)
  const end = corner(to, grid)
  const x1 = start.x + BOX.width / 2
  const y1 = start.y + BOX.height
  const x2 = end.x + BOX.width / 2
  const y2 = end.y
  const isBack = to.row <= from.row
  // What skips a row goes round the boxes in between; a way back goes round on the other side.
  const skips = to.row - from.row > 1 && Math.abs(x1 - x2) < BOX.width
  const side = isBack ? -BOX.width : skips ? BOX.width : 0
  const path = `M${x1} ${y1}C${x1 + side} ${y1 + GAP.y / 2} ${x2 + side} ${y2 - GAP.y / 2} ${x2} ${y2}`
  const dashes = edge.isGivingUp ? ' stroke-dasharray="3 4" stroke="#9ca3af"' : ' stroke="#6b7280"'
  const line = `<path d="${path}" fill="none"${dashes} marker-end="url(#tip)"/>`
  if (edge.label === '' || edge.isGivingUp) return { line, label: '' }
  // A way back is farthest from the boxes in its middle.
  const share = isBack ? 0.5 : labelAt(edge, edges)
  const at = alongCurve([x1, x1 + side, x2 + side, x2], share)
  const down = alongCurve([y1, y1 + GAP.y / 2, y2 - GAP.y / 2, y2], share)
  const label = `<text x="${at}" y="${down}" text-anchor="middle" fill="#374151" font-size="10" stroke="#ffffff" stroke-width="3" paint-order="stroke">${escapeText(edge.label)}</text>`
  return { line, label }
}

/** Where many ways meet, a label stands at the other end of its way. */
function labelAt(edge: Edge, edges: readonly Edge[]): number {
  const leaving = edges.filter((other) => other.from === edge.from && !other.isGivingUp).length
  return leaving > 1 ? 0.75 : 0.25
}

function alongCurve([a = 0, b = 0, c = 0, d = 0]: readonly number[], t: number): number {
  const u = 1 - t
  return Math.round(u ** 3 * a + 3 * u * u * t * b + 3 * u * t * t * c + t ** 3 * d)
}

/** The upper left corner of a node; each row is in the middle. */
function corner({ row, column }: Place, { places, columns }: Grid) {
  const inRow = [...places.values()].filter((place) => place.row === row).length
  const indent = ((columns - inRow) * (BOX.width + GAP.x)) / 2
  return {
    x: MARGIN + indent + column * (BOX.width + GAP.x),
    y: MARGIN + row * (BOX.height + GAP.y),
  }
}

interface Grid {
  readonly places: ReadonlyMap<string, Place>
  readonly columns: number
}

function escapeText(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
