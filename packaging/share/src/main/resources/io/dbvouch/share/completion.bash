# bash completion for dbvouch                              -*- shell-script -*-
# Made from the program's own commands; changes belong there.

# The targets that the configuration names; no network is asked.
__dbvouch_targets() {
  local -a alone=()
  [[ -z $2 ]] || alone=(--config "$2")
  "$1" target list "${alone[@]}" -o json 2>/dev/null </dev/null | sed -n 's/^{"name":"\([^"\\]*\)".*/\1/p'
}

# The profiles, or the sso-sessions, of AWS's configuration.
__dbvouch_sections() {
  sed -n \
    -e "s/^\[[[:space:]]*$1[[:space:]]\{1,\}\([^]]*[^][:space:]]\)[[:space:]]*\].*/\1/p" \
    -e "s/^\[[[:space:]]*\(default\)[[:space:]]*\].*/$([[ $1 != profile ]] || echo '\1')/p" \
    "${AWS_CONFIG_FILE:-$HOME/.aws/config}" 2>/dev/null
}

# Offers those lines of standard input that begin with the current word.
__dbvouch_offer() {
  local line
  while IFS= read -r line; do
    if [[ -n $line && $line == "$current"* ]]; then
      COMPREPLY+=("$(printf '%q' "$line")")
    fi
  done
}

# What the command in $path takes: sets commands, options, valued.
__dbvouch_words() {
  case $path in
@words@  esac
}

# Offers values of the option $1.
__dbvouch_values() {
  case $path/$1 in
@values@  esac
}

# Offers values of the argument number $1, from 0.
__dbvouch_arguments() {
  case $path/$1 in
@arguments@  esac
}

# Hands over to the completion of the program that stands at $1.
__dbvouch_program() {
  if declare -F _comp_command_offset >/dev/null; then
    _comp_command_offset "$1"
  elif declare -F _command_offset >/dev/null; then
    _command_offset "$1"
  elif ((COMP_CWORD == $1)); then
    compopt -o filenames
    __dbvouch_offer < <(compgen -c -- "$current")
  else
    compopt -o default
  fi
}

_dbvouch() {
  local program=${1/#\~/$HOME} current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}
  local path='' commands options valued config='' word
  local -i i arguments=0
  COMPREPLY=()
  # bash breaks words at =, so that --option=value is three.
  if [[ $current == = && $before == --* ]]; then
    current=''
  elif [[ $before == = ]]; then
    before=${COMP_WORDS[COMP_CWORD-2]}
  fi
  __dbvouch_words
  for ((i = 1; i < COMP_CWORD; i++)); do
    word=${COMP_WORDS[i]}
    if [[ $word == -- ]]; then
      case $path in
        @programs@) __dbvouch_program $((i + 1)) ;;
      esac
      return
    elif [[ $word == -* ]]; then
      if [[ ${COMP_WORDS[i+1]} == = ]]; then
        ((i += 1))
      fi
      if [[ $valued == *" $word "* ]] && ((i + 1 < COMP_CWORD)); then
        ((i += 1))
        [[ $word != --config ]] || config=${COMP_WORDS[i]/#\~/$HOME}
      fi
    elif [[ " $commands " == *" $word "* ]]; then
      path=${path:+$path }$word
      __dbvouch_words
    else
      ((arguments += 1))
      case $path in
        @strangers@)
          compopt -o default
          return ;;
      esac
    fi
  done
  if [[ $before == -* && $valued == *" $before "* ]]; then
    __dbvouch_values "$before"
  elif [[ $current == -* ]]; then
    __dbvouch_offer <<<"${options// /$'\n'}"
  elif [[ -n $commands ]]; then
    __dbvouch_offer <<<"${commands// /$'\n'}"
  else
    __dbvouch_arguments "$arguments"
  fi
}

complete -F _dbvouch dbvouch
