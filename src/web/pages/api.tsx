/** The API, to be read: each address, what it is asked and what it gives. */
import { type Frame, word } from '../frame.js';
import { routes, openApi } from '../api/openapi.js';
import { Shell } from '../page.js';

export function ApiPage({ frame }: { readonly frame: Frame }) {
  const title = word(frame, 'api.title');
  return (
    <Shell frame={frame} title={title}>
      <h1>{title}</h1>
      <p class="sentence">{word(frame, 'api.sentence')}</p>
      <p>
        <code>GET /api/v1/…</code> · <a href="/api/v1/openapi.json">openapi.json</a>
      </p>
      <p>{word(frame, 'api.shape')}</p>
      <pre class="shape">
        {
          '{ "data": …, "meta": { "dossier": …, "entry": …, "asOf": …, "next": … } }\n{ "error": { "kind": …, "message": …, "where": …, "fix": … } }'
        }
      </pre>
      <p>{word(frame, 'api.paging')}</p>
      {routes.map((route) => (
        <section>
          <h2>
            <code class="address">{`/api/v1${route.path}`}</code>
          </h2>
          <p lang="en">{route.summary}.</p>
          <Parameters frame={frame} path={route.path} />
        </section>
      ))}
    </Shell>
  );
}

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required: boolean;
  readonly description?: string;
}

function Parameters({ frame, path }: { readonly frame: Frame; readonly path: string }) {
  const paths = openApi()['paths'] as Readonly<
    Record<string, { readonly get: { readonly parameters: readonly Parameter[] } }>
  >;
  const asked = (paths[path === '' ? '/' : path]?.get.parameters ?? []).filter((one) => one.in === 'query');
  if (asked.length === 0) return null;
  return (
    <dl class="pairs">
      {asked.map((one) => (
        <>
          <dt>
            <code>{one.name}</code>
          </dt>
          <dd>
            <span lang="en">{one.description}</span>{' '}
            {one.required ? <b>{word(frame, 'api.required')}</b> : null}
          </dd>
        </>
      ))}
    </dl>
  );
}
