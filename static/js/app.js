// App: what scripts add to pages that work without them. Each module finds its
// elements by data-*, listens on the document, and so also serves what htmx
// swaps in later.

import { serveBoards } from './board.js';
import { serveCopies } from './copy.js';
import { serveEditors } from './editor.js';
import { serveFlows } from './flow.js';
import { focusProblem } from './focus.js';
import { serveKeys } from './keys.js';
import { keepLive } from './live.js';
import { serveMenus } from './menus.js';
import { serveReference } from './reference.js';
import { serveSelection } from './selection.js';
import { tidyForms } from './tidy.js';

serveMenus(document);
serveKeys(document);
serveSelection(document);
serveCopies(document);
serveFlows(document);
serveEditors(document);
serveReference(document);
serveBoards(document);
tidyForms(document);
keepLive(document);
focusProblem(document);
