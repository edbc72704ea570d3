#!/bin/sh
# The browser tests need Chromium (best its shell without windows) and a Chinese font; Debian has both.
set -e
browser=${CHROMIUM:-$(command -v chromium-headless-shell || command -v chromium || true)}  # as tests/conftest.py takes it
if [ "$browser" ] && fc-list 2>/dev/null | grep -q "Noto Sans CJK"; then exit 0; fi
sudo=""
[ "$(id -u)" -eq 0 ] || sudo="sudo"
echo "installing Chromium and Noto CJK fonts (Debian packages) for the browser tests"
$sudo apt-get update -qq
DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq chromium-headless-shell fonts-noto-cjk fontconfig >/dev/null
