#!/usr/bin/env bash
# Merges the runs of all shards and writes the report of the merged run.
# Usage: merge.sh RUNS OUT
set -euo pipefail
runs=$(realpath -m "$1")
out=$(realpath -m "$2")
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
compilebench=(dotnet run --no-build -c Release --project tools/Cli --)
# Exit code 1 means that the ratios of a host depart. The run is written, and its report says which host.
code=0
"${compilebench[@]}" merge "$runs"/*/ -o "$out" || code=$?
if [ "$code" -gt 1 ]; then exit "$code"; fi
"${compilebench[@]}" report "$out" -o "$out/report"
exit "$code"
