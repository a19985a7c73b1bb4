#!/usr/bin/env bash
# Measures shards with GNU parallel, one at a time on each host, and merges them.
# Usage: parallel.sh SHARDS RUNS HOSTS [OPTION...]
#   SHARDS  how many shards
#   RUNS    a folder for the runs of all shards, which every host can write
#   HOSTS   a file with one ssh host per line, as parallel --sshloginfile reads it; ":" alone is this machine
#   OPTION  options of the suite, the same for every shard
# The repository is at the same path on every host, built by build.sh. A shard whose host fails is retried, on another host where there is one.
set -euo pipefail
if [ $# -lt 3 ]; then
  sed -n 's/^# \{0,1\}//p' "$0" | sed 1d >&2
  exit 2
fi
count=$1
runs=$(realpath -m "$2")
hosts=$3
shift 3
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
if [ "$hosts" = : ]; then logins=(--sshlogin :); else logins=(--sshloginfile "$hosts"); fi

mkdir -p "$runs"
options=$(printf '%q ' "$@")
seq "$count" | parallel --will-cite --jobs 1 --retries 3 --line-buffer --joblog "$runs/parallel.log" "${logins[@]}" --workdir "$PWD" \
  "COMPILEBENCH_SHARD={}/$count results/cluster/shard.sh $(printf '%q' "$runs") shard-{} $options"
exec results/cluster/merge.sh "$runs" "$runs-merged"
