// Prepares the embedded database's template at install, so that the first start need not wait for it.
import { makeTemplate, templateArchive } from '../dist/src/store/sql/template.js';
await makeTemplate();
await templateArchive();
