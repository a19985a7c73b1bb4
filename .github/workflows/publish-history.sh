#!/usr/bin/env bash
# Adds runs to a branch that keeps every run, makes its page and history again, and pushes it.
# Usage: publish-history.sh RUNS_DIR BRANCH. What is kept of a run are its records, a few hundred KB: all else is made from them.
# The branch is always a single commit, so that pictures made anew at every push do not pile up in it.
set -euo pipefail
runs=$1
branch=$2
shown=12

pages=$(mktemp -d)/pages
git worktree add --quiet --detach "$pages"
if git fetch --quiet origin "$branch:refs/remotes/origin/$branch" 2>/dev/null; then
  lease=--force-with-lease=$branch:$(git rev-parse "origin/$branch")
  git -C "$pages" checkout --quiet --detach "origin/$branch"
  git -C "$pages" checkout --quiet --orphan "$branch"
else
  # The first run of all.
  lease=--force-with-lease=$branch:
  git -C "$pages" checkout --quiet --orphan "$branch"
  git -C "$pages" rm -rfq .
fi

for run in "$runs"/*/; do
  # A run that measured nothing has an empty journal; as the newest it would empty the page.
  if [ ! -s "$run/cases.jsonl" ]; then continue; fi
  kept=$pages/runs/$(basename "$run")
  mkdir -p "$kept"
  for file in run.json cases.jsonl profiles.json; do
    if [ -f "$run/$file" ]; then cp "$run/$file" "$kept/"; fi
  done
done

# Runs are named by their time, so the last names are the newest runs.
mapfile -t newest < <(find "$pages/runs" -mindepth 1 -maxdepth 1 -type d | sort | tail -n "$shown")
rm -rf "$pages/charts" "$pages/exchange" "$pages/history.json"
dotnet run -c Release --project tools/Cli -- report "${newest[@]}" -o "$pages"
if ! dotnet run -c Release --project tools/Cli -- history "$pages/runs" --json > "$pages/history.json"; then
  echo "no history yet: it begins with the second run of an engine"
  rm "$pages/history.json"
fi
touch "$pages/.nojekyll"

git -C "$pages" add --all
git -C "$pages" -c user.name="compile time" -c user.email="compile-time@users.noreply.github.com" commit --quiet -m "Runs up to $(basename "${newest[-1]}")"
git -C "$pages" push --quiet "$lease" origin "HEAD:refs/heads/$branch"
git worktree remove --force "$pages"
git branch --quiet -D "$branch"
