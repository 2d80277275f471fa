# Reads Surefire's XML reports of one module: one row of numbers, and each reason for which tests were skipped.
# usage: awk -v module=NAME -f summary.awk REPORT…
function attribute(name,    text) {
  if (!match($0, " " name "=\"[^\"]*\"")) return ""
  text = substr($0, RSTART, RLENGTH)
  sub(/^[^"]*"/, "", text)
  sub(/"$/, "", text)
  return text
}

/^<testsuite / {
  tests += attribute("tests")
  skipped += attribute("skipped")
  failed += attribute("failures") + attribute("errors")
}

/<skipped[ \/>]/ {
  reason = attribute("message")
  if (reason == "") {
    reason = $0
    sub(/^.*CDATA\[[^ ]* /, "", reason)
    sub(/\]\]>.*$/, "", reason)
  }
  reasons[reason]++
}

END {
  printf "%-22s %6d passed %6d failed %6d skipped\n", module, tests - failed - skipped, failed, skipped
  for (reason in reasons) printf "    skipped %d: %s\n", reasons[reason], reason | "sort"
}
