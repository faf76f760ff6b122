/** Arabic-Indic and Persian digits, as 0-9. */
function westernDigits(text: string): string {
  return text.replace(/[\u0660-\u0669\u06f0-\u06f9]/gu, (digit) =>
    String((digit.codePointAt(0) ?? 0) & 0xf),
  )
}

const SPACE = '[ \\u00a0\\u202f]'
const GROUPED = new RegExp(`(?<![\\d,.])[1-9]\\d{0,2}(?:${SPACE}\\d{3}|[.,٬]\\d{3})+(?!\\d)`, 'gu')
const PHONE = new RegExp(
  `(?<!\\d)(?:\\+|00)?\\d{2,4}(?:${SPACE}|[-.])(?:\\d{2,4}(?:${SPACE}|[-.])?){1,5}`,
  'gu',
)

/**
 * Every amount, delay, percentage, date part and phone number of a text, without regard to how it
 * is written: `500 000`, `500.000` and `٥٠٠ ٠٠٠` are the same, so are `0,5` and `0.5`. Sorted, each
 * once; the numbers that begin the lines of a list are left out.
 */
export function figuresOf(text: string): readonly string[] {
  const plain = westernDigits(text.replace(/[\u2066-\u2069\u200e\u200f]/gu, ''))
    .replace(/^\s*\d{1,2}[.)-]\s/gmu, '')
    .replace(GROUPED, (found) => found.replace(/\D/gu, ''))
    .replace(/(\d)[,.٫](\d)/gu, '$1.$2')
    .replace(PHONE, (found) =>
      found.startsWith('0') || found.startsWith('+') ? `${found.replace(/\D/gu, '')} ` : found,
    )
  return [...new Set(plain.match(/\d+(?:\.\d+)*/gu) ?? [])].sort()
}
