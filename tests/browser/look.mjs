// Opens a page in headless Chromium as a person would, does what it is told, and prints what is to be seen as JSON.
// On standard input: {url, scheme, width, script, steps: [[NAME, ARGUMENT]...], screenshot}; see `steps` below.
import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {chromium} from 'playwright-core';

const asked = JSON.parse(readFileSync(0, 'utf8'));
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core'), 'utf8');

const steps = {
  key: (page, key) => page.keyboard.press(key),
  click: (page, words) => page.getByRole('link', {name: words, exact: true}).click(),
  /** The page's script takes so much time for passed; it asks for the page again, and has what came of it. */
  pass: async (page, milliseconds) => {
    const asks = page.waitForRequest(() => true);
    await page.clock.runFor(milliseconds);
    await (await asks).response();
    await page.waitForTimeout(200);
  },
  offline: (page, off) => page.context().setOffline(off),
  mark: (page) => page.evaluate(() => { window.marked = true; }),
};

const seen = () => {
  const text = (element) => element.innerText.trim();
  const visible = (element) => element.checkVisibility();
  return {
    title: document.title,
    text: document.body.innerText,
    headings: [...document.querySelectorAll('h1, h2')].map(text),
    badges: [...document.querySelectorAll('.badge')].map(text),
    alerts: [...document.querySelectorAll('[role=alert]')].filter(visible).map(text),
    tables: [...document.querySelectorAll('table')].map((table) => ({
      caption: text(table.caption),
      sorted: [...table.querySelectorAll('[aria-sort]')].map((head) => [text(head), head.ariaSort]),
      head: [...table.tHead.rows[0].cells].map(text),
      rows: [...table.tBodies[0].rows].map((row) => [...row.cells].map(text)),
    })),
    bars: [...document.querySelectorAll('.bar')].map((bar) => [...bar.querySelectorAll('rect')].map((part) =>
      [part.getAttribute('class'), part.getBoundingClientRect().width / bar.getBoundingClientRect().width])),
    links: [...document.querySelectorAll('a')].map((link) => link.getAttribute('href')),
    focused: document.activeElement.getAttribute('href') ?? document.activeElement.getAttribute('aria-label'),
    overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    background: getComputedStyle(document.body).backgroundColor,
    marked: window.marked === true,
  };
};

// Chromium as root needs to be told that there is no sandbox, and in a container that /dev/shm may be small.
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--disable-dev-shm-usage', ...(process.getuid() === 0 ? ['--no-sandbox'] : [])],
});
try {
  const context = await browser.newContext({
    colorScheme: asked.scheme ?? 'light',
    viewport: {width: asked.width ?? 1024, height: 768},
    javaScriptEnabled: asked.script ?? true,
  });
  const page = await context.newPage();
  const complaints = [];
  const requests = [];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => requests.push(request.url()));
  if (asked.script !== false) await page.clock.install();
  await page.goto(asked.url, {waitUntil: 'load'});
  for (const [name, argument] of asked.steps ?? []) await steps[name](page, argument);
  const found = await page.evaluate(seen);
  if (asked.screenshot) await page.screenshot({path: asked.screenshot, fullPage: true});
  // Without script it is the same document, on which axe's own timers do not run.
  const {violations} = asked.script === false ? {violations: []}
    : await page.evaluate(axe).then(() => page.evaluate(() => globalThis.axe.run()));
  console.log(JSON.stringify({...found, complaints, requests, url: page.url(),
    violations: violations.map(({id, nodes}) => [id, nodes.map((node) => node.html.slice(0, 200))])}));
} finally {
  await browser.close();
}
