// Writes the documents that derive from the model: docs/formats/model.md and docs/formats/dossier.schema.json.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { jsonSchema } from '../dist/src/core/model/json-schema.js';
import { modelPage } from '../dist/src/core/model/page.js';

const formats = join(import.meta.dirname, '../docs/formats');
writeFileSync(join(formats, 'model.md'), modelPage());
writeFileSync(join(formats, 'dossier.schema.json'), `${JSON.stringify(jsonSchema(), null, 1)}\n`);
