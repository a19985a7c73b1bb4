// Checks a Kubernetes manifest against the API's own schemas: each document of the file, strictly, so that a misspelled field is found too.
// Usage: node manifest.mjs FILE. Prints one line per fault; the exit code is 1 if there is any.
import { readFileSync } from "node:fs";
import { parseAllDocuments } from "yaml";
import { validate as Job } from "./node_modules/kubernetes-models/_schemas/IoK8sApiBatchV1Job.mjs";

const validators = { "batch/v1 Job": Job };
let faults = 0;
const report = text => {
  console.log(text);
  faults++;
};

// The schemas allow fields that they do not name, but their validators never read such a field.
const watched = (value, path, unread) =>
  value === null || typeof value !== "object" ? value : new Proxy(value, {
    get(target, key) {
      if (!Object.hasOwn(target, key)) return Reflect.get(target, key);
      unread.delete(`${path}/${key}`);
      return watched(target[key], `${path}/${key}`, unread);
    },
  });

const fieldsOf = (value, path) =>
  value === null || typeof value !== "object" ? [] : Object.keys(value).flatMap(k => [`${path}/${k}`, ...fieldsOf(value[k], `${path}/${k}`)]);

for (const document of parseAllDocuments(readFileSync(process.argv[2], "utf8"))) {
  document.errors.forEach(e => report(e.message));
  const manifest = document.toJS();
  const kind = `${manifest?.apiVersion} ${manifest?.kind}`;
  const validate = validators[kind];
  if (!validate) {
    report(`${kind}: no schema for this kind`);
    continue;
  }
  const unread = new Set(fieldsOf(manifest, ""));
  if (!validate(watched(manifest, "", unread))) {
    validate.errors.forEach(e => report(`${kind}: ${e.instancePath} ${e.message ?? e.keyword} ${JSON.stringify(e.params)}`));
  } else {
    [...unread].forEach(path => report(`${kind}: ${path} is no field of the schema`));
  }
}
process.exit(faults ? 1 : 0);
