// Opens a page of `ledger report annual --format html` in Chromium and says what is wrong with it, a line
// each: node look.mjs PAGE.html REPORT.json FOLDER [shots]. FOLDER gets the page as PDF, and as pictures if
// shots are asked for.

import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';

const [page_file, report_file, folder, shots] = process.argv.slice(2);
const address = pathToFileURL(page_file).href;
const report = JSON.parse(await readFile(report_file, 'utf8'));
const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const wrong = [];
const say = (...words) => wrong.push(words.join(' '));

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
});

async function opened(options) {
  const page = await browser.newPage(options);
  page.on('console', (message) => say('console:', message.type(), message.text()));
  page.on('pageerror', (error) => say('error on the page:', error.message));
  page.on('request', (request) => request.url() === address || say('request:', request.url()));
  await page.goto(address);
  return page;
}

// The figures of every row are those of the JSON.
async function figures(page) {
  const shown = await page.evaluate(() => {
    const figure = (cell) => cell.textContent.replaceAll('\u202f', '').replace('−', '-').replace(',', '.');
    const rows = [...document.querySelectorAll('.report tr[id]')];
    return Object.fromEntries(
      rows.map((row) => [row.id, [...row.querySelectorAll(':scope > td.figure')].map(figure)]),
    );
  });
  const plain = (value) => (value === null || value === undefined ? null : String(value));
  let told = 0;
  for (const { statement, name, rows } of report.reports) {
    for (const { id, values, change_percent } of rows.filter((row) => row.id && row.values?.length)) {
      const place = `${name ?? statement}.${id}`.replace(/[^A-Za-z0-9.-]/g, (c) => `_${c.codePointAt(0).toString(16)}`);
      const expected = values.map((value) => plain(value?.value ?? value));
      const found = shown[place];
      if (!found) {
        say('no row', place);
        continue;
      }
      if (found.length === 0 && values.every((value) => value === null)) continue;
      if (change_percent !== undefined) expected.push(plain(change_percent));
      const equal = (value, index) => {
        const text = found[index];
        if (value === null) return text === '' || text === '–';
        return text !== '' && Number(text) === Number(value);
      };
      const differs = expected.findIndex((value, index) => !equal(value, index));
      if (differs >= 0) say('figure', place, differs, 'is', found[differs], 'in JSON', expected[differs]);
      told += expected.length;
    }
  }
  if (told < 100) say('only', told, 'figures were compared');
}

// Everything opens, with the keyboard too, and every link lands on something that shows.
async function ways(page) {
  const closed = () => page.locator('details:not([open])').count();
  const all = await closed();
  if (all < 50) say('only', all, 'places open');
  for (let index = 0; index < 3; index += 1) {
    const summary = page.locator('summary').nth(index);
    await summary.focus();
    await page.keyboard.press('Enter');
    const open = await summary.evaluate((element) => element.parentElement.open);
    if (!open) say('summary', index, 'does not open with the keyboard');
  }
  const silent = await page.evaluate(() => {
    const places = [...document.querySelectorAll('details')];
    places.forEach((place) => (place.open = true));
    const shows = (place) => [...place.children].at(-1).checkVisibility();
    const silent = places.filter((place) => !shows(place)).map((place) => place.textContent.slice(0, 40));
    places.forEach((place) => (place.open = false));
    return silent;
  });
  silent.forEach((place) => say('does not open:', place));
  const links = await page.$$eval('a[href^="#"]', (links) => [...new Set(links.map((link) => link.hash))]);
  const lost = await page.evaluate((links) => {
    const open = () => document.querySelectorAll('details[open]');
    return links.filter((link) => {
      const place = document.getElementById(decodeURIComponent(link.slice(1)));
      location.hash = link;
      const lands = place?.checkVisibility() ?? false;
      open().forEach((place) => (place.open = false));
      return !lands;
    });
  }, links);
  lost.forEach((link) => say('link', link, 'does not land'));
}

async function accessible(page, where) {
  await page.evaluate(axe);
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
  const found = await page.evaluate((tags) => axe.run({ runOnly: tags, resultTypes: ['violations'] }), tags);
  for (const { id, nodes } of found.violations) {
    say('axe', where, id, nodes.slice(0, 3).map((node) => node.target.join(' ')).join(' | '));
  }
}

const page = await opened({ viewport: { width: 1280, height: 900 } });
await figures(page);
await ways(page);
await page.pdf({ path: `${folder}/page.pdf`, preferCSSPageSize: true });
await page.close();

for (const [width, colorScheme] of [[1280, 'light'], [1280, 'dark'], [768, 'light'], [320, 'light'], [320, 'dark']]) {
  const page = await opened({ viewport: { width, height: 900 }, colorScheme });
  await page.$$eval('.report details, .report ~ .accounts details:nth-of-type(-n+2)', (places) =>
    places.forEach((place, index) => (place.open = index % 7 === 0)));
  await accessible(page, `${width} ${colorScheme}`);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  if (wide > width) say('the page is', wide, 'wide on a screen of', width);
  if (shots) await page.screenshot({ path: `${folder}/${width}-${colorScheme}.png`, fullPage: true });
  await page.close();
}

await browser.close();
console.log(wrong.join('\n'));
