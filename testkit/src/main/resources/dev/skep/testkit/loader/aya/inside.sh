# inside.sh ROOT FOLDER COMMAND…: runs a command in a tree that looks like / and stays as it is, with FOLDER at /build.
# Everything is mounted in a mount namespace that ends with the command, so it has to be one of its own: unshare --mount.
set -eu
root=$1 folder=$2
shift 2
new=$folder/root
mkdir "$new"
mount -t tmpfs tmpfs "$new"
for entry in "$root"/*; do
  name=${entry##*/}
  if [ -L "$entry" ]; then
    cp -P "$entry" "$new/$name"
  elif [ -d "$entry" ]; then
    mkdir "$new/$name"
    mount --bind "$entry" "$new/$name"
    mount -o remount,bind,ro "$new/$name"
  fi
done
mkdir -p "$new/dev" "$new/proc" "$new/tmp" "$new/build"
mount --bind /dev "$new/dev"
mount --bind /proc "$new/proc"
mount --bind "$folder" "$new/build"
exec chroot "$new" "$@"
