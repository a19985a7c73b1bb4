#!/usr/bin/env bash
# Measures one shard, or goes on with it where an earlier attempt was killed. Every scheduler of this folder starts it once per shard.
# Usage: shard.sh RUNS NAME [OPTION...]
#   RUNS    a folder for the runs of all shards
#   NAME    the name of this shard: its runs are in RUNS/NAME
#   OPTION  options of the suite, the same for every shard, such as --suite default --rounds 3; without --filter, compiles are measured
# Which shard this is, the program reads from the variables of the scheduler (--shard auto). The repository must be built; see build.sh.
set -euo pipefail
runs=$(realpath -m "$1")
name=$2
shift 2
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
suite=(dotnet run --no-build -c Release --project benchmarks --)
case " $* " in
  *" --filter "*) ;;
  *) set -- --filter '*Compile*' "$@" ;;
esac

# Exit code 1 means that a case failed, which is a result. Code 2 means that nothing could be measured.
code=2
mkdir -p "$runs/$name"
attempt=$(find "$runs/$name" -mindepth 2 -maxdepth 2 -name run.json | sort | tail -n 1)
if [ -n "$attempt" ]; then
  code=0
  "${suite[@]}" --resume "$(dirname "$attempt")" "$@" || code=$?
fi
# There is no earlier attempt, or another host began it. Its rounds stay, and the merge uses them.
if [ "$code" -eq 2 ]; then
  code=0
  "${suite[@]}" --shard auto --out "$runs/$name" "$@" || code=$?
fi
if [ "$code" -gt 1 ]; then exit "$code"; fi
