/** Accessibility of a page as axe sees it. */
import { expect, type Page } from '@playwright/test';
import axe, { type AxeResults } from 'axe-core';

/** Fails with a readable list when axe finds anything on the page. */
export async function expectAccessible(page: Page): Promise<void> {
  await page.evaluate(axe.source);
  const results: AxeResults = await page.evaluate(() =>
    // Target size is part of WCAG 2.2, and off unless asked for.
    (globalThis as any).axe.run(document, { rules: { 'target-size': { enabled: true } } }),
  );
  expect(results.passes.length, 'axe looked at the page').toBeGreaterThan(0);
  expect(readable(results), `accessibility of ${page.url()}`).toBe('');
}

function readable({ violations }: AxeResults): string {
  return violations
    .flatMap(({ id, help, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${help}\n  ${target}\n  ${failureSummary}`),
    )
    .join('\n');
}
