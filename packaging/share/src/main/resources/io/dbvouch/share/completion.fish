# fish completion for dbvouch
# Made from the program's own commands; changes belong there.

# The words before the current one that are neither options nor their values.
function __dbvouch_words
    set -l valued @valued@
    set -l value no
    for word in (commandline -opc)[2..]
        if test $value = yes
            set value no
        else if contains -- $word $valued
            set value yes
        else if test "$word" = --
            return
        else if not string match -q -- '-*' $word
            echo $word
        end
    end
end

# In a command, or below it.
function __dbvouch_in
    set -l words (__dbvouch_words)
    contains -- -- (commandline -opc); and return 1
    test (count $argv) -eq 0; and return
    set words $words[1..(count $argv)]
    test "$words" = "$argv"
end

# Right behind a command's name.
function __dbvouch_at
    set -l words (__dbvouch_words)
    contains -- -- (commandline -opc); and return 1
    test "$words" = "$argv"
end

# Behind a command's --.
function __dbvouch_runs
    set -l words (__dbvouch_words)
    contains -- -- (commandline -opc); and test "$words[1]" = "$argv"
end

# What the program that stands behind -- takes.
function __dbvouch_program
    set -l words (commandline -opc)
    set -l dashes (contains -i -- -- $words)
    set -l line (string escape -- $words[(math $dashes + 1)..]) (commandline -ct)
    complete -C "$line"
end

# Behind a command's first argument.
function __dbvouch_beyond
    set -l words (__dbvouch_words)
    __dbvouch_in $argv; and test (count $words) -gt (count $argv)
end

# The targets that the configuration names; no network is asked.
function __dbvouch_targets
    set -l program (commandline -opc)
    $program[1] target list -o json 2>/dev/null </dev/null \
        | string replace -rf '^\{"name":"([^"\\\\]*)".*' '$1'
end

# The profiles, or the sso-sessions, of AWS's configuration.
function __dbvouch_sections
    set -l file ~/.aws/config
    set -q AWS_CONFIG_FILE; and set file $AWS_CONFIG_FILE
    string replace -rf '^\[\s*'$argv[1]'\s+(.*\S)\s*\].*' '$1' <$file 2>/dev/null
    test $argv[1] = profile; and string match -rq '^\[\s*default\s*\]' <$file 2>/dev/null; and echo default
end

complete -c dbvouch -f
@lines@
