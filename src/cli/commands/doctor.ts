/** `article33 doctor`: what is wrong with this machine, and what to do. */
import { diagnose } from '../../app/doctor.js';
import { type Command, printJson } from '../command.js';

const signs = { fine: 'fine   ', warning: 'warning', problem: 'PROBLEM' } as const;

export const doctorCommand: Command = {
  name: 'doctor',
  summary: 'Say what is wrong with this machine and what to do',
  usage: 'doctor [--dir DIR]',
  example: 'article33 doctor',
  options: {},
  arity: [0, 0],
  run: async (context) => {
    const checks = diagnose(await context.machine.facts());
    if (context.json) printJson(context, { checks });
    else
      for (const { what, state, says, fix } of checks) {
        context.terminal.out(`${signs[state]}  ${what}: ${says}\n`);
        if (fix !== null) context.terminal.out(`         ${fix}\n`);
      }
    return checks.some((check) => check.state === 'problem') ? 1 : 0;
  },
};
