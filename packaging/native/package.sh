# shellcheck shell=bash
# What the scripts deb, rpm and tarball share: they package whichever image was built, in packaging/target/packages.
#
# The same image gives the same bytes: whoever packages it, whenever. SOURCE_DATE_EPOCH is the date of all that is in a
# package; without it, it is the project's own, which the jars have too.

native=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
root=$(dirname "$(dirname "$native")")
image=$root/packaging/target/dbvouch
packages=${DBVOUCH_PACKAGES:-$root/packaging/target/packages}
maintainer=${DBVOUCH_MAINTAINER:-dbvouch <dbvouch@users.noreply.github.com>}
# Tests are in a hurry.
compression=${DBVOUCH_COMPRESSION:-9}
umask 022
export LC_ALL=C.UTF-8 TZ=UTC

fail() {
  printf '%s: %s\n' "${0##*/}" "$1" >&2
  shift
  (($# == 0)) || printf '  try: %s\n' "$@" >&2
  exit 1
}

# need PACKAGE COMMAND..: the package of Debian's that has the commands.
need() {
  local package=$1 command
  shift
  for command; do
    command -v "$command" >/dev/null || fail "$command is missing" "apt-get install $package"
  done
}

# The first of these elements in the parent POM.
of_pom() {
  sed -nE "s:^ *<$1>(.*)</$1>$:\1:p" "$root/pom.xml" | head -n 1
}

[[ -x $image/bin/dbvouch ]] || fail 'there is no image to package' 'mvn -DskipTests package'
version=$(of_pom version)
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(date -d "$(of_pom project.build.outputTimestamp)" +%s)}
export SOURCE_DATE_EPOCH

# elf FOLDER: the ELF files in it.
elf() {
  find "$1" -type f -print0 | sort -z | while IFS= read -r -d '' file; do
    if [[ $(head -c 4 "$file" | tr -d '\0') == $'\x7fELF' ]]; then
      printf '%s\n' "$file"
    fi
  done
}

# libraries FOLDER: the shared libraries that its programs want, and that are not in it.
libraries() {
  comm -23 \
    <(elf "$1" | xargs -d '\n' readelf -dW | sed -nE 's/.*\(NEEDED\).*\[(.*)\]/\1/p' | sort -u) \
    <(find "$1" -name '*.so*' -printf '%f\n' | sort -u)
}

# glibc FOLDER: the oldest glibc that its programs run with.
glibc() {
  elf "$1" | xargs -d '\n' readelf -VW | grep -oE 'GLIBC_[0-9.]+' | sed 's/GLIBC_//' | sort -uV | tail -n 1
}

# The processor that the image is for, as uname names it.
machine() {
  local program=$image/bin/dbvouch
  [[ ! -d $image/lib ]] || program=$image/lib/runtime/bin/java
  case $(readelf -hW "$program") in
    *X86-64*) echo x86_64 ;;
    *AArch64*) echo aarch64 ;;
    *) fail 'the image is for a processor that has no name here' ;;
  esac
}

# dated FOLDER: gives all that is in it one date, but for the program's jar and its AOT cache, which keep theirs: a jar that is
# newer than its cache was changed.
dated() {
  chmod -R u=rwX,go=rX "$1"
  find "$1" -depth ! -path '*/lib/app-*' -exec \
    touch --no-dereference --date="@$SOURCE_DATE_EPOCH" {} +
}

# lay_out FOLDER ZSH_FOLDER: the files as they are installed. An executable is one file; a runtime image is a folder of
# its own, with a link to its launcher.
lay_out() {
  local to=$1 page
  mkdir -p "$to"/usr/{bin,share} "$to/etc/dbvouch"
  if [[ -d $image/lib ]]; then
    mkdir -p "$to/usr/lib/dbvouch"
    cp -a "$image/bin" "$image/lib" "$to/usr/lib/dbvouch"
    ln -s ../lib/dbvouch/bin/dbvouch "$to/usr/bin/dbvouch"
  else
    install -m 755 "$image/bin/dbvouch" "$to/usr/bin/dbvouch"
  fi
  cp -a "$image"/share/{bash-completion,fish,man,doc} "$to/usr/share"
  mkdir -p "$to/$2"
  cp -a "$image/share/zsh/site-functions/_dbvouch" "$to/$2"
  for page in "$to"/usr/share/man/man?/*; do
    gzip -9n "$page"
  done
  gzip -9nc "$root/.github/CHANGELOG.md" >"$to/usr/share/doc/dbvouch/changelog.gz"
  install -m 644 "$native/config.toml" "$to/etc/dbvouch/config.toml"
  # Nothing enables them.
  mkdir -p "$to/usr/lib/systemd/system"
  install -m 644 "$native"/systemd/* "$to/usr/lib/systemd/system"
}

# sums: SHA256SUMS of all packages that are there.
sums() {
  (cd "$packages" && find . -maxdepth 1 -type f ! -name SHA256SUMS -printf '%f\n' | sort | xargs -d '\n' sha256sum >SHA256SUMS)
}

mkdir -p "$packages"
