#compdef dbvouch
# Made from the program's own commands; changes belong there.

# The targets that the configuration names; no network is asked.
__dbvouch_configured() {
  local -a names alone
  alone=(${opt_args[--config]:+--config ${(Q)~opt_args[--config]}})
  names=(${(f)"$($program target list $alone -o json 2>/dev/null </dev/null |
    sed -n 's/^{"name":"\([^"\\]*\)".*/\1/p')"})
  _wanted targets expl target compadd -a names
}

# The profiles, or the sso-sessions, of AWS's configuration.
__dbvouch_sections() {
  local kind=$argv[-1]
  local -a lines names
  lines=(${(f)"$(<${AWS_CONFIG_FILE:-$HOME/.aws/config})"}) 2>/dev/null
  names=(${${(M)lines:#\[$kind *\]*}/(#b)\[$kind ##(*)\]*/$match[1]})
  [[ $kind == profile ]] && names+=(${${(M)lines:#\[default\]*}/\[default\]*/default})
  _wanted $kind expl $kind compadd -a names
}

__dbvouch_program() {
  [[ $words[1] == -- ]] && shift words && (( CURRENT-- ))
  _normal
}

@functions@_dbvouch() {
  setopt localoptions extendedglob
  local curcontext=$curcontext program=${~words[1]} context state state_descr expl
  local -a line match mbegin mend
  typeset -A opt_args
  __dbvouch
}

_dbvouch "$@"
