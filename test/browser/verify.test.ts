/** A claim is verified in the reader's browser with the same code, and what was altered is not called proven. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { claimProofToText } from '../../src/core/ledger/claim-proof.js';
import { signerOf, verifierKey } from '../../src/core/ledger/note.js';
import { proofOf, signer } from '../ledger/proofs.js';
import { claimOf } from '../store/fixtures.js';
import { noBrowser, openBrowser } from './browser.js';
import { openSite } from './site.js';

test(
  'a proof is checked in the page, asks nobody, and says whose key it was; an altered one is not proven',
  { skip: noBrowser },
  async () => {
    const [site, browser] = [await openSite(), await openBrowser()];
    try {
      const hostile = '<img src=x onerror=alert(1)>';
      const file = claimProofToText(await proofOf(77, 300, (i) => claimOf(`E-${i}`, hostile)));
      const page = await browser.newPage();
      await page.goto(`${site.origin}/log/verify`);
      const asked: string[] = [];
      page.on('request', (request) => {
        // The browser's own, for the tab.
        if (!request.url().endsWith('/mark.svg')) asked.push(request.url());
      });
      const answer = page.locator('[data-answer]');
      const verify = async (proof: string, key: string): Promise<string> => {
        await page.fill('textarea[name=proof]', proof);
        await page.fill('input[name=key]', key);
        assert.equal((await answer.textContent()) ?? '', '', 'no answer beside another proof');
        await page.click('form[data-verify] button');
        return (await answer.textContent()) ?? '';
      };
      const alone = await verify(file, '');
      assert.match(alone, /Proven: entry 77, counted from 0, of 300 in the log example\.org\/log/);
      assert.match(alone, /whose it is nothing here shows/);
      assert.ok(alone.includes(hostile) && (await answer.locator('img').count()) === 0, 'text stays text');
      assert.match(await verify(file, verifierKey(signer)), /by the key you gave/);
      const other = verifierKey(signerOf(signer.name, new Uint8Array(32).fill(6)));
      for (const [proof, key] of [
        [file, other],
        [file.replace('person:7', 'person:8'), ''],
        [file.replace('"entry": 77', '"entry": 78'), ''],
        ['{}', ''],
        ['not a proof', ''],
        [file, 'no key'],
      ] as const)
        assert.match(await verify(proof, key), /^NOT PROVEN/);
      assert.deepEqual(asked, []);
      await page.goto(`${site.origin}/log/verify?lang=ko`);
      assert.match(await verify(file, ''), /증명됨/);

      const plain = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
      await plain.goto(`${site.origin}/log/verify`);
      assert.match((await plain.textContent('main')) ?? '', /article33 verify claim\.json --key KEY/);
      assert.equal(await plain.isVisible('form[data-verify] button'), false);
    } finally {
      await browser.close();
      await site.close();
    }
  },
);
