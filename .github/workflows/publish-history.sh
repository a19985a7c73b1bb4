#!/usr/bin/env bash
# Adds runs to a branch that keeps every run, makes its page and history again, and pushes it.
# Usage: publish-history.sh RUNS_DIR BRANCH. What is kept of a run are its records, 100 KB or so: all else is made from them.
set -euo pipefail
runs=$1
branch=$2
shown=12

pages=$(mktemp -d)/pages
if git fetch --quiet origin "$branch:refs/remotes/origin/$branch" 2>/dev/null; then
  git worktree add --quiet -B "$branch" "$pages" "origin/$branch"
else
  # The first run of all: a branch without the sources' history.
  git worktree add --quiet --detach "$pages"
  git -C "$pages" checkout --quiet --orphan "$branch"
  git -C "$pages" rm -rfq .
fi

for run in "$runs"/*/; do
  if [ ! -f "$run/cases.jsonl" ]; then continue; fi
  kept=$pages/runs/$(basename "$run")
  mkdir -p "$kept"
  for file in run.json cases.jsonl profiles.json; do
    if [ -f "$run/$file" ]; then cp "$run/$file" "$kept/"; fi
  done
done

# Runs are named by their time, so the last names are the newest runs.
mapfile -t newest < <(find "$pages/runs" -mindepth 1 -maxdepth 1 -type d | sort | tail -n "$shown")
rm -rf "$pages/charts" "$pages/exchange" "$pages/history"
dotnet run -c Release --project tools/Cli -- report "${newest[@]}" -o "$pages"
dotnet run -c Release --project tools/Cli -- history "$pages/runs" -o "$pages/history"
touch "$pages/.nojekyll"

git -C "$pages" add --all
git -C "$pages" -c user.name="compile time" -c user.email="compile-time@users.noreply.github.com" commit --quiet -m "Add $(basename "${newest[-1]}")"
git -C "$pages" push --quiet origin "$branch"
git worktree remove --force "$pages"
