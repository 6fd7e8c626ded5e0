# An editor that puts right what is wrong. Without that, the file stays as it is.
for file; do :; done
case $1 in +*) echo "begins at line ${1#+}" ;; esac
if grep -q refused "$file"; then exit 1; fi
if grep -q wrong "$file"; then
  sed 's/wrong/mended/g' "$file" >"$file.new" && mv "$file.new" "$file"
fi
