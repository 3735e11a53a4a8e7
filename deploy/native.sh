# The agent as a native program: what it is made of, where it is kept, how it is built. Sourced by ./loulan.
#
# Two steps, each done once for what goes in. Maven and Quarkus make the "native sources" (jars and the arguments of native-image)
# in a copy of the sources, so that the folders of a checked build stay as they are. native-image then makes one program for each
# target. Both keep their results under names that follow from their inputs, so that a change that reaches no byte of the native
# sources, such as a test or a pom of another module, costs no second build.

native_targets='linux-amd64 linux-aarch64'
# What Atoms and Celerons of small boxes have; on arm64 what a Raspberry Pi 4 has.
native_march_linux_amd64=x86-64-v2
native_march_linux_aarch64=compatibility
native_heap=64m
# Small rather than fast: code that is half as long, a young generation of 2 MB, as much time for whole collections as for young ones, and memory that is free
# goes back to the system. Still hundreds of times what a shelf needs.
native_small="-Os -R:MaxNewSize=2m -R:MaxHeapFree=262144 -H:+UnlockExperimentalVMOptions -H:InitialCollectionPolicy=BySpaceAndTime -H:-UnlockExperimentalVMOptions"
native_recipe="2 $native_march_linux_amd64 $native_march_linux_aarch64 $native_heap $native_small"

# The target that this machine runs, or nothing.
native_host() {
  case $OSTYPE-$HOSTTYPE in
    linux*-x86_64) echo linux-amd64 ;;
    linux*-aarch64 | linux*-arm64) echo linux-aarch64 ;;
  esac
}

# The modules that an artifact is made of at run time: unlike closure, without those of the tests.
native_modules() {
  local todo=(edge-agent) seen=' ' module artifact
  while ((${#todo[@]})); do
    module=${todo[0]}
    todo=("${todo[@]:1}")
    [[ $seen != *" $module "* && -f $root/$module/pom.xml ]] || continue
    seen+="$module "
    for artifact in $(tr -d '\n' <"$root/$module/pom.xml" | sed 's/<\/dependency>/&\n/g' | grep -v '<scope>test</' |
      sed -n 's/.*<artifactId>loulan-\([a-z-]*\)<\/artifactId>.*/\1/p'); do
      todo+=("$artifact")
    done
  done
  printf '%s\n' $seen | sort
}

# Where builds are kept; LOULAN_NATIVE_HOME keeps them beyond one clone.
native_home() { echo "${LOULAN_NATIVE_HOME:-$state/native}"; }

native_stamp() {
  { stamp_of $(native_modules); echo "$native_recipe"; } | hash_of
}

# native_program TARGET: the program made from the sources of now; fails when there is none.
native_program() {
  local home key
  home=$(native_home)
  key=$(cat "$home/keys/$(native_stamp)" 2>/dev/null) || return 1
  [[ -x $home/$1-$key/loulan-agent ]] || return 1
  echo "$home/$1-$key/loulan-agent"
}

native_builder() {
  local version found
  builder=${GRAALVM_HOME:-}/bin/native-image
  if [[ -z ${GRAALVM_HOME:-} || ! -x $builder ]]; then
    found=$(say 'is not set' '未设置')
    [[ -z ${GRAALVM_HOME:-} ]] || found=$(say "is $GRAALVM_HOME, which has no bin/native-image" "为 $GRAALVM_HOME，其中没有 bin/native-image")
    fail 3 \
      "A native build needs GraalVM or Mandrel 25, and GRAALVM_HOME $found. Install one (for example from https://www.graalvm.org, or with SDKMAN) and set GRAALVM_HOME to its folder. Without it the agent runs on the JVM." \
      "原生构建需要 GraalVM 或 Mandrel 25，而 GRAALVM_HOME $found。请安装（例如从 https://www.graalvm.org 或通过 SDKMAN），并把 GRAALVM_HOME 设为其目录。没有它时代理在 JVM 上运行。"
  fi
  version=$("$builder" --version 2>/dev/null | sed -n '1s/^native-image \([0-9]*\).*/\1/p')
  ((${version:-0} >= 25)) || fail 3 \
    "GRAALVM_HOME is $GRAALVM_HOME, whose native-image is of release ${version:-unknown}; release 25 is needed." \
    "GRAALVM_HOME 为 $GRAALVM_HOME，其 native-image 版本为 ${version:-未知}；需要版本 25。"
}

# native_turn NAME: the turn of one program's build, also among clones that keep their programs in one place; held until the shell ends.
native_turn() {
  command -v flock >/dev/null || return 0
  mkdir -p "$(native_home)/turns"
  exec 8>"$(native_home)/turns/$1"
  flock -n 8 && return 0
  say 'Another ./loulan is building the same program; waiting for it.' '另一个 ./loulan 正在构建同一程序，等待中。' >&2
  flock 8
}

# Makes the native sources of the sources of now and sets key to what they hash to.
native_sources() {
  local home=$1 stamp work modules module artifact
  stamp=$(native_stamp)
  work=$state/native-sources
  if [[ -f $home/keys/$stamp && -f $work/stamp && $(<"$work/stamp") == "$stamp" ]]; then
    key=$(<"$home/keys/$stamp")
    return 0
  fi
  find_maven
  log=$state/log/native-sources.log
  : >"$log"
  rm -rf "$work"
  mkdir -p "$work" "$home/keys"
  # Maven wants to see what the tests of a module need, even when it builds none.
  modules=$(closure edge-agent)
  for module in $modules; do
    mkdir -p "$work/$module/src"
    cp -R "$root/$module/src/main" "$work/$module/src/"
    cp "$root/$module/pom.xml" "$work/$module/"
  done
  cp -R "$root/.mvn" "$work/"
  while IFS= read -r line; do
    artifact=$(sed -n 's/^ *<module>\(.*\)<\/module>.*$/\1/p' <<<"$line")
    [[ -n $artifact && $'\n'$modules$'\n' != *$'\n'"$artifact"$'\n'* ]] || printf '%s\n' "$line"
  done <"$root/pom.xml" >"$work/pom.xml"
  (cd "$work" && "$maven" -B -Dfast -Dmaven.test.skip=true -Pnative-sources package 2>&1 </dev/null) 9>&- | progress
  if ((PIPESTATUS[0] != 0)); then
    grep -m 3 '^\[ERROR\]' "$log" | cut -c 1-300 >&2
    fail 1 "The build failed. All of its output is in $log" "构建失败。全部输出见 $log"
  fi
  # Without the classes that Quarkus generates: they follow from the rest, but Quarkus numbers them anew each time.
  key=$(cd "$work/edge-agent/target" && { cat native-sources/native-image.args loulan-edge-agent-*.jar native-sources/lib/*.jar; echo "$native_recipe"; } | hash_of)
  key=${key:0:16}
  printf '%s\n' "$stamp" >"$work/stamp"
  printf '%s\n' "$key" >"$home/keys/$stamp"
}

# native_image TARGET FOLDER SOURCES NAME OPTION...: from the native sources in a folder to a program of that name in another folder.
native_image() {
  local target=$1 folder=$2 sources=$3 name=$4 march sqlite line step status start=$SECONDS
  local -a arguments extra
  march=native_march_${target//-/_}
  sqlite=x86_64
  [[ $target != *aarch64 ]] || sqlite=aarch64
  extra=(-J-Xmx6g -J-Duser.language=en "-J-Dorg.sqlite.osinfo.architecture=$sqlite" "-march=${!march}" "-R:MaxHeapSize=$native_heap" "${@:5}")
  [[ $target == "$(native_host)" ]] || extra+=("--target=$target")
  rm -rf "$folder"
  mkdir -p "$folder"
  cp -R "$sources/." "$folder/"
  log=$state/log/native-$name-$target.log
  : >"$log"
  read -r -a arguments <"$folder/native-image.args"
  (cd "$folder" && "$builder" "${extra[@]}" "${arguments[@]}" 2>&1 </dev/null) 8>&- 9>&- | while IFS= read -r line; do
    printf '%s\n' "$line" >>"$log"
    [[ $line =~ ^\[([0-9])/([0-9])\]\ ([A-Za-z]+) ]] || continue
    step=$(say "$name for $target: step ${BASH_REMATCH[1]} of ${BASH_REMATCH[2]}" \
      "$target 的 $name：第 ${BASH_REMATCH[1]}/${BASH_REMATCH[2]} 步")
    if [[ -t 2 ]]; then printf '\r\033[K%s' "$step" >&2; else printf '%s\n' "$step" >&2; fi
  done
  status=${PIPESTATUS[0]}
  if [[ -t 2 ]]; then printf '\r\033[K' >&2; fi
  if ((status != 0)); then
    ((status != 137)) || say 'The builder was ended from outside: it needs 6 GB of free memory.' '构建器被外部终止：需要 6 GB 可用内存。' >&2
    [[ $target == "$(native_host)" ]] || say "A builder that cannot build for $target needs to run on such a machine." \
      "不能为 $target 构建的构建器需要在该类机器上运行。" >&2
    grep -m 3 -i '^\(error\|fatal\|native-image:\)' "$log" | cut -c 1-300 >&2
    fail 1 "The native build failed. All of its output is in $log" "原生构建失败。全部输出见 $log"
  fi
  mv "$folder"/*-runner "$folder/$name"
  say "$name for $target built in $((SECONDS - start)) s." "$target 的 $name 构建完成，用时 $((SECONDS - start)) 秒。" >&2
}

# native_papers FOLDER SOURCES: puts licence notices and bill of materials beside a program and takes away what it was made of.
native_papers() {
  "$JAVA_HOME/bin/java" "$root/deploy/agent/ThirdParty.java" "$2/loulan-agent.cdx.xml" "$1/lib" >"$1/THIRD-PARTY.txt" ||
    fail 1 'The licence notices could not be written.' '无法生成许可证声明。'
  cp "$2/loulan-agent.cdx.json" "$1/"
  find "$1" -mindepth 1 -maxdepth 1 ! -name loulan-agent ! -name THIRD-PARTY.txt ! -name '*.cdx.json' -exec rm -rf {} +
}

# native_peer OPTION...: the smallest Quarkus application, by the same tools, for the benchmark of the footprint.
native_peer() {
  local peer=$root/benchmarks/peers/bare-quarkus home stamp builder folder
  home=$(native_home)
  stamp=$({ cat "$root/pom.xml" "$peer/pom.xml" "$peer"/src/main/java/peer/* "$peer"/src/main/resources/*; echo "$*"; } | hash_of)
  native_turn "peer-${stamp:0:16}"
  if [[ ! -x $home/peer-${stamp:0:16}/bare-quarkus ]]; then
    native_builder
    find_maven
    log=$state/log/peer.log
    mkdir -p "$state/log" "$home"
    (cd "$peer" && "$maven" -B -Dfast -Dmaven.test.skip=true package) >"$log" 2>&1 </dev/null ||
      fail 1 "The build failed. All of its output is in $log" "构建失败。全部输出见 $log"
    folder=$home/new-peer-$$
    native_image "$(native_host)" "$folder" "$peer/target/native-sources" bare-quarkus "$@"
    find "$folder" -mindepth 1 -maxdepth 1 ! -name bare-quarkus -exec rm -rf {} +
    mv "$folder" "$home/peer-${stamp:0:16}"
  fi
  echo "$home/peer-${stamp:0:16}/bare-quarkus"
}

# native_build TARGET: prints where the program is.
native_build() {
  local target=$1 home key builder folder sources
  if native_program "$target"; then return 0; fi
  native_builder
  home=$(native_home)
  lock
  mkdir -p "$state/log" "$home"
  native_sources "$home"
  native_turn "$target-$key"
  if [[ ! -x $home/$target-$key/loulan-agent ]]; then
    folder=$home/new-$target-$$
    sources=$state/native-sources/edge-agent/target
    native_image "$target" "$folder" "$sources/native-sources" loulan-agent $native_small
    native_papers "$folder" "$sources"
    rm -rf "$home/$target-$key"
    mv "$folder" "$home/$target-$key"
    native_forget "$home" "$target"
  fi
  unlock
  native_program "$target"
}

# native_archive TARGET PROGRAM: a tar archive, and where Debian's tool is there a package, of a program and what belongs to it.
# The same program gives the same bytes.
native_archive() {
  local target=$1 program=$2 version name dist tree file architecture
  version=$(sed -n 's/^  <version>\(.*\)<\/version>.*$/\1/p' "$root/pom.xml" | head -n 1)
  name=loulan-agent-$version-$target
  dist=$state/dist
  tree=$dist/tree
  rm -rf "$tree"
  mkdir -p "$tree/$name"
  cp "$program" "$(dirname "$program")/THIRD-PARTY.txt" "$(dirname "$program")/loulan-agent.cdx.json" "$root/LICENSE" \
    "$root/deploy/agent/loulan-agent.service" "$root/deploy/agent/agent.properties" "$root/deploy/agent/README.txt" "$tree/$name/"
  chmod 644 "$tree/$name"/*
  chmod 755 "$tree/$name/loulan-agent"
  tar -C "$tree" --sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner -cf - "$name" | gzip -n >"$dist/$name.tar.gz" ||
    fail 1 "Cannot write $dist/$name.tar.gz." "无法写入 $dist/$name.tar.gz。"
  echo "$dist/$name.tar.gz"
  command -v dpkg-deb >/dev/null || return 0
  architecture=${target#linux-}
  architecture=${architecture/aarch64/arm64}
  file=$tree/deb
  install -D -m 755 "$tree/$name/loulan-agent" "$file/usr/lib/loulan-agent/loulan-agent"
  install -D -m 644 "$tree/$name/loulan-agent.service" "$file/usr/lib/systemd/system/loulan-agent.service"
  install -D -m 600 "$tree/$name/agent.properties" "$file/etc/loulan/agent.properties"
  install -D -m 644 -t "$file/usr/share/doc/loulan-agent" "$tree/$name"/{LICENSE,THIRD-PARTY.txt,loulan-agent.cdx.json,README.txt}
  mkdir "$file/DEBIAN"
  # A snapshot sorts before its release.
  sed "s/@VERSION@/${version/-/\~}/; s/@ARCHITECTURE@/$architecture/" "$root/deploy/agent/control" >"$file/DEBIAN/control"
  echo /etc/loulan/agent.properties >"$file/DEBIAN/conffiles"
  SOURCE_DATE_EPOCH=0 dpkg-deb -Zgzip --root-owner-group --build "$file" "$dist/$name.deb" >/dev/null ||
    fail 1 "Cannot write $dist/$name.deb." "无法写入 $dist/$name.deb。"
  echo "$dist/$name.deb"
  rm -rf "$tree"
}

# native_compare TARGET PROGRAM: builds once more from the same native sources and says in which sections the two programs differ.
native_compare() {
  local target=$1 home key builder folder
  native_builder
  home=$(native_home)
  folder=$home/again-$target-$$
  lock
  native_sources "$home"
  native_image "$target" "$folder" "$state/native-sources/edge-agent/target/native-sources" loulan-agent $native_small
  unlock
  "$JAVA_HOME/bin/java" "$root/deploy/agent/CompareBuilds.java" "$2" "$folder/loulan-agent" ||
    fail 1 'The two programs could not be compared.' '无法比较这两个程序。'
  rm -rf "$folder"
}

# Keeps the two newest builds of a target.
native_forget() {
  local old
  ls -1dt "$1/$2-"* | tail -n +3 | while IFS= read -r old; do rm -rf "$old"; done
}

# Which agent to run: LOULAN_AGENT names a program or says jvm; else the native one, where one is built from the sources of now.
pick_agent() {
  if [[ -z ${LOULAN_AGENT:-} && ${LOULAN_BUILT:-} != 1 ]]; then
    LOULAN_AGENT=$(native_program "$(native_host)") || LOULAN_AGENT=jvm
  fi
  export LOULAN_AGENT=${LOULAN_AGENT:-jvm}
}

# The native agents that the tests run, once for what they are made of. Without a builder, or when it fails, the tests say so themselves.
build_native_for_tests() {
  local target
  for target in ${LOULAN_NATIVE_TARGETS:-$(native_host)}; do
    [[ -z ${GRAALVM_HOME:-} ]] || (native_build "$target") || true
  done
}

# What the benchmark of the footprint starts: both agents, and where there is a builder the peer as Quarkus makes it and by the agent's options.
footprint_subjects() {
  pick_agent
  build edge-agent
  if [[ -n ${GRAALVM_HOME:-} ]]; then
    LOULAN_BARE_QUARKUS=$(native_peer) || LOULAN_BARE_QUARKUS=
    LOULAN_BARE_QUARKUS_SMALL=$(native_peer $native_small) || LOULAN_BARE_QUARKUS_SMALL=
  fi
  export LOULAN_BARE_QUARKUS=${LOULAN_BARE_QUARKUS:-} LOULAN_BARE_QUARKUS_SMALL=${LOULAN_BARE_QUARKUS_SMALL:-}
}

native_help() {
  say "Usage: ./loulan native [--target linux-amd64|linux-aarch64] [--where | --archive | --compare]
Builds the agent as a native program with the GraalVM or Mandrel 25 at GRAALVM_HOME and prints where it is; demo, replay and agent then use it.
It takes four to eight minutes and 6 GB of memory, once for what the agent is made of.

  --target TARGET  for another machine: linux-aarch64 is a Raspberry Pi (64 bit); needs a builder that can build for it
  --where          only says where a built program is
  --archive        also packs it with unit file, licence notices and bill of materials: a tar archive and, where dpkg-deb is there, a Debian package
  --compare        also builds it once more and says in which sections the two programs differ

LOULAN_NATIVE_HOME keeps programs outside this clone (now in $(native_home))." \
    "用法：./loulan native [--target linux-amd64|linux-aarch64] [--where | --archive | --compare]
用 GRAALVM_HOME 处的 GraalVM 或 Mandrel 25 把代理构建为原生程序并打印其位置，此后 demo、replay 和 agent 使用它。
构建需要四到八分钟和 6 GB 内存；代理的组成不变时只构建一次。

  --target 目标    为其他机器构建：linux-aarch64 即树莓派（64 位）；需要能为其构建的构建器
  --where          只打印已构建程序的位置
  --archive        同时与服务单元、许可证声明和物料清单打包：tar 归档，若有 dpkg-deb 还会生成 Debian 软件包
  --compare        再构建一次，并说明两个程序在哪些节中不同

LOULAN_NATIVE_HOME 可将程序保存在本目录之外（当前为 $(native_home)）。"
}

native_word() {
  local target where='' archive='' compare='' program
  target=$(native_host)
  while (($#)); do
    case $1 in
      --target) target=${2:-}; shift ;;
      --target=*) target=${1#*=} ;;
      --where) where=yes ;;
      --archive) archive=yes ;;
      --compare) compare=yes ;;
      -h | --help)
        native_help
        return 0
        ;;
      *) fail 2 "./loulan native knows --target, --where, --archive and --compare, not '$1'." "./loulan native 只支持 --target、--where、--archive 和 --compare，不支持“$1”。" ;;
    esac
    shift || true
  done
  [[ " $native_targets " == *" $target "* && -n $target ]] || fail 2 \
    "There is no native target '$target'; there are: $native_targets." "没有原生目标“$target”；可用：$native_targets。"
  if [[ -n $where ]]; then
    native_program "$target" || fail 1 "There is no native agent for $target of these sources; ./loulan native --target $target builds it." \
      "没有由当前源代码构建的 $target 原生代理；./loulan native --target $target 可构建。"
    return 0
  fi
  find_jdk
  program=$(native_build "$target") || exit $?
  echo "$program"
  [[ -z $archive ]] || native_archive "$target" "$program"
  [[ -z $compare ]] || native_compare "$target" "$program"
}
