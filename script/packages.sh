# shellcheck shell=bash disable=SC2154
# System packages: which are missing, and getting them where that may be done.
# Read by script/setup, which sets $python, $venv, $extra, $if_needed and say().
# They are looked for by what they bring, since names differ from one system to the next.

has_library() {
    local listed
    listed=$(PATH=$PATH:/sbin:/usr/sbin ldconfig -p 2>/dev/null) || listed=""
    if [[ -n $listed ]]; then
        [[ $listed == *"$1.so."* ]]
    else
        "$python" -c "import ctypes.util, sys; sys.exit(not ctypes.util.find_library('${1#lib}'))" \
            2>/dev/null
    fi
}

has_alsa_plugins() {
    compgen -G '/usr/lib*/*/alsa-lib/libasound_module_pcm_pulse.so' >/dev/null ||
        compgen -G '/usr/lib*/alsa-lib/libasound_module_pcm_pulse.so' >/dev/null
}

has_venv() { "$python" -c 'import ensurepip, venv' 2>/dev/null; }

has_pip() { "$python" -c 'import pip, venv' 2>/dev/null; }

missing_packages() {
    has_library libportaudio || echo libportaudio2
    has_library libespeak-ng || echo libespeak-ng1
    command -v espeak-ng >/dev/null || echo espeak-ng
    has_alsa_plugins || echo libasound2-plugins
    has_library libspeexdsp || echo libspeexdsp1
    if [[ -n $extra ]]; then
        command -v pulseaudio >/dev/null || echo pulseaudio
        command -v pactl >/dev/null || echo pulseaudio-utils
        command -v faketime >/dev/null || echo faketime
    fi
}

missing_venv() {
    has_venv || "$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])'
}

apt_install() {
    local apt=(env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=120)
    if ((EUID != 0)); then
        command -v sudo >/dev/null && sudo -n true 2>/dev/null || return 1
        apt=(sudo -n "${apt[@]}")
    fi
    say "installing with apt-get: $* (a minute or so)"
    if ! { "${apt[@]}" update && "${apt[@]}" install -y --no-install-recommends "$@"; } \
        </dev/null >/dev/null 2>&1; then
        say "apt-get could not install them (no internet?)"
        return 1
    fi
}

name_packages() {
    if command -v apt-get >/dev/null; then
        say "to install what is missing: sudo apt-get install -y $*"
    else
        say "install what Debian calls: $*"
    fi
    [[ $1 == python* ]] || say "(until then sound may not work; typed it does: script/talk --text)"
}

install_packages() {
    local missing known=""
    mapfile -t missing < <(missing_packages; usable_venv || missing_venv)
    ((${#missing[@]})) || return 0
    [[ ! -e $venv/.no-packages ]] || known=$(<"$venv/.no-packages")
    if $if_needed && [[ ${missing[*]} == "$known" ]]; then
        name_packages "${missing[@]}"
    elif ! command -v apt-get >/dev/null || ! apt_install "${missing[@]}"; then
        name_packages "${missing[@]}"
    fi
}

# What could not be got is asked for again by hand only, but said at every start.
note_packages() {
    local missing
    mapfile -t missing < <(missing_packages)
    if ((${#missing[@]})); then
        printf '%s\n' "${missing[*]}" >"$venv/.no-packages"
    else
        rm -f "$venv/.no-packages"
    fi
}

remind_of_packages() {
    local missing
    note_packages
    [[ ! -e $venv/.no-packages ]] || {
        read -ra missing <"$venv/.no-packages"
        name_packages "${missing[@]}"
    }
}
