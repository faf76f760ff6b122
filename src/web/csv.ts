import Papa from 'papaparse'

/**
 * Rows as a CSV file that a spreadsheet opens as it is: with a mark of its encoding, and with
 * nothing in it that a spreadsheet would take for a formula.
 *
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 */
export function toCsv(rows: readonly (readonly (string | number)[])[]): string {
  return `\ufeff${Papa.unparse([...rows.map((row) => [...row])], { escapeFormulae: true })}\r\n`
}

/** The head that makes a browser keep an answer as a file. */
export function asFile(name: string): string {
  return `attachment; filename="${name.replace(/[^\w.-]/gu, '-')}"`
}
