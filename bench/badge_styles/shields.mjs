// Reads a JSON array of badges from standard input, writes the array of shields.io's own SVGs for them.
import { readFileSync } from 'node:fs'
import { makeBadge } from 'badge-maker'

const badges = JSON.parse(readFileSync(0, 'utf8'))
console.log(JSON.stringify(badges.map(badge => makeBadge(badge))))
