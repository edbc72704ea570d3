#!/bin/sh
# The tests of old Word and Excel, rich text and OpenDocument files need LibreOffice Writer and Calc; Debian has them.
set -e
office=$(command -v soffice || true)
if [ -n "$office" ] && [ -e "$(dirname "$(readlink -f "$office")")/libsclo.so" ]; then exit 0; fi
sudo=""
[ "$(id -u)" -eq 0 ] || sudo="sudo"
echo "installing LibreOffice Writer and Calc (Debian packages) for the tests of old formats"
$sudo apt-get update -qq
DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends libreoffice-writer libreoffice-calc >/dev/null
