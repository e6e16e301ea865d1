#!/usr/bin/env bash
# Fuzzes every target for SECONDS (default 60). Needs nothing but a stable Rust.
#
#   fuzz/run.sh [SECONDS] [TARGET...]
#
# `cargo fuzz` does the same with a nightly compiler; here the compiler's coverage pass, which
# libFuzzer steers by, is asked for by hand. What crashes is kept under fuzz/artifacts, what was
# found interesting under fuzz/corpus. Ends with 1 when a target crashed.
set -euo pipefail
cd "$(dirname "$0")"
seconds=${1:-60}
shift || true
targets=("$@")
[ "${#targets[@]}" -gt 0 ] || targets=(normalise extract report_json proto_convert)
host=$(rustc -vV | sed -n 's/^host: //p')

# RUSTFLAGS reach only the host's own code when a target is named, not the build scripts.
export RUSTFLAGS="-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
-Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
-Cllvm-args=-sanitizer-coverage-trace-compares --cfg fuzzing -Cdebug-assertions -Ccodegen-units=1"
cargo build --release --locked --target "$host" --bins

failed=0
for target in "${targets[@]}"; do
  corpus=corpus/$target
  mkdir -p "$corpus" "artifacts/$target"
  # What earlier runs found interesting, brought down to what differs (`-merge=1`).
  if [ -z "$(ls -A "$corpus")" ] && [ -f "seeds/$target.tar.gz" ]; then
    tar -xzf "seeds/$target.tar.gz" -C "$corpus"
  fi
  # Else reports to start from: the cases of the tests, cut for the targets that read a text.
  if [ "$target" != proto_convert ] && [ -z "$(ls -A "$corpus")" ]; then
    split --lines=1 --additional-suffix=.seed ../tests/cases/reports.jsonl "$corpus/case-"
  fi
  printf '== %s, %s s\n' "$target" "$seconds"
  # A report is read well within ten seconds, whatever it holds.
  if ! "target/$host/release/$target" "$corpus" -max_total_time="$seconds" -max_len=4096 \
    -timeout=10 -artifact_prefix="artifacts/$target/" -print_final_stats=1 -verbosity=0 \
    >"artifacts/$target.log" 2>&1 </dev/null; then
    failed=1
    tail -n 40 "artifacts/$target.log"
  fi
  grep -E '^(Done|stat::(number_of_executed_units|new_units_added))' "artifacts/$target.log" || true
done
exit "$failed"
