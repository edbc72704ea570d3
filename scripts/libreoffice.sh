#!/bin/sh
# The tests of old Word, rich text and OpenDocument files need LibreOffice Writer; Debian has it.
set -e
if command -v soffice >/dev/null 2>&1; then exit 0; fi
sudo=""
[ "$(id -u)" -eq 0 ] || sudo="sudo"
echo "installing LibreOffice Writer (Debian package) for the tests of old formats"
$sudo apt-get update -qq
DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends libreoffice-writer >/dev/null
