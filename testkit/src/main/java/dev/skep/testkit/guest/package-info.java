/**
 * Virtual machines that run kernels other than this machine's, and commands on them.
 *
 * <pre>{@code
 * Guest guest = Guest.of(PackageCache.ofUser(), GuestKernel.V6_1);
 * GuestFiles files = new GuestFiles().add("/tmp.o", object);
 * List<String> bpftool = files.addProgram("bpftool", sid, "/usr/sbin/bpftool");
 * GuestRun run = guest.run(files, List.of(new GuestCommand("load", argv, Duration.ofSeconds(10))));
 * }</pre>
 *
 * A boot takes three seconds and serves many commands. Kernel, emulator and busybox come from Debian's packages; the
 * guest has no disk and no network, only the files it is given, unpacked in memory. Commands run as root, alone, with
 * the file systems of BPF, cgroups and tracing mounted, {@code lo} up, BPF among the LSMs, and the modules inserted that
 * programs attach to.
 *
 * <p>The guest reports each command on a serial line of its own while it goes on; so a kernel that panics or hangs takes
 * one command with it, and the others are run in another boot. Whatever happens, a run ends in bounded time and leaves
 * neither process nor file.
 */
@NullMarked
package dev.skep.testkit.guest;

import org.jspecify.annotations.NullMarked;
