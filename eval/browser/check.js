// Opens report.html in Chromium as a reader does: search, open a story, read a difference; both widths, light and dark.
// Any console error, any request but for the page itself, any violation that axe-core finds is a failure.
//
//     node check.js REPORT [--shots DIR] [--max-load MILLISECONDS]
"use strict";

const fs = require("node:fs");
const path = require("node:path");
const { pathToFileURL } = require("node:url");
const puppeteer = require("puppeteer-core");

const CHROMIUM = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(fs.existsSync);
const WIDTHS = { desktop: 1280, phone: 390 };
const argument = (name) => process.argv.includes(name) ? process.argv[process.argv.indexOf(name) + 1] : undefined;
const report = path.resolve(process.argv[2]);
const shots = argument("--shots");
const failures = [];
const expect = (holds, what) => { if (!holds) { failures.push(what); console.error(`FAILED: ${what}`); } };

const open = async (browser, width, scheme) => {
  const page = await browser.newPage();
  await page.setViewport({ width, height: 900, isMobile: width < 500, hasTouch: width < 500 });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
  page.on("console", (message) => {
    if (["error", "warn"].includes(message.type())) failures.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => failures.push(`script: ${error.message}`));
  page.on("request", (request) => {
    // The pictures of the browser's own form fields are data in its style sheet.
    if (request.url().startsWith("data:")) return;
    if (request.url() !== pathToFileURL(report).href) failures.push(`request: ${request.url()}`);
  });
  await page.goto(pathToFileURL(report).href, { waitUntil: "load" });
  return page;
};

const check = async (page, name) => {
  // All stories are made alike, and axe-core takes minutes for thousands.
  await page.$$eval(".story", (stories) => stories.slice(100).forEach((story) => story.remove()));
  // The driver may run what the page's policy forbids.
  await page.evaluate(fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8"));
  const { violations } = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
  for (const violation of violations) {
    const nodes = violation.nodes.slice(0, 3).map((node) => `${node.html.slice(0, 160)} ${node.any[0]?.message ?? ""}`);
    failures.push(`axe, ${name}: ${violation.id} (${violation.nodes.length}): ${violation.help}\n  ${nodes.join("\n  ")}`);
  }
};

const fits = (page) => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);

const read = async (page, name) => {
  const all = await page.$$eval(".story", (stories) => stories.length);
  expect(all > 0, `${name}: there are stories`);
  const word = await page.$eval(".story h3 bdi", (h) => h.textContent.split(/\s+/).sort((a, b) => b.length - a.length)[0]);
  await page.keyboard.press("/");
  await page.keyboard.type(word);
  await page.waitForFunction(() => / of /.test(document.getElementById("shown").textContent), { timeout: 5000 })
    .catch(() => expect(false, `${name}: a search for ${word} leaves some out`));
  const found = await page.$$eval(".story:not([hidden])", (stories) => stories.map((s) => s.textContent.toLowerCase()));
  expect(found.length > 0 && found.length < all, `${name}: a search finds some`);
  expect(found.every((text) => text.includes(word.toLowerCase())), `${name}: and only those that have the word`);
  await page.keyboard.press("Escape");
  await page.$eval("#filter button[type=reset]", (button) => button.click());
  await page.waitForFunction((n) => document.querySelectorAll(".story:not([hidden])").length === n, {}, all);

  await page.keyboard.press("j");
  await page.keyboard.press("o");
  expect(await page.$eval(".story .more", (more) => more.open), `${name}: j and o open the first story`);
  // What a story folds away is built when it is opened; the first story with a difference is looked for in the text of it.
  const more = await page.evaluateHandle(() => [...document.querySelectorAll(".more")].find((details) =>
    details.querySelector(".beside") || details.querySelector("noscript")?.textContent.includes('class="beside"')));
  expect(more.asElement(), `${name}: there is a difference to read`);
  if (!more.asElement()) return;
  await more.evaluate((details) => { details.open = true; });
  const beside = await page.waitForFunction((details) => details.querySelector(".beside"), { timeout: 5000 }, more);
  await beside.evaluate((b) => { b.open = true; b.scrollIntoView(); });
  const changed = await beside.$$eval("del, ins", (marks) => marks.filter((m) => m.getBoundingClientRect().height > 0).length);
  expect(changed > 0, `${name}: the changes are seen`);
  const button = await page.$("button.support");
  if (button) {
    await button.evaluate((b) => b.click());
    expect(await button.evaluate((b) => b.nextElementSibling?.textContent === b.title), `${name}: a tap names the outlets`);
  }
};

(async () => {
  const browser = await puppeteer.launch({ executablePath: CHROMIUM, headless: true, args: ["--no-sandbox", "--disable-gpu"] });
  for (const [name, width] of Object.entries(WIDTHS)) {
    for (const scheme of ["light", "dark"]) {
      const page = await open(browser, width, scheme);
      const title = `${name}, ${scheme}`;
      const load = await page.evaluate(() => performance.getEntriesByType("navigation")[0].loadEventEnd);
      console.log(`${title}: loaded in ${load.toFixed(0)} ms`);
      const limit = Number(argument("--max-load") ?? Infinity);
      expect(load <= limit, `${title}: loads within ${limit} ms`);
      expect(await fits(page), `${title}: nothing is wider than the window`);
      if (shots) await page.screenshot({ path: path.join(shots, `${name}-${scheme}-top.png`) });
      await read(page, title);
      expect(await fits(page), `${title}: nothing is wider than the window, with a difference open`);
      if (shots) await page.screenshot({ path: path.join(shots, `${name}-${scheme}-open.png`) });
      await check(page, title);
      await page.close();
    }
  }
  const plain = await browser.newPage();
  await plain.setJavaScriptEnabled(false);
  await plain.goto(pathToFileURL(report).href, { waitUntil: "load" });
  const parts = [".story h3", ".story .brief li", ".story .sources li", ".story .copies li"];
  for (const part of parts) expect(await plain.$(part), `without scripts: there is ${part}`);
  const pages = await plain.pdf({ timeout: 120000 });
  expect(pages.length > 10000, "it can be printed");
  if (shots) fs.writeFileSync(path.join(shots, "print.pdf"), pages);
  await browser.close();
  for (const failure of [...new Set(failures)]) console.error(failure);
  process.exit(failures.length ? 1 : 0);
})();
