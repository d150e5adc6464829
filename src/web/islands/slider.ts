/**
 * Moves the table of States with the slider: the same page is asked for with the form as it stands, and
 * the parts the form names are put in place of the old ones. Nothing is computed here, so that what is
 * shown with the script is what is shown without it.
 */
const form = document.querySelector<HTMLFormElement>('form[data-live]');
const slider = form?.querySelector<HTMLInputElement>('input[type=range]') ?? null;
if (form !== null && slider !== null) prepare(form, slider);

function prepare(form: HTMLFormElement, slider: HTMLInputElement): void {
  let waiting = 0;
  let asking: AbortController | null = null;
  const told = form.querySelector('output');
  slider.addEventListener('input', () => {
    if (told !== null) told.textContent = slider.value;
    window.clearTimeout(waiting);
    waiting = window.setTimeout(() => {
      asking?.abort();
      asking = new AbortController();
      void show(form, asking.signal);
    }, 120);
  });
}

async function show(form: HTMLFormElement, signal: AbortSignal): Promise<void> {
  const address = addressOf(form);
  try {
    const answer = await fetch(address, { signal });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    if (signal.aborted) return;
    place(form, page);
    const on = page.querySelector<HTMLInputElement>('#on')?.value ?? '';
    const shown = new URL(address);
    shown.searchParams.delete('year');
    shown.searchParams.delete('stood');
    shown.searchParams.set('on', on);
    history.replaceState(null, '', shown);
  } catch {
    // Asked again meanwhile, or the server is away: the button still works and says what is wrong.
  }
}

/** The form as its button would send it; empty answers are left out. */
function addressOf(form: HTMLFormElement): URL {
  const address = new URL(location.href);
  const cell = address.searchParams.get('cell');
  const fields = [...new FormData(form)].flatMap(([name, value]) =>
    typeof value === 'string' && value !== '' ? [[name, value]] : [],
  );
  if (cell !== null) fields.push(['cell', cell]);
  address.search = new URLSearchParams(fields).toString();
  address.hash = '';
  return address;
}

function place(form: HTMLFormElement, page: Document): void {
  const scrolled = document.querySelector('.grid-scroll');
  const [left, top] = [scrolled?.scrollLeft ?? 0, scrolled?.scrollTop ?? 0];
  for (const id of (form.dataset['live'] ?? '').split(' ')) {
    const fresh = page.getElementById(id);
    if (fresh !== null) document.getElementById(id)?.replaceChildren(...fresh.childNodes);
  }
  // What was open stays open where it was; the table keeps its place under the reader's hand.
  document.querySelector('.grid-scroll')?.scrollTo(left, top);
  for (const name of ['on', 'stood']) {
    const [mine, fresh] = [form, page].map((where) =>
      where.querySelector<HTMLInputElement>(`input[name=${name}]`),
    );
    if (mine !== undefined && mine !== null && fresh !== undefined && fresh !== null)
      mine.value = fresh.value;
  }
}
