/** Office files by hand, after ECMA-376, KS X 6101 and ODF 1.2: what their programs show is what is read. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import yazl from 'yazl';
import { type ReadFile } from '../../app/read-file.js';
import { readBytes } from './read-bytes.js';

async function read(entries: Readonly<Record<string, string>>, name = 'a.bin'): Promise<ReadFile> {
  const zip = new yazl.ZipFile();
  for (const [path, content] of Object.entries(entries)) zip.addBuffer(Buffer.from(content), path);
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(Buffer.from(chunk as Uint8Array));
  return readBytes(new Uint8Array(Buffer.concat(chunks)), name);
}

const book = (sheet: string, more: Readonly<Record<string, string>> = {}, properties = '') => ({
  'xl/workbook.xml': `<workbook xmlns:r="r">${properties}<sheets><sheet name="명단" sheetId="1" r:id="rId1"/><sheet name="숨김" sheetId="2" state="hidden" r:id="rId2"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels':
    '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Target="/xl/worksheets/sheet2.xml"/></Relationships>',
  'xl/sharedStrings.xml':
    '<sst><si><t>이름</t></si><si><r><t>온성</t></r><r><t xml:space="preserve"> 군</t></r><rPh><t>aside</t></rPh></si></sst>',
  'xl/styles.xml':
    '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;년&quot;\\ m"/><numFmt numFmtId="165" formatCode="#,##0&quot;d&quot;"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="22"/></cellXfs></styleSheet>',
  'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${sheet}</sheetData></worksheet>`,
  'xl/worksheets/sheet2.xml': '<worksheet><sheetData/></worksheet>',
  ...more,
});

test('a cell of a workbook comes out at another address, or a date as a number', async () => {
  const file = await read(
    book(
      '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="s"><v>1</v></c></row>' +
        '<row r="3"><c r="B3" s="1"><v>45292</v></c><c r="C3" s="2"><v>61</v></c><c s="3"><v>45292</v></c><c s="4"><v>45292.75</v></c></row>' +
        '<row r="4"><c r="A4" t="b"><v>1</v></c><c r="B4" t="inlineStr"><is><t>안에</t></is></c><c r="C4" s="1"><f>TODAY()</f><v>1</v></c></row>',
    ),
  );
  assert.equal(file.kind, 'xlsx');
  const [page] = file.pages;
  assert.ok(page);
  const cells = Object.fromEntries(
    (page.cells ?? []).map(({ at, from, to }) => [at, page.text.slice(from, to)]),
  );
  // 45292 is 1 January 2024, 61 is 1 March 1900 and 1 is 1 January 1900, as every spreadsheet shows them.
  assert.deepEqual(cells, {
    A1: '이름',
    C1: '온성 군',
    B3: '2024-01-01',
    C3: '1900-03-01',
    D3: '45292',
    E3: '2024-01-01T18:00:00',
    A4: 'TRUE',
    B4: '안에',
    C4: '1900-01-01',
  });
  assert.deepEqual(
    file.warnings.map(({ kind, where }) => `${kind} ${where}`),
    ['formulas 명단', 'hidden-sheet 숨김'],
  );
});

test('days of a book that counts from 1904 are four years off', async () => {
  const file = await read(
    book('<row><c r="A1" s="1"><v>43830</v></c></row>', {}, '<workbookPr date1904="1"/>'),
  );
  assert.equal(file.pages[0]?.text.trim(), '2024-01-01');
});

test('a lone cell at the far corner of a sheet costs its whole plane', async () => {
  const file = await read(book('<row><c r="XFD1000000" t="inlineStr"><is><t>far</t></is></c></row>'));
  assert.deepEqual(
    file.pages[0]?.cells?.map(({ at }) => at),
    ['XFD1000000'],
  );
});

test('macros and parts from elsewhere in a document go unnoticed', async () => {
  const file = await read(
    book('', {
      'xl/vbaProject.bin': 'x',
      'docProps/core.xml':
        '<cp:coreProperties xmlns:cp="c" xmlns:dc="d"><dc:creator>Someone</dc:creator></cp:coreProperties>',
      'xl/worksheets/_rels/sheet1.xml.rels':
        '<Relationships><Relationship Id="a" Type="x/hyperlink" Target="http://e" TargetMode="External"/><Relationship Id="b" Type="x/oleObject" Target="http://evil" TargetMode="External"/></Relationships>',
    }),
  );
  assert.deepEqual(
    file.warnings.filter(({ grave }) => grave).map(({ kind }) => kind),
    ['macros', 'outside-part'],
  );
  assert.deepEqual(file.metadata, [{ name: 'author', sensitive: true, value: 'Someone' }]);
});

const hwpx = (section: string, more: Readonly<Record<string, string>> = {}) => ({
  mimetype: 'application/hwp+zip',
  'Contents/section0.xml': `<hs:sec xmlns:hs="s" xmlns:hp="p">${section}</hs:sec>`,
  'Contents/section10.xml':
    '<hs:sec xmlns:hs="s" xmlns:hp="p"><hp:p><hp:run><hp:t>열째</hp:t></hp:run></hp:p></hs:sec>',
  'Contents/section2.xml':
    '<hs:sec xmlns:hs="s" xmlns:hp="p"><hp:p><hp:run><hp:t>둘째</hp:t></hp:run></hp:p></hs:sec>',
  ...more,
});

test('words of an HWPX document are lost, run together or come in another order', async () => {
  const file = await read(
    hwpx(
      '<hp:p><hp:run><hp:secPr/><hp:t>함경북도 </hp:t></hp:run><hp:run><hp:t>온성군<hp:tab/>끝<hp:lineBreak/>새 줄</hp:t></hp:run></hp:p>' +
        '<hp:p><hp:run><hp:tbl><hp:tr><hp:tc><hp:subList><hp:p><hp:run><hp:t>칸 하나</hp:t></hp:run></hp:p></hp:subList></hp:tc>' +
        '<hp:tc><hp:subList><hp:p><hp:run><hp:t>칸 둘</hp:t></hp:run></hp:p></hp:subList></hp:tc></hp:tr></hp:tbl></hp:run></hp:p>',
    ),
    'a.hwpx',
  );
  assert.deepEqual(
    file.pages.map(({ label }) => label),
    ['section 1', 'section 3', 'section 11'],
  );
  assert.equal(file.pages[0]?.text.replace(/\n+$/, ''), '함경북도 온성군\t끝\n새 줄\n칸 하나\n칸 둘');
});

test('a locked HWPX document is read as if it were empty', async () => {
  const locked = hwpx('', {
    'META-INF/manifest.xml':
      '<odf:manifest xmlns:odf="m"><odf:file-entry><odf:encryption-data/></odf:file-entry></odf:manifest>',
  });
  await assert.rejects(read(locked), /password/);
});

test('spaces, tabs, notes and headings of an OpenDocument text are kept', async () => {
  const file = await read(
    {
      mimetype: 'application/vnd.oasis.opendocument.text',
      'content.xml':
        '<office:document-content xmlns:office="o" xmlns:text="t" xmlns:table="b"><office:body><office:text><text:h>제목</text:h><text:p>하나<text:s text:c="3"/>둘<text:tab/>셋<text:line-break/>넷</text:p><text:p><text:span>다섯</text:span></text:p></office:text></office:body></office:document-content>',
      'meta.xml':
        '<office:document-meta xmlns:office="o" xmlns:dc="d"><office:meta><dc:title>편지</dc:title></office:meta></office:document-meta>',
    },
    'a.odt',
  );
  assert.equal(file.kind, 'odt');
  assert.equal(file.pages[0]?.text, '제목\n하나   둘\t셋\n넷\n다섯');
  assert.deepEqual(file.metadata, [{ name: 'title', value: '편지' }]);
});
