#!/usr/bin/env bash
# Runs results/cluster/slurm.sbatch on a real Slurm of two nodes on this machine: three shards, one task killed by signal 9 and requeued, then the merge as
# a dependent job. Fails where the merged run is not complete, or a ratio between settings differs from that of the suite measured whole. Skipped, with a line that says so, where Slurm cannot be installed.
# Needs a Release build and the modules of the suite "quick" in the cache.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.." || exit 1
root=$PWD
options=(--suite quick --settings "speed-backtracking,winch" --rounds 3 --case-budget 50ms)
modules=5

skip() { echo "skipped: $*"; exit 0; }
fail() { echo "FAILED: $*"; tail -n 30 "$root"/compilebench-"$array"-*.log "$root/compilebench-merge-$merge.log" "$work"/*.log 2>/dev/null; exit 1; }

[ "$(uname -s)" = Linux ] || skip "Slurm is for Linux"
command -v apt-get >/dev/null || skip "Slurm is installed with apt, which this system does not have"
[ "$(id -u)" -eq 0 ] || skip "starting Slurm's daemons needs root"
packages=(slurmctld slurmd slurm-client munge)
if ! dpkg -s "${packages[@]}" >/dev/null 2>&1; then
  { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${packages[@]}"; } >/dev/null 2>&1 || skip "Slurm's packages cannot be installed"
fi

work=$(mktemp -d)
host=$(hostname -s)
first=$((10000 + RANDOM))
array=none
merge=none
started=()
munge=
cleanup() {
  scancel --user="$(id -un)" >/dev/null 2>&1
  for pid in "${started[@]}"; do kill "$pid" 2>/dev/null; done
  sleep 1
  for pid in "${started[@]}"; do kill -9 "$pid" 2>/dev/null; done
  [ -z "$munge" ] || kill "$munge" 2>/dev/null
  rm -rf "$work" "$root/results/runs/slurm-$array" "$root/results/runs/slurm-$array-merged" "$root"/compilebench-"$array"-*.log "$root/compilebench-merge-$merge.log"
}
trap cleanup EXIT

if ! munge -n >/dev/null 2>&1; then
  mkdir -p /run/munge
  chown munge: /run/munge
  runuser -u munge -- munged --force >"$work/munged.log" 2>&1 || skip "munged does not start: $(tail -n 1 "$work/munged.log")"
  munge=$(cat /run/munge/munged.pid)
fi

export SLURM_CONF=$work/slurm.conf
mkdir -p "$work/state" "$work/spool-n1" "$work/spool-n2"
cat > "$SLURM_CONF" <<CONF
ClusterName=compilebench
SlurmctldHost=$host(127.0.0.1)
AuthType=auth/munge
SlurmUser=root
SlurmdUser=root
SlurmctldPort=$((20000 + RANDOM % 10000))
StateSaveLocation=$work/state
SlurmctldPidFile=$work/slurmctld.pid
SlurmctldLogFile=$work/slurmctld.log
SlurmdSpoolDir=$work/spool-%n
SlurmdPidFile=$work/slurmd-%n.pid
SlurmdLogFile=$work/slurmd-%n.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SchedulerType=sched/builtin
SelectType=select/cons_tres
ReturnToService=2
JobRequeue=1
RequeueExit=137
MpiDefault=none
FirstJobId=$first
NodeName=n1 NodeHostname=$host NodeAddr=127.0.0.1 Port=$((30000 + RANDOM % 5000)) CPUs=1 RealMemory=1000
NodeName=n2 NodeHostname=$host NodeAddr=127.0.0.1 Port=$((35000 + RANDOM % 5000)) CPUs=1 RealMemory=1000
PartitionName=all Nodes=n1,n2 Default=YES State=UP
CONF

slurmctld -f "$SLURM_CONF" || skip "slurmctld does not start"
for node in n1 n2; do slurmd -f "$SLURM_CONF" -N $node || skip "slurmd does not start"; done
for _ in $(seq 100); do
  [ "$(sinfo -h -t idle -o %D 2>/dev/null)" = 2 ] && break
  sleep 0.1
done
for file in slurmctld slurmd-n1 slurmd-n2; do started+=("$(cat "$work/$file.pid")"); done
[ "$(sinfo -h -t idle -o %D)" = 2 ] || fail "the nodes do not become idle"
echo "Slurm $(sinfo -V | cut -d' ' -f2) with two nodes is up"

array=$(sbatch --parsable --array=1-3 results/cluster/slurm.sbatch "${options[@]}") || fail "sbatch refuses the script"
merge=$(sbatch --parsable --dependency=afterany:"$array" results/cluster/slurm-merge.sbatch "$array") || fail "sbatch refuses the merge"
echo "array $array, merge $merge"
runs=results/runs/slurm-$array

# The processes of one task, found by a variable that all of them inherit.
of_task() {
  local environ
  for environ in /proc/[0-9]*/environ; do
    tr '\0' '\n' <"$environ" 2>/dev/null | grep -qx "SLURM_ARRAY_JOB_ID=$array" || continue
    tr '\0' '\n' <"$environ" 2>/dev/null | grep -qx "SLURM_ARRAY_TASK_ID=$1" || continue
    echo "${environ//[^0-9]/}"
  done
}

killed=
restarted=
deadline=$((SECONDS + 900))
while [ $SECONDS -lt $deadline ]; do
  # Once a case is finished, so that the second attempt has something to go on with. The script itself stays, and ends with the code of what was killed.
  if [ -z "$killed" ] && [ "$(cat "$runs"/shard-2/*/cases.jsonl 2>/dev/null | wc -l)" -ge 1 ]; then
    kept=$(cat "$runs"/shard-2/*/cases.jsonl | wc -l)
    for pid in $(of_task 2 2>/dev/null); do
      [ "$(cat "/proc/$pid/comm" 2>/dev/null)" = bash ] || [ "$(cat "/proc/$pid/comm" 2>/dev/null)" = shard.sh ] || kill -9 "$pid" 2>/dev/null
    done
    killed=yes
    echo "killed task 2 by signal 9 after $kept cases"
  fi
  # A requeued task waits two minutes unless told otherwise.
  if [ -n "$killed" ] && [ -z "$restarted" ] && [ "$(squeue -h -j "${array}_2" -o %r 2>/dev/null)" = BeginTime ]; then
    scontrol update JobId="${array}_2" StartTime=now && restarted=yes
  fi
  [ -z "$(squeue -h -j "$merge" 2>/dev/null)" ] && break
  sleep 0.1
done

[ -n "$killed" ] || fail "task 2 was over before it could be killed"
[ -n "$restarted" ] || fail "task 2 was not requeued"
grep -q "attempt 2 at task 2" compilebench-"$array"-2.log || fail "task 2 has no second attempt"
merged=$runs-merged
[ -f "$merged/report/report.md" ] || fail "there is no merged run with a report"
cases=$(wc -l <"$merged/cases.jsonl")
[ "$cases" -eq $((modules * 2)) ] || fail "the merged run has $cases cases, not $((modules * 2))"
[ "$(grep -c '"outcome":"Completed"' "$merged/cases.jsonl")" -eq "$cases" ] || fail "a case of the merged run did not complete"
[ "$(find "$runs" -mindepth 3 -maxdepth 3 -name run.json | wc -l)" -eq 3 ] || fail "the killed task began a new run instead of going on with its own"
grep -E "shards|note" "compilebench-merge-$merge.log" || true

dotnet run -c Release --project benchmarks -- --filter '*Compile*' "${options[@]}" --out "$work/whole" >"$work/whole.log" 2>&1 || fail "the suite measured whole failed"
COMPILEBENCH_MERGED_RUN=$root/$merged COMPILEBENCH_SINGLE_RUN=$(dirname "$(find "$work/whole" -name run.json)") \
  dotnet test --no-build --project tests/Cli.Tests -c Release --filter-class '*MergedRatiosTests' >"$work/ratios.log" 2>&1 || fail "the ratios of the merged run are not those of the whole run"
echo "3 shards on 2 nodes, one killed and requeued: the merged run has all $cases cases, and its ratios agree with those of the suite measured whole"
