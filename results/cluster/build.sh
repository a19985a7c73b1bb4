#!/usr/bin/env bash
# Builds what the shards and the merge start, and downloads the modules of a suite into the cache of the user. Run it once, where the network is.
# Usage: build.sh [SUITE]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
dotnet build benchmarks -c Release
dotnet build tools/Cli -c Release
if [ -n "${1:-}" ]; then
  dotnet run --no-build -c Release --project tools/Cli -- modules fetch --suite "$1"
fi
