// Writes the widths, in ems, that shields.io reckons with for printable ASCII in the fonts of its styles.
//   npm install && node widths.mjs > ../../pypistats_action/rendering/badges/widths.json
import anafanafo from 'anafanafo'

const fonts = {
  verdana: ['11px Verdana', 11],
  'verdana-bold': ['bold 10px Verdana', 10],
  'helvetica-bold': ['bold 11px Helvetica', 11],
}
const characters = Array.from({ length: 95 }, (_, n) => String.fromCharCode(32 + n))

const lines = Object.entries(fonts).map(([name, [font, pixels]]) => {
  const widths = characters.map(char => [char, Number((anafanafo(char, { font }) / pixels).toFixed(6))])
  return `  ${JSON.stringify(name)}: ${JSON.stringify(Object.fromEntries(widths))}`
})
console.log(`{\n${lines.join(',\n')}\n}`)
