# What examples/quickstart and tests/run have in common: install what is missing, say so, and
# fail with a sentence. To be sourced by bash from the root of the project.

venv=$PWD/build/venv
# Another checkout finds what this one compiled.
export CCACHE_BASEDIR=$PWD CCACHE_NOHASHDIR=1
# It may keep precompiled headers, and what is compiled with them.
export CCACHE_SLOPPINESS=pch_defines,time_macros
export LIBCASE_STARTED=${LIBCASE_STARTED:-$(date +%s)} # of the first script, where one calls another

# say WHAT: tells what is done, with the minutes and seconds since the start.
say() {
  local elapsed=$(($(date +%s) - LIBCASE_STARTED))
  printf '== %d:%02d  %s\n' $((elapsed / 60)) $((elapsed % 60)) "$*"
}

fail() {
  printf '\n%s\n' "$*" >&2
  exit 1
}

# step WHAT COMMAND...: runs a command quietly. Its output is shown if it fails.
step() {
  local what=$1 log
  shift
  say "$what"
  log=$(mktemp)
  if ! "$@" >"$log" 2>&1 </dev/null; then
    tail -n 60 "$log" >&2
    rm -f "$log"
    fail "This step failed: $what. Its last lines stand above."
  fi
  rm -f "$log"
}

# has_header NAME: whether the compiler's usual places hold a header.
has_header() { [ -e "/usr/include/$1" ] || [ -e "/usr/local/include/$1" ] || compgen -G "/usr/include/*/$1" >/dev/null; }

# is_usable_python PYTHON: 3.11 or newer, able to make a venv, and with the headers for a module.
is_usable_python() {
  "$1" - <<'PYTHON' >/dev/null 2>&1
import ensurepip, os, sys, sysconfig, venv
header = os.path.join(sysconfig.get_paths()["include"], "Python.h")
sys.exit(not (sys.version_info >= (3, 11) and os.path.exists(header)))
PYTHON
}

# find_python: prints the interpreter to use, or nothing.
find_python() {
  local candidate
  for candidate in python3 /usr/bin/python3; do
    if command -v "$candidate" >/dev/null && is_usable_python "$candidate"; then
      "$candidate" -c 'import sys; print(sys.executable)'
      return
    fi
  done
}

# install_system_packages [PACKAGE...]: what the build needs, and what is named, where missing.
install_system_packages() {
  local missing=() as_root=() os_version package pair
  for package in "$@"; do
    command -v "$package" >/dev/null || dpkg-query --show "$package" >/dev/null 2>&1 ||
      missing+=("$package")
  done
  command -v g++ >/dev/null || missing+=(g++)
  command -v cmake >/dev/null || missing+=(cmake)
  command -v ninja >/dev/null || missing+=(ninja-build)
  [ -n "$(find_python)" ] || missing+=(python3 python3-venv python3-dev)
  [ -s /etc/ssl/certs/ca-certificates.crt ] || missing+=(ca-certificates)
  for pair in SQLiteCpp/SQLiteCpp.h=libsqlitecpp-dev sqlite3.h=libsqlite3-dev csv.h=libcsv-dev \
      sodium.h=libsodium-dev zlib.h=zlib1g-dev doctest/doctest.h=doctest-dev; do
    has_header "${pair%%=*}" || missing+=("${pair##*=}")
  done
  if ! has_header boost/describe.hpp; then
    os_version=$(. /etc/os-release && printf '%s' "$ID$VERSION_ID")
    case $os_version in # Debian 12's default Boost is too old, and conflicts with the newer one
      debian12) missing+=(libboost1.81-dev) ;;
      *) missing+=(libboost-dev) ;;
    esac
  fi
  [ ${#missing[@]} -gt 0 ] || return 0

  command -v apt-get >/dev/null ||
    fail "These are needed and missing, and there is no apt-get to install them: ${missing[*]}"
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null ||
      fail "Run this as root, or install sudo: these packages are missing: ${missing[*]}"
    as_root=(sudo)
  fi
  export DEBIAN_FRONTEND=noninteractive
  step "Reading the list of packages" ${as_root[@]+"${as_root[@]}"} apt-get update
  step "Installing ${missing[*]}" ${as_root[@]+"${as_root[@]}"} \
    apt-get install -y --no-install-recommends --no-remove "${missing[@]}"
}

# make_venv EXTRA...: build/venv with what the project and these extras of it need.
make_venv() {
  local python requirements stamp
  python=$(find_python)
  [ -n "$python" ] || fail "No Python 3.11 or newer with its headers was found on PATH."
  if ! "$venv/bin/python" -c '' 2>/dev/null; then
    rm -rf "$venv"
    step "Making a Python environment in build/venv with $python" "$python" -m venv "$venv"
  fi
  requirements=$("$venv/bin/python" - "$@" <<'PYTHON'
import pathlib, re, sys, tomllib

project = tomllib.loads(pathlib.Path("pyproject.toml").read_text(encoding="utf-8"))
extras = project["project"]["optional-dependencies"]
wanted = project["build-system"]["requires"] + project["project"]["dependencies"]
for extra in sys.argv[1:]:
    wanted += extras[extra]
while own := [line for line in wanted if line.startswith("libcase[")]:
    wanted = [line for line in wanted if line not in own]
    for line in own:
        wanted += extras[re.fullmatch(r"libcase\[(\w+)\]", line)[1]]
print("\n".join(sorted(set(wanted))))
PYTHON
  ) || fail "pyproject.toml could not be read."
  stamp=$venv/requirements-${*:-none}.txt
  stamp=${stamp// /-}
  if [ "$requirements" != "$(cat "$stamp" 2>/dev/null)" ]; then
    printf '%s\n' "$requirements" >"$stamp.new"
    step "Installing the Python packages that are needed" \
      "$venv/bin/python" -m pip install --disable-pip-version-check -r "$stamp.new"
    mv "$stamp.new" "$stamp"
  fi
  export PATH=$venv/bin:$PATH
}

# install_libcase: builds the Python package, optimised and with the library in it, into build/venv.
install_libcase() {
  step "Building libcase for Python (some minutes the first time)" \
    "$venv/bin/python" -m pip install --disable-pip-version-check --no-build-isolation --no-deps \
    --force-reinstall .
}
