/**
 * Loaders that Skep did not write, each behind a small driver of ours, all with one command line and one form of output.
 *
 * <pre>{@code
 * Driver cilium = Drivers.ofUser().driver(Loader.CILIUM);
 * for (JudgedObject object : HostRun.judge(cilium, Request.load(), objects)) {
 *     object.judgements().forEach(j -> System.out.println(object.path() + " " + j.program() + " " + j.verdict()));
 * }
 * }</pre>
 *
 * A driver judges one object: it loads each program alone, those that are off by default ({@code SEC("?…")}) too, and writes
 * lines ({@link dev.skep.testkit.loader.DriverOutput}). What is wrong with no program chosen is the object's fault, and then
 * no program is tried. The program {@code each} calls a driver for one object after the other, each time in a process of its
 * own with a time limit, and reports the loader's death as a verdict. Which of all lines that a loader and the verifier said
 * is the reason is decided here and not in drivers.
 *
 * <p>Drivers are built at the first use and kept beside the packages that they are built from
 * ({@link dev.skep.testkit.loader.Drivers}). The folder of a driver holds all that it needs, C library and dynamic linker
 * included, so the same files judge on this machine ({@link dev.skep.testkit.loader.HostRun}) and in any guest.
 *
 * <table>
 * <caption>loaders</caption>
 * <tr><th>loader</th><th>driver</th><th>what it takes</th></tr>
 * <tr><td>libbpf-1.1</td><td>C</td><td>the machine's libbpf, or bookworm's</td></tr>
 * <tr><td>libbpf</td><td>C</td><td>sid's libbpf</td></tr>
 * <tr><td>cilium</td><td>Go</td><td>sid's Go and cilium/ebpf</td></tr>
 * <tr><td>aya</td><td>Rust</td><td>sid's cargo and aya-obj; parses and links, asks no kernel</td></tr>
 * <tr><td>gen-object</td><td>C</td><td>the machine's bpftool, or bookworm's; asks no kernel</td></tr>
 * <tr><td>iproute2</td><td>C</td><td>the machine's ip and tc, or bookworm's; XDP and tc programs</td></tr>
 * </table>
 */
@NullMarked
package dev.skep.testkit.loader;

import org.jspecify.annotations.NullMarked;
