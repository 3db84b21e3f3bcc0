# Installs and builds what the benchmarks need besides the servers, as the owner of the sources, and starts the logs anew.

build_bench() {
    local owner built=$bench/target/classes/org/pixiecore/bench
    owner=$(stat --format %U "$root")
    [ "$(id -u)" = 0 ] || fail "network namespaces need root: sudo bench/${0##*/}"
    "$root/setup/packages" bench build
    if [ ! -d "$built" ] || [ -n "$(find "$bench/src/main" -newer "$built" -print -quit)" ]; then
        (cd "$root" && runuser -u "$owner" -- env HOME="$(getent passwd "$owner" | cut -d: -f6)" JAVA_HOME="$(setup/jdk)" \
            mvn --batch-mode --quiet --projects bench --define skipTests --define spotless.check.skip clean package)
    fi
    rm -rf "$logs"
    mkdir -p "$logs"
}
