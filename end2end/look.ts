/**
 * Lays pages out in each theme and width, and checks what must hold there: nothing sticks out or is
 * cut off, and axe finds nothing. With `LATCHKEY_DRAWINGS` set it also draws them, for people to look at.
 */
import type { Page, TestInfo } from '@playwright/test';
import { expect, test as base } from './fixtures.ts';

interface Drawing {
  theme: 'light' | 'dark';
  width: number;
  height: number;
  /** Whether axe judges it: themes differ in contrast, widths in the size of targets. */
  judged?: boolean;
}

const phone = { width: 390, height: 844 };
const desk = { width: 1440, height: 900 };
/** A window of 1280 × 1024 at 400 %, as WCAG 1.4.10 wants it. */
const magnified = { width: 320, height: 256 };

const drawings: Drawing[] = [
  { theme: 'dark', ...desk, judged: true },
  { theme: 'dark', ...phone },
  { theme: 'light', ...desk },
  { theme: 'light', ...phone, judged: true },
  { theme: 'light', ...magnified, judged: true },
];
/** Without scripts only a little is different; the style is the same. */
const drawingsWithoutScripts: Drawing[] = [
  { theme: 'light', ...phone },
  { theme: 'light', ...magnified },
];

interface Fixtures {
  /** Draws the page of this test, or another one, in the state of that name. */
  look: (state: string, page?: Page) => Promise<void>;
}

export const test = base.extend<Fixtures>({
  // Colours change at once.
  contextOptions: { reducedMotion: 'reduce' },
  look: async ({ page, judge, scripted }, use, info) => {
    // Each state is drawn five times.
    info.setTimeout(120_000);
    const wanted = scripted ? drawings : drawingsWithoutScripts;
    await use(async (state, shown = page) => {
      for (const drawing of wanted) {
        await draw(shown, state, drawing, info);
        if (drawing.judged) {
          await judge(shown);
        }
      }
    });
  },
});

async function draw(page: Page, state: string, drawing: Drawing, info: TestInfo): Promise<void> {
  const { theme, width, height } = drawing;
  const name = `${state}-${theme}-${width}`;
  await page.emulateMedia({ colorScheme: theme });
  await page.setViewportSize({ width, height });
  expect(await page.evaluate(outOfPlace), `${name}: nothing sticks out or is cut off`).toEqual([]);
  if (process.env.LATCHKEY_DRAWINGS) {
    await page.screenshot({ path: info.outputPath(`${name}.png`), fullPage: true });
  }
}

/** What lies beside the page, or shows less than it holds. */
function outOfPlace(): string[] {
  const { clientWidth, scrollWidth } = document.documentElement;
  const isMeantToBeHidden = (element: Element) => {
    const { clipPath, visibility } = getComputedStyle(element);
    return clipPath !== 'none' || visibility === 'hidden';
  };
  const found = scrollWidth > clientWidth ? [`the page is ${scrollWidth} px wide`] : [];
  for (const element of document.querySelectorAll<HTMLElement>('body *')) {
    const { left, right, width } = element.getBoundingClientRect();
    // A frame that scrolls by itself, with the keyboard too, may hold more than it shows.
    const isHidden = isMeantToBeHidden(element) || element.closest('.visually-hidden');
    if (width === 0 || isHidden || element.closest('[role=region][tabindex="0"]')) {
      continue;
    }
    const isBeside = left < -1 || right > clientWidth + 1;
    // What fills a field may be longer than the field, which scrolls.
    const scrolls = element.matches('svg, input[value], textarea');
    const clips = getComputedStyle(element).overflow !== 'visible' && !scrolls;
    const isCutOff =
      clips &&
      (element.scrollWidth > element.clientWidth + 1 ||
        element.scrollHeight > element.clientHeight + 1);
    if (isBeside || isCutOff) {
      found.push(`${element.tagName} ${element.className}: ${element.innerText ?? ''}`);
    }
  }
  return found;
}

export { expect } from './fixtures.ts';
