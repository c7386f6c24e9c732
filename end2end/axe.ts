/** Accessibility of a page as axe sees it. */
import { expect, type Page } from '@playwright/test';
import axe, { type AxeResults } from 'axe-core';

/**
 * Fails with a readable list when axe finds anything on the page. A page that is in `judged`, but for
 * names, numbers and what is drawn by lot, is not judged again.
 */
export async function expectAccessible(page: Page, judged: Set<string>): Promise<void> {
  const face = await page.evaluate(faceOf);
  if (judged.has(face)) {
    return;
  }
  await page.evaluate(axe.source);
  const results: AxeResults = await page.evaluate(() =>
    // Target size is part of WCAG 2.2, and off unless asked for.
    (globalThis as any).axe.run(document, { rules: { 'target-size': { enabled: true } } }),
  );
  expect(results.passes.length, 'axe looked at the page').toBeGreaterThan(0);
  expect(readable(results), `accessibility of ${page.url()}`).toBe('');
  judged.add(face);
}

/** What the verdict depends on: markup, theme, size, and where the focus is. */
function faceOf(): string {
  const document = globalThis.document.documentElement.cloneNode(true) as HTMLElement;
  for (const random of document.querySelectorAll('code, script, link, input[type=hidden]')) {
    random.remove();
  }
  const markup = document.outerHTML.replaceAll(/[\w.-]+@example\.com|\d+/g, '#');
  const isDark = matchMedia('(prefers-color-scheme: dark)').matches;
  const { activeElement } = globalThis.document;
  return [location.pathname, innerWidth, isDark, activeElement?.id, markup].join('\n');
}

function readable({ violations }: AxeResults): string {
  return violations
    .flatMap(({ id, help, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${help}\n  ${target}\n  ${failureSummary}`),
    )
    .join('\n');
}
