# shellcheck shell=bash
# Shared by the scripts of this folder.

say() { printf '%s\n' "$*" >&2; }

# Install Debian or Ubuntu packages where this is allowed without asking; otherwise say what to copy, and fail.
install_packages() {
    local root=()
    if ! command -v apt-get >/dev/null; then
        say "This system lacks: $*. Install them with its package manager, then run this command again."
        return 1
    fi
    if [ "$(id -u)" -ne 0 ]; then
        if ! sudo -n true 2>/dev/null; then
            say "Some system packages are missing. Copy this line, then run the same command again:"
            say "    sudo apt-get install -y $*"
            return 1
        fi
        root=(sudo -n)
    fi
    say "Installing system packages: $*"
    "${root[@]}" apt-get update -qq || say "(some package lists could not be refreshed)"
    "${root[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends -o DPkg::Lock::Timeout=120 "$@" >/dev/null
}
