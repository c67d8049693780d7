# Sourced by the scripts: paths, --help from a script's own header, progress, and running a step quietly.
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
export CCACHE_BASEDIR="$root" CCACHE_NOHASHDIR=1 CCACHE_SLOPPINESS=pch_defines,time_macros

# Prints the comment at the top of the calling script.
help_and_exit() { sed -n '2,/^[^#]/{s/^# \{0,1\}//p}' "$0"; exit 0; }
wants_help() { [[ "${1:-}" == --help || "${1:-}" == -h ]]; }

say() { printf '%s\n' "$*" >&2; }
fail() { say "$1"; exit "${2:-1}"; }

# wants WHAT FLAG [VALUE]: refuses a flag without its value.
wants() { [[ -n "${3:-}" && "$3" != --* ]] || fail "$2 wants $1" 2; }

# step "what it does" command…: shows how long it took, and its output only when it fails.
step() {
  local title="$1" started=$SECONDS log
  shift
  log="$(mktemp)"
  printf '%-58s ' "$title" >&2
  if "$@" >"$log" 2>&1; then
    printf 'ok %4ds\n' $((SECONDS - started)) >&2
    rm -f "$log"
  else
    printf 'FAILED after %ds\n' $((SECONDS - started)) >&2
    cat "$log" >&2
    rm -f "$log"
    return 1
  fi
}

# alone NAME command...: never twice at the same time, whoever asks.
alone() {
  mkdir -p "$root/build"
  flock "$root/build/$1.lock" "${@:2}"
}

# configure PRESET: once, and anew when its flags may have changed (a cache keeps the first ones);
# later runs of ninja notice changed lists by themselves.
configure() {
  local ready="$root/build/$1/.configured" launcher=()
  [[ "$ready" -nt "$root/CMakePresets.json" && "$ready" -nt "$root/cmake/wasm.toolchain.cmake" ]] && return
  command -v ccache >/dev/null && launcher=(-DCMAKE_CXX_COMPILER_LAUNCHER=ccache)
  alone "$1" cmake --fresh --preset "$1" -S "$root" "${launcher[@]}" && touch "$ready"
}

# build PRESET [TARGET...]: clang's driver must not find a wasm-opt, whose version would change the bytes.
build() {
  local preset="$1"
  shift
  configure "$preset" && alone "$preset" ninja -C "$root/build/$preset" "$@"
}

# node_packages FOLDER, python_packages FOLDER [OPTION...]: what its lock names, once.
node_packages() {
  alone node-packages bash -c 'cd "$0"; [[ node_modules/.ready -nt package-lock.json ]] ||
    { npm ci --ignore-scripts --loglevel=error && touch node_modules/.ready; }' "$1"
}
python_packages() {
  alone python-packages bash -c 'cd "$0"; [[ .venv/.ready -nt requirements.txt ]] ||
    { python3 -m venv .venv &&
      .venv/bin/pip install --quiet --disable-pip-version-check "$@" -r requirements.txt && touch .venv/.ready; }' "$@"
}
