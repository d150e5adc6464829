/** The guide's page of commands and settings, from their declarations. */
import { settings } from '../config.js';
import { commands } from './commands.js';

export function commandsGuide(): string {
  const parts = [
    '# Commands and settings',
    '',
    'In a clone, put `npx` in front: `npx article33 check letter.txt`. Made from the program’s own declarations (`node scripts/commands-guide.mjs`).',
    '',
    'Every command takes `--help`, `--json` (one JSON value on standard output and nothing else; errors are `{"error": {kind, message, where?, fix?, causes?}}`) and the settings below. Exit codes: 0 fine, 1 problems found, 2 wrong usage, 3 refused because the directory is locked or damaged. When a server runs on the directory, commands ask it.',
    '',
  ];
  for (const command of commands) {
    parts.push(
      `## article33 ${command.name}`,
      '',
      `${command.summary}.`,
      '',
      '```',
      command.usage === '' ? '' : `article33 ${command.usage}`,
      `# for example`,
      command.example,
      '```',
      '',
    );
    const options = Object.entries(command.options);
    if (options.length > 0)
      parts.push(
        '| option | |',
        '|---|---|',
        ...options.map(
          ([name, option]) =>
            `| \`--${name}${option.type === 'string' ? ` ${option.value ?? 'TEXT'}` : ''}\` | ${option.doc} |`,
        ),
        '',
      );
  }
  parts.push(
    '## Settings',
    '',
    'A flag wins over the environment, and both over the default.',
    '',
    '| flag | environment | default | |',
    '|---|---|---|---|',
    ...settings.map(
      ({ flag, env, standard, doc }) =>
        `| ${flag === null ? '' : `\`--${flag}\``} | \`${env}\` | ${standard === '' ? '' : `\`${standard}\``} | ${doc} |`,
    ),
    '',
  );
  return parts.join('\n');
}
