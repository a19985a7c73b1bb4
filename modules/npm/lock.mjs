// Brings package-lock.json up to date with package.json: `node modules/catalog/npm/lock.mjs`.
//
// npm's own lock would hold hundreds of packages that the modules' JavaScript depends on. The catalog wants one file of each package and runs
// none of them, so this lock holds the packages themselves and nothing else. What is locked already stays as it is; only new packages and new
// versions are asked for. Addresses are those of the public registry: npm puts the configured registry in its place when it installs.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const read = name => JSON.parse(readFileSync(join(import.meta.dirname, name), 'utf8'));

function ask(name, version) {
  const fields = ['view', `${name}@${version}`, 'dist.integrity', 'license', '--json'];
  const answer = JSON.parse(execFileSync('npm', fields, { encoding: 'utf8', shell: process.platform === 'win32' }));
  const resolved = `https://registry.npmjs.org/${name}/-/${name.split('/').at(-1)}-${version}.tgz`;
  return { version, resolved, integrity: answer['dist.integrity'], license: answer.license };
}

const { name, version, license, dependencies } = read('package.json');
const locked = existsSync(join(import.meta.dirname, 'package-lock.json')) ? read('package-lock.json').packages : {};
const packages = { '': { name, version, license, dependencies } };
for (const dependency of Object.keys(dependencies).sort()) {
  const place = `node_modules/${dependency}`;
  packages[place] = locked[place]?.version === dependencies[dependency] ? locked[place] : ask(dependency, dependencies[dependency]);
}

const lock = { name, version, lockfileVersion: 3, requires: true, packages };
writeFileSync(join(import.meta.dirname, 'package-lock.json'), JSON.stringify(lock, null, 2) + '\n');
